import { access, constants, stat } from 'node:fs/promises';
import { delimiter, join, resolve } from 'node:path';
import type { Source } from './acquire.js';
import { reason } from './reason.js';

/** Looks at an environment variable; a path that is set and wrong is an error, because the person asked for just that one. */
export function fromEnvironment(variable: string): Source {
  return {
    async find() {
      const path = process.env[variable];
      if (!path) return { ways: [`set ${variable} to its executable`] };
      if (await isExecutable(path)) return { path: resolve(path) };
      throw new Error(`${variable} is "${path}", which is not an executable file: correct it or unset it`);
    },
  };
}

/** Looks along the PATH for a command that passes the check; one that does not is passed over, and named if nothing else is found. */
export function fromPath(
  command: string,
  check: (path: string) => Promise<void>,
  installGuide: string,
): Source {
  return {
    async find() {
      let why = '';
      for (const folder of (process.env['PATH'] ?? '').split(delimiter).filter(Boolean)) {
        const path = join(folder, command);
        if (!(await isExecutable(path))) continue;
        try {
          await check(path);
          return { path };
        } catch (error) {
          why = ` (${reason(error)})`;
        }
      }
      return { ways: [`install it so that \`${command}\` is on the PATH: ${installGuide}${why}`] };
    },
  };
}

export async function isExecutable(path: string): Promise<boolean> {
  try {
    await access(path, constants.X_OK);
    return (await stat(path)).isFile();
  } catch {
    return false;
  }
}
