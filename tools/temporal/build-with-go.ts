import { join } from 'node:path';
import type { Maker } from './cache.js';
import { withProgress } from './progress.js';
import { run } from './run.js';

const module = join(import.meta.dirname, 'dev-server');
const command = 'github.com/temporalio/cli/cmd/temporal';

/** What a person has set for their own Go work must not stop ours; GOPROXY and the like, which say where modules come from, stay theirs. */
export const goEnvironment = () => ({
  ...process.env,
  GO111MODULE: 'on',
  GOWORK: 'off',
  // Not empty: an empty one falls back to the person's `go env -w` file.
  GOFLAGS: '-mod=readonly',
  // Lets a Go that is older than the module asks for fetch the right one from the module proxy.
  GOTOOLCHAIN: 'auto',
  // As the official builds; a C compiler is not needed.
  CGO_ENABLED: '0',
});

// The first Go that can fetch a newer one.
const oldestGo = 21;

/** What a build from Go modules needs, said to somebody who could provide it. */
export const needsGo = `install Go 1.${oldestGo} or newer (https://go.dev/dl) and let it reach a module proxy`;

/** Builds the Temporal CLI from the Go module proxy, exactly the modules of dev-server/go.sum: `go install` refuses it, because its go.mod has a `replace`. */
export function buildWithGo(version: string): Maker {
  return {
    needs: needsGo,
    async make(folder, { server, name }, say) {
      await checkGo(folder);
      const linkerFlags = `-s -w -X github.com/temporalio/cli/internal/temporalcli.Version=${version}`;
      await withProgress(
        say,
        `building the ${server} ${version} from Go modules, this takes about 4 minutes the first time`,
        () =>
          run('go', ['build', '-trimpath', '-ldflags', linkerFlags, '-o', join(folder, name), command], {
            cwd: module,
            env: goEnvironment(),
          }),
      );
    },
  };
}

/** Fails with the reason if there is no Go, or one that is too old. */
export async function checkGo(emptyFolder: string): Promise<void> {
  // Outside of the module, where `go` would first fetch the version that the module asks for.
  const env = { ...goEnvironment(), GOTOOLCHAIN: 'local' };
  const installed = await run('go', ['env', 'GOVERSION'], { cwd: emptyFolder, env }).catch(() => undefined);
  if (installed === undefined) throw new Error('there is no working `go` on the PATH');
  const minor = Number(/^go1\.(\d+)/.exec(installed)?.[1]);
  if (minor < oldestGo) throw new Error(`the installed ${installed} is too old`);
}
