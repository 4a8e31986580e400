import { describe, expect, test } from 'vitest';
import { decide, type Decision, type Situation } from '../../src/domain/decision.js';
import type { Facts } from '../../src/domain/facts.js';
import type { Order, OrderState } from '../../src/domain/order.js';
import type { Ending } from '../../src/domain/outcome.js';
import { anUpstreamOrder } from './an-upstream-order.js';

const order = anUpstreamOrder();
const reserved = anUpstreamOrder({ status: 'executed' });
const free = anUpstreamOrder({ total: '0.00' });
const ended = (status: OrderState) => anUpstreamOrder({ status });

const part = [{ paymentId: 'p-1', amount: '40.00' }];
const full = [...part, { paymentId: 'p-2', amount: '60.00' }];
const declined = { reason: 'no funds' };
const calledOff = { by: 'customer', reason: 'ill' };

const soldOut: Ending = { outcome: 'unavailable', reason: 'sold_out', decidedBy: 'upstream' };
const late: Ending = { outcome: 'expired', reason: 'deadline', decidedBy: 'deadline' };
const unpaid: Ending = { outcome: 'payment_failed', reason: 'declined', decidedBy: 'payment' };
const refused: Ending = { ...unpaid, details: 'no funds' };
const canceled: Ending = { outcome: 'canceled', reason: 'called_off', decidedBy: 'customer', details: 'ill' };
const lapsed: Ending = { outcome: 'expired', reason: 'hold_lost', decidedBy: 'platform' };
const taken: Ending = { outcome: 'canceled', reason: 'hold_lost', decidedBy: 'platform' };
const vanished: Ending = { outcome: 'canceled', reason: 'order_vanished', decidedBy: 'platform' };
const paid: Ending = { outcome: 'completed', reason: 'paid', decidedBy: 'payment' };
const paidThere: Ending = { ...paid, decidedBy: 'platform' };

const now = 1_000;
const payBefore = 31_000;
const past = 500;

const proceed: Decision = { next: 'proceed' };
const wait: Decision = { next: 'wait', forMs: 30_000 };
const complete = (order: Order): Decision => ({ next: 'complete', order });
const release = (order: Order, because: Ending): Decision => ({ next: 'release', order, because });
const end = (ending: Ending): Decision => ({ next: 'end', ending });
const refund = (ending: Ending): Decision => end({ ...ending, outcome: 'refund_required' });

type Known = Partial<Situation> & Partial<Facts>;
type Row = [sentence: string, beside: Known, decision: Decision];

describe.each<[string, Known, Row[]]>([
  [
    'before anything is held, an order',
    {},
    [
      ['goes on', {}, proceed],
      ['goes on with early money', { payments: full }, proceed],
      ['ends when it is called off', { calledOff }, end(canceled)],
      ['ends when its payment is declined', { declined }, end(refused)],
      ['ends when it cannot be created', { leaving: soldOut }, end(soldOut)],
      ['is refunded when money was in it', { payments: part, calledOff }, refund(canceled)],
    ],
  ],
  [
    'before the payment is due, an order',
    { order: reserved },
    [
      ['goes on', {}, proceed],
      ['goes on with early money', { payments: full }, proceed],
      ['goes on when it is called off after early money', { payments: full, calledOff }, proceed],
      ['is released when it is called off', { calledOff }, release(reserved, canceled)],
      [
        'is released when it is declined, partly paid',
        { payments: part, declined },
        release(reserved, refused),
      ],
      ['is released when a step failed', { leaving: soldOut }, release(reserved, soldOut)],
      [
        'is released when a step failed, paid or not',
        { leaving: soldOut, payments: full },
        release(reserved, soldOut),
      ],
    ],
  ],
  [
    'while a payment is awaited, an order',
    { order, payBefore },
    [
      ['waits for the rest of the time', {}, wait],
      ['waits for the rest of the money', { payments: part }, wait],
      ['is completed when it is paid', { payments: full }, complete(order)],
      ['is completed when there is nothing to pay', { order: free }, complete(free)],
      ['is released at the deadline', { payBefore: now }, release(order, late)],
      ['is released after the deadline', { payBefore: past, payments: part }, release(order, late)],
      ['is released when its payment is declined', { declined }, release(order, refused)],
      ['is released when it is called off', { calledOff }, release(order, canceled)],
    ],
  ],
  [
    'when all comes together, an order',
    { order, payBefore: past },
    [
      ['is paid first', { payments: full, declined, calledOff }, complete(order)],
      ['is declined second', { payments: part, declined, calledOff }, release(order, refused)],
      ['is called off third', { payments: part, calledOff }, release(order, canceled)],
      ['is late last', { payments: part }, release(order, late)],
    ],
  ],
  [
    'while it is being released as late, an order',
    { order, payBefore: past, leaving: late },
    [
      ['is completed when it is paid', { payments: full }, complete(order)],
      ['is still late when it is called off', { calledOff }, release(order, late)],
      ['is waited for again when its deadline moves later', { payBefore }, wait],
      ['is called off when its deadline moves', { payBefore, calledOff }, release(order, canceled)],
    ],
  ],
  [
    'while it is being released as called off, an order',
    { order, payBefore, leaving: canceled },
    [
      ['is completed when it is paid', { payments: full }, complete(order)],
      [
        'is released all the same when it cannot be completed',
        { order: reserved, payments: full },
        release(reserved, canceled),
      ],
      ['is still called off when the time is over', { payBefore: past }, release(order, canceled)],
    ],
  ],
  [
    'once the upstream says done, an order',
    { order: ended('done'), payBefore },
    [
      ['is completed', { payments: full }, end(paid)],
      ['is completed by the platform when we know of no money', {}, end(paidThere)],
      ['is completed also while it is being released', { leaving: canceled }, end(paidThere)],
    ],
  ],
  [
    'once the upstream says that the hold is over, an order',
    { order: ended('expired'), payBefore },
    [
      ['has lapsed', {}, end(lapsed)],
      ['was taken when it says canceled', { order: ended('canceled') }, end(taken)],
      ['has vanished when it knows no such order', { order: ended('vanished') }, end(vanished)],
      ['has the end that we gave it', { leaving: canceled }, end(canceled)],
      ['has the end that we were about to give it', { payBefore: past }, end(late)],
      ['is refunded with the money in it', { payments: full }, refund(lapsed)],
      ['is refunded with a part of the money in it', { payments: part }, refund(lapsed)],
      ['is refunded for the reason that we had', { leaving: canceled, payments: full }, refund(canceled)],
      ['was not lost to a decline when it is paid', { payments: full, declined }, refund(lapsed)],
    ],
  ],
])('%s', (_, known, rows) => {
  test.each(rows)('%s', (_, beside, decision) => {
    const { order, payBefore, payments = [], ...facts } = { ...known, ...beside };
    expect(decide({ facts: { payments, ...facts }, order, payBefore, now })).toEqual(decision);
  });
});
