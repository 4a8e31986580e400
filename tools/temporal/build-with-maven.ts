import { copyFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Maker } from './cache.js';
import { withProgress } from './progress.js';
import { run } from './run.js';

const source = join(import.meta.dirname, 'test-server');

/** Brings the test server's jars from Maven Central, and puts the script that runs them beside them. */
export const buildWithMaven: Maker = {
  needs: 'install a JDK (17 is what it was tested with) and Maven, and let it reach Maven Central',
  async make(folder, { server, name, version }, say) {
    await withProgress(say, `fetching the ${server} ${version} with Maven, this takes about 10 seconds`, () =>
      run('mvn', [
        '--batch-mode',
        '--quiet',
        '--strict-checksums',
        `--file=${join(source, 'pom.xml')}`,
        'dependency:copy-dependencies',
        '-DincludeScope=runtime',
        `-DoutputDirectory=${join(folder, 'lib')}`,
      ]),
    );
    await copyFile(join(source, 'temporal-test-server.sh'), join(folder, name));
  },
};
