import { expect, it } from 'vitest';
import { callsOf } from '../../../src/gateway/shop/calls.js';
import type { JournalEntry } from '../../../src/gateway/shop/sandbox.js';

const whats = (journal: Partial<JournalEntry>[], orderId?: string) =>
  callsOf(
    journal.map((entry, at) => ({ ...answered, ...entry, seq: at + 1 })),
    'A-1',
    orderId,
  ).map(({ what }) => what);

const answered: JournalEntry = {
  seq: 0,
  at: '2026-01-01T00:00:00Z',
  method: 'GET',
  orderId: null,
  body: null,
  tookEffect: false,
  fault: null,
  status: 200,
  answer: null,
  answeredAt: 1,
};
const createOf = (reference: string, status: number | null, orderId: string | null) => ({
  method: 'POST',
  body: { payment: { success_url: `https://order.invalid/?reference=${reference}` } },
  status,
  orderId,
});
const look = {};
const patch = (orderId: string) => ({ method: 'PATCH', body: { status: 'done' }, orderId });

it('takes the look after a create without an answer for that of its order, until the order is known', () => {
  const journal = [createOf('A-1', null, 'a'), look, patch('a'), look];
  expect(whats(journal, 'a')).toEqual(['POST order', 'GET orders', 'PATCH done']);
});

it('shows the look also while nothing was found yet', () => {
  expect(whats([createOf('A-1', 502, null), look])).toEqual(['POST order', 'GET orders']);
});

it('leaves out the looks for orders of others', () => {
  const journal = [createOf('A-1', 201, 'a'), createOf('B-1', null, 'b'), look, patch('b'), patch('a')];
  expect(whats(journal, 'a')).toEqual(['POST order', 'PATCH done']);
});

it('bears with a create whose page is none, which the sandbox refused', () => {
  const refused = { method: 'POST', body: { payment: { success_url: '' } }, status: 422 };
  expect(whats([refused, createOf('A-1', 201, 'a')], 'a')).toEqual(['POST order']);
});
