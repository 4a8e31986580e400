import { existsSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';

const lines = readFileSync('Dockerfile', 'utf8').split('\n');
const after = (word: string) =>
  lines.filter((line) => line.startsWith(`${word} `)).map((line) => line.slice(word.length + 1));
/** What is copied from the project, without where it goes. */
const copied = after('COPY')
  .filter((words) => !words.startsWith('--from'))
  .flatMap((words) => words.split(' ').slice(0, -1));

it('copies only what is there', () => {
  expect(copied).not.toEqual([]);
  expect(copied.filter((file) => !existsSync(file))).toEqual([]);
});

it('sends to the build what it copies, and nothing else', () => {
  const rules = readFileSync('.dockerignore', 'utf8')
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'));
  expect(rules[0]).toBe('*');
  expect(rules.slice(1).sort()).toEqual([...new Set(copied)].map((file) => `!${file}`).sort());
});

it('installs what every workspace of the lock file needs', () => {
  const { packages } = JSON.parse(readFileSync('package-lock.json', 'utf8')) as { packages: object };
  const workspaces = Object.keys(packages).filter((path) => !path.includes('node_modules'));
  const files = workspaces.map((path) => (path === '' ? 'package.json' : `${path}/package.json`));
  expect(copied).toEqual(expect.arrayContaining(files));
});

it('is built and run by one release of Node, on Debian', () => {
  const bases = after('FROM').filter((words) => words.startsWith('node:'));
  const releases = bases.map((words) => /^node:(\d+\.\d+\.\d+-bookworm)(-slim)? /.exec(words)?.[1]);
  expect(new Set(releases).size).toBe(1);
  expect(releases[0]).toBeDefined();
});

it('runs as somebody, by number, and with Node as the first process', () => {
  expect(after('USER')).toEqual(['1000:1000']);
  expect(after('ENTRYPOINT')).toEqual(['["node"]']);
  expect(after('CMD').filter((command) => !command.startsWith('["'))).toEqual([]);
});
