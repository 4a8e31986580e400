import { expect, test } from 'vitest';
import { readTexts } from '../../src/ticketscloud/texts.js';

const textsOf = (...errors: unknown[]) => readTexts({ errors });

test.each([undefined, null, [], 'text', {}, { errors: null }, { errors: { a: 'b' } }])(
  'finds no texts in %j',
  (body) => {
    expect(readTexts(body)).toEqual([]);
  },
);

test('keeps the texts as the platform words them', () => {
  expect(textsOf('Deal not found', 7, 'Order 56a73b7ff06c5a21c393806b, 497291903')).toEqual([
    'Deal not found',
    'Order 56a73b7ff06c5a21c393806b, 497291903',
  ]);
});

test('keeps at most 300 characters of all texts together', () => {
  expect(textsOf('a'.repeat(200), 'b'.repeat(200), 'c')).toEqual(['a'.repeat(200), 'b'.repeat(100)]);
});

test('makes one visible line of each text', () => {
  expect(textsOf('a\r\n\u001b[31mb\u202ec\u2028d', '\u0000')).toEqual(['a [31mb c d']);
});

test.each([
  ['no order for ann.o+x@mail.example, sorry', 'no order for [e-mail] sorry'],
  ['call +7 (900) 123-45-67 or 79001234567', 'call [phone] or [phone]'],
  ['unknown key 047bdb8bcee44d3693371920aaf9135c', 'unknown key [key]'],
])('blots out what is private in "%s"', (error, text) => {
  expect(textsOf(error)).toEqual([text]);
});

test('blots out an address before it cuts the text', () => {
  expect(textsOf(`${'a '.repeat(146)}someone@mail.example`)[0]).not.toContain('someone');
});

test('is not held up by a megabyte of hostile text', { timeout: 20_000 }, () => {
  textsOf('a'.repeat(1_000_000));
  textsOf('+1'.repeat(500_000));
});
