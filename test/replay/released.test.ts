import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { findChanged, readSets } from '../../tools/histories/sets.js';

// What a release has frozen is what orders out there look like: see README.md.

it('keeps the histories of every release as they were frozen', async () => {
  expect(await findChanged()).toEqual([]);
});

it('has the histories of every release that the changelog tells of', async () => {
  const changelog = readFileSync('CHANGELOG.md', 'utf8');
  const releases = Array.from(changelog.matchAll(/^## \[?(\d+\.\d+\.\d+)/gm), ([, version]) => version);
  expect(await readSets()).toEqual(expect.arrayContaining(releases));
});
