import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';

const documents = ['.', 'docs', 'sandbox'].flatMap((folder) =>
  readdirSync(folder, { recursive: folder === 'docs', encoding: 'utf8' })
    .filter((name) => name.endsWith('.md'))
    .map((name) => join(folder, name)),
);

/** What the links of a document point to, as far as that lies in this repository. */
function targetsOf(document: string): string[] {
  const links = readFileSync(document, 'utf8').matchAll(/\]\((?!https?:)([^)\s]+)\)/g);
  return Array.from(links, ([, link]) => link!);
}

/** The anchors of the headings of a document. */
function anchorsOf(document: string): string[] {
  const headings = readFileSync(document, 'utf8').matchAll(/^#+ (.*)$/gm);
  return Array.from(headings, ([, words]) =>
    words!
      .toLowerCase()
      .replace(/[^\w -]/g, '')
      .replaceAll(' ', '-'),
  );
}

function isThere(document: string, target: string): boolean {
  const [path, anchor] = target.split('#');
  const file = path ? join(dirname(document), path) : document;
  return existsSync(file) && (anchor === undefined || anchorsOf(file).includes(anchor));
}

test('finds the documents', () => {
  expect(documents).toContain('README.md');
  expect(documents.filter((document) => document.startsWith('docs')).length).toBeGreaterThan(5);
});

test.each(documents)('the links of %s lead somewhere', (document) => {
  expect(targetsOf(document).filter((target) => !isThere(document, target))).toEqual([]);
});
