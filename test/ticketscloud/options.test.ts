import { expect, test } from 'vitest';
import { createTicketscloud } from '../../src/ticketscloud/ticketscloud.js';

const apiKey = '047bdb8bcee44d3693371920aaf9135c';

test.each([
  ['not an address', 'url must be an address'],
  ['http://api.example', 'url must begin with https://'],
  ['ftp://api.example', 'url must begin with https://'],
  ['https://user:secret@api.example', 'url must not hold credentials'],
  ['https://api.example/?a=b', 'url must end with its path'],
])('refuses the address %s', (url, message) => {
  expect(() => createTicketscloud({ url, apiKey })).toThrow(message);
});

test('takes http only when it is allowed', () => {
  createTicketscloud({ url: 'http://127.0.0.1:1', apiKey, allowHttp: true }).close();
});

test.each(['', 'key', `${apiKey}\r\n`, `${apiKey}0`])('refuses the key %j without repeating it', (apiKey) => {
  expect(() => createTicketscloud({ url: 'https://api.example', apiKey })).toThrow(
    /^apiKey must be 32 hexadecimal characters$/,
  );
});
