import { readFileSync } from 'node:fs';
import { parseEnv } from 'node:util';
import type { Problem } from './domain/problem.js';

/**
 * Takes over from the file `.env`, if there is one, what the environment leaves open. A secret that the environment gives
 * in a file (`NAME_FILE`) is not left open, nor is the file of one that it gives itself.
 */
export function loadDotEnv(): void {
  // Set to nothing means not set: that is how compose files and shells leave a variable out.
  const given = withoutEmpty(process.env);
  const written = Object.entries(withoutEmpty(parseEnv(readFile('.env') ?? '')));
  const open = written.filter(([name]) => !(otherWay(name) in given));
  Object.assign(process.env, Object.fromEntries(open), given);
}

const otherWay = (name: string) => (name.endsWith('_FILE') ? name.slice(0, -'_FILE'.length) : `${name}_FILE`);

/** Fills in the secrets that are in files; one that is given in both ways is a problem, since one must be the wrong one. */
export function readSecretFiles(given: NodeJS.Dict<string>, names: readonly string[]) {
  const variables = { ...given };
  const problems: Problem[] = [];
  for (const name of names) {
    const file = given[`${name}_FILE`];
    if (file === undefined) continue;
    if (given[name] === undefined) variables[name] = readFile(file)?.trim();
    else problems.push({ field: `${name}_FILE`, expected: `expected either this or ${name}, not both` });
  }
  return { variables, problems };
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
