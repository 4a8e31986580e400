import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

// README.ru.md is held against README.md, piece by piece: what needs no translation is the same, the rest is translated.

const english = readFileSync('README.md', 'utf8');
const russian = readFileSync('README.ru.md', 'utf8');

const headings = [
  ['# ticketscloud-order-saga', '# ticketscloud-order-saga'],
  ['## What you will see', '## Что вы увидите'],
  ['## The states', '## Состояния'],
  ['## What an operator sees', '## Что видит оператор'],
  ['## One order, six files', '## Один заказ, шесть файлов'],
  ['## Use it from TypeScript', '## Использование из TypeScript'],
  ['## Use it from anything else', '## Использование из любого другого языка'],
  ['## Use it from a terminal', '## Использование из терминала'],
  ['## What you can rely on', '## На что можно положиться'],
  ['### What is not promised', '### Чего мы не обещаем'],
  ['## Running it for real', '## В production'],
  ['## Configuration', '## Настройки'],
  ['## Commands', '## Команды'],
];

/** The code blocks, diagrams line by line, the paragraphs, and the single rows and items of tables and lists. */
function piecesOf(page: string): string[] {
  const blocks = page.match(/^```[^]*?^```$|(?:^.+\n)+/gm) ?? [];
  return blocks.flatMap((block) => {
    if (block.startsWith('```mermaid')) return block.split('\n');
    return block.startsWith('```') ? [block] : block.split(/\n(?=[|-] )/);
  });
}

/** What a piece begins with, code, a way of the diagram, a link with the test that it cites, an address, a number. */
const sameInBoth =
  /^```[^]*|^(?:#+|!|\||-(?= ))|^ +(?:\S+ --> \S+|state .*)|`[^`]+`|\]\([^)]+\)(?:: "[^"]+")?|https?:\/\/[^\s|,;)]+|\b\d+(?:\.\d+)*/g;

/** What is the same in both, in no order, because that of the words is another. */
const keptOf = (piece: string) => (piece.match(sameInBoth) ?? []).sort().join(' ');
const proseOf = (piece: string) => piece.replaceAll(sameInBoth, '');

/** The page as it would stand in the place of the other. */
const alike = (page: string) => page.replace(/\(README(\.ru)?\.md\)/, '(the other)');

test('each README begins with a link to the other', () => {
  expect(english).toMatch(/^# .*\n\n\[По-русски\]\(README\.ru\.md\)/);
  expect(russian).toMatch(/^# .*\n\n\[English\]\(README\.md\)/);
});

test('every heading has its translation', () => {
  const headingsOf = (page: string) => piecesOf(page).flatMap((piece) => piece.match(/^#+ .*/) ?? []);
  expect(headingsOf(english)).toEqual(headings.map(([words]) => words));
  expect(headingsOf(russian)).toEqual(headings.map(([, words]) => words));
});

test('has the code, ways, links, cited tests and numbers of the English one, piece by piece', () => {
  expect(piecesOf(english).length).toBeGreaterThan(100);
  expect(piecesOf(alike(russian)).map(keptOf)).toEqual(piecesOf(alike(english)).map(keptOf));
});

test('leaves no piece in English', () => {
  const inEnglish = (piece: string) => /[a-z]+ [a-z]+/i.test(proseOf(piece)) && !/[а-яё]/i.test(piece);
  expect(piecesOf(english).filter(inEnglish).length).toBeGreaterThan(100);
  expect(piecesOf(russian).filter(inEnglish)).toEqual([]);
});
