import { readFileSync } from 'node:fs';
import { parseEnv } from 'node:util';

/** Takes over from the file `.env`, if there is one, what the environment leaves open. */
export function loadDotEnv(): void {
  // Set to nothing means not set: that is how compose files and shells leave a variable out.
  Object.assign(process.env, withoutEmpty(parseEnv(readFile('.env') ?? '')), withoutEmpty(process.env));
}

/** The text of a file; undefined when it cannot be read. */
export function readFile(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}

export function withoutEmpty(variables: NodeJS.Dict<string>): NodeJS.Dict<string> {
  return Object.fromEntries(Object.entries(variables).filter(([, value]) => value !== ''));
}
