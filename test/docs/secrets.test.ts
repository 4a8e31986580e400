import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { compose } from '../deploy/compose.js';

// SECURITY.md says of each secret where it is, who reads it, how it is changed and what a leak means.

const [, section = ''] = readFileSync('SECURITY.md', 'utf8').split('\n## Secrets');
const rows = (section.match(/^\| `.*$/gm) ?? []).map((row) => row.split(' | ').map((cell) => cell.trim()));
const explained = new Set(rows.map(([name = '']) => name.replaceAll(/[|` ]|_FILE/g, '')));

const sources = ['.env.example', 'docker-compose.yml', 'src', 'sandbox', 'deploy']
  .flatMap((path) =>
    statSync(path).isDirectory()
      ? readdirSync(path, { recursive: true, encoding: 'utf8' }).map((name) => join(path, name))
      : path,
  )
  .filter((path) => statSync(path).isFile());

test('has a row for every secret that a program or a container reads', () => {
  const named = sources.flatMap(
    (file) =>
      readFileSync(file, 'utf8').match(/\b[A-Z]+_[A-Z_]*(?:KEYS?|TOKENS?|SECRETS?|PASSWORD)(?:_FILE)?\b/g) ??
      [],
  );
  const secrets = new Set(named.map((name) => name.replace(/_FILE$/, '')));
  // The schema job's tool calls the same one so.
  secrets.delete('SQL_PASSWORD');

  expect(secrets.size).toBeGreaterThan(5);
  expect([...secrets].filter((name) => !explained.has(name))).toEqual([]);
});

test('says of every file of secrets what is in it', () => {
  const files = Object.keys(compose.secrets).map((name) => `\`secrets/${name}\``);
  const places = rows.map(([, place = '']) => place).join();
  expect(files.filter((file) => !places.includes(file))).toEqual([]);
});

test('leaves nothing open about any', () => {
  for (const cells of rows) expect(cells.filter((cell) => cell.length > 3)).toHaveLength(6);
});
