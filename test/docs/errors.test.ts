import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import * as client from '../../src/client/errors.js';
import type { Attention } from '../../src/domain/attention.js';
import { failure } from '../../src/domain/failure.js';
import type { Reason } from '../../src/domain/outcome.js';

// docs/errors.md explains every name that a person may meet, and no other.

const [, ...sections] = readFileSync('docs/errors.md', 'utf8').split(/^## /m);

/** The first cells of the table under a heading that ends so, and no row that leaves open what it means or what to do. */
function namesUnder(heading: string): string[] {
  const section = sections.find((text) => text.split('\n', 1)[0]!.endsWith(heading)) ?? '';
  const rows = section.split('\n').filter((line) => line.startsWith('| `'));
  const cells = rows.map((row) => row.split('|').map((cell) => cell.trim()));
  expect(cells.filter(([, , means, whatToDo]) => !means || !whatToDo)).toEqual([]);
  return cells.map(([, name]) => name!.replaceAll('`', '')).sort();
}

test('explains everything that the client throws, by its class and its code', () => {
  const classes = Object.values(client).filter((thrown) => thrown !== client.OrdersError);
  const thrown = classes.map((Thrown) => new (Thrown as new (...given: unknown[]) => client.OrdersError)([]));
  expect(namesUnder('the client throws')).toEqual(thrown.map(({ name, code }) => `${name}, ${code}`).sort());
});

test('explains every flag', () => {
  const flags: Record<Attention, true> = {
    order_vanished: true,
    wrong_key: true,
    upstream_refuses: true,
    upstream_unreachable: true,
    payment_conflict: true,
    payment_malformed: true,
    refund_overdue: true,
    refund_due: true,
  };
  expect(namesUnder('`NeedsAttention`')).toEqual(Object.keys(flags).sort());
});

test('explains every type of failure', () => {
  expect(namesUnder('of activities and updates')).toEqual(Object.values(failure).sort());
});

test('explains every reason why an order ends', () => {
  const reasons: Record<Reason, true> = {
    paid: true,
    sold_out: true,
    partly_sold_out: true,
    price_changed: true,
    refused: true,
    wrong_key: true,
    upstream_unavailable: true,
    possible_orphan: true,
    deadline: true,
    declined: true,
    called_off: true,
    hold_lost: true,
    order_vanished: true,
    resolved_by_hand: true,
  };
  expect(namesUnder('`reason`')).toEqual(Object.keys(reasons).sort());
});
