// Where do the two Temporal servers come from on this machine? The first that has one:
//   environment variable -> `temporal` on the PATH -> the project's cache -> official download -> built from Go or Maven packages
// What was downloaded or built is kept in the cache, under its version, so that it happens once.
import { acquire, type Say } from './acquire.js';
import { buildWithGo } from './build-with-go.js';
import { buildWithMaven } from './build-with-maven.js';
import { cached } from './cache.js';
import { officialDownload } from './official-download.js';
import { checkTemporalVersion, checkTestServerAnswers } from './check-server.js';
import { fromEnvironment, fromPath } from './installed.js';

/** As in dev-server/go.mod and test-server/pom.xml. */
export const versions = { devServer: '1.8.2', testServer: '1.38.0' };

const toStderr: Say = (line) => {
  process.stderr.write(`${line}\n`);
};

/** Answers the path of a Temporal CLI whose dev server is new enough; the first time on a machine this may take minutes. */
export function ensureDevServer(say: Say = toStderr): Promise<string> {
  const server = 'Temporal dev server';
  const version = versions.devServer;
  return acquire(
    server,
    [
      fromEnvironment('TEMPORAL_CLI_PATH'),
      fromPath('temporal', checkTemporalVersion, 'https://docs.temporal.io/cli'),
      cached({ server, name: 'temporal', version, check: checkTemporalVersion }, [
        officialDownload('https://temporal.download/cli', version),
        buildWithGo(version),
      ]),
    ],
    say,
  );
}

/** Answers the path of the time-skipping test server; the first time on a machine this takes some seconds. */
export function ensureTestServer(say: Say = toStderr): Promise<string> {
  const server = 'Temporal test server';
  const version = versions.testServer;
  return acquire(
    server,
    [
      fromEnvironment('TEMPORAL_TEST_SERVER_PATH'),
      cached({ server, name: 'temporal-test-server', version, check: checkTestServerAnswers }, [
        officialDownload('https://temporal.download/temporal-test-server', version),
        buildWithMaven,
      ]),
    ],
    say,
  );
}
