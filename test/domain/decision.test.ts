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
const refused: Ending = {
  outcome: 'payment_failed',
  reason: 'declined',
  decidedBy: 'payment',
  details: 'no funds',
};
const canceled: Ending = { outcome: 'canceled', reason: 'called_off', decidedBy: 'customer', details: 'ill' };
const lapsed: Ending = { outcome: 'expired', reason: 'hold_lost', decidedBy: 'platform' };
const taken: Ending = { outcome: 'canceled', reason: 'hold_lost', decidedBy: 'platform' };
const vanished: Ending = { outcome: 'canceled', reason: 'order_vanished', decidedBy: 'platform' };
const paid: Ending = { outcome: 'completed', reason: 'paid', decidedBy: 'payment' };

const now = 1_000;
const payBefore = 31_000;
const past = 500;

const proceed: Decision = { next: 'proceed' };
const wait: Decision = { next: 'wait', forMs: 30_000 };
const complete = (order: Order): Decision => ({ next: 'complete', order });
const release = (order: Order, because: Ending): Decision => ({ next: 'release', order, because });
const end = (ending: Ending): Decision => ({ next: 'end', ending });
const refund = (ending: Ending): Decision => end({ ...ending, outcome: 'refund_required' });

type Row = [sentence: string, known: Partial<Situation> & Partial<Facts>, decision: Decision];

describe.each<[string, Row[]]>([
  [
    'before anything is held, an order',
    [
      ['goes on', {}, proceed],
      ['goes on with early money', { payments: full }, proceed],
      ['ends when it is called off', { calledOff }, end(canceled)],
      ['ends when its payment is declined', { declined }, end(refused)],
      ['ends when it cannot be created', { leaving: soldOut }, end(soldOut)],
      ['with money in it is refunded when it is called off', { payments: part, calledOff }, refund(canceled)],
    ],
  ],
  [
    'before the payment is due, an order',
    [
      ['goes on', { order: reserved }, proceed],
      ['goes on with early money', { order: reserved, payments: full }, proceed],
      [
        'goes on for its early money, called off or not',
        { order: reserved, payments: full, calledOff },
        proceed,
      ],
      ['is released when it is called off', { order: reserved, calledOff }, release(reserved, canceled)],
      [
        'is released when it is partly paid and declined',
        { order, payments: part, declined },
        release(order, refused),
      ],
      ['is released when it is not what was asked for', { order, leaving: soldOut }, release(order, soldOut)],
      [
        'is released when it is not what was asked for, though paid',
        { order, leaving: soldOut, payments: full },
        release(order, soldOut),
      ],
    ],
  ],
  [
    'while a payment is awaited, an order',
    [
      ['waits for the rest of the time', { order, payBefore }, wait],
      ['waits for the rest of the money', { order, payBefore, payments: part }, wait],
      ['is completed when it is paid', { order, payBefore, payments: full }, complete(order)],
      ['is completed when there is nothing to pay', { order: free, payBefore }, complete(free)],
      ['is released at the deadline', { order, payBefore: now }, release(order, late)],
      ['is released after the deadline', { order, payBefore: past, payments: part }, release(order, late)],
      ['is released when its payment is declined', { order, payBefore, declined }, release(order, refused)],
      ['is released when it is called off', { order, payBefore, calledOff }, release(order, canceled)],
      [
        'is declined rather than called off',
        { order, payBefore, declined, calledOff },
        release(order, refused),
      ],
      ['is called off rather than late', { order, payBefore: past, calledOff }, release(order, canceled)],
      ['is declined rather than late', { order, payBefore: past, declined }, release(order, refused)],
      [
        'is paid rather than declined, called off or late',
        { order, payBefore: past, payments: full, declined, calledOff },
        complete(order),
      ],
    ],
  ],
  [
    'while it is being released, an order',
    [
      [
        'is completed when it is paid',
        { order, payBefore: past, leaving: late, payments: full },
        complete(order),
      ],
      [
        'is completed when it is paid, though called off',
        { order, payBefore, leaving: canceled, payments: full },
        complete(order),
      ],
      [
        'keeps its first reason when it is called off too',
        { order, payBefore: past, leaving: late, calledOff },
        release(order, late),
      ],
      ['is waited for again when its deadline moves later', { order, payBefore, leaving: late }, wait],
      [
        'is released as called off when only the deadline moves',
        { order, payBefore, leaving: late, calledOff },
        release(order, canceled),
      ],
      [
        'stays called off when the deadline moves later',
        { order, payBefore, leaving: canceled },
        release(order, canceled),
      ],
    ],
  ],
  [
    'once it is final, an order',
    [
      ['is completed when it is done', { order: ended('done'), payBefore, payments: full }, end(paid)],
      [
        'is completed when it is done, though being released',
        { order: ended('done'), payBefore, leaving: canceled },
        end({ ...paid, decidedBy: 'platform' }),
      ],
      [
        'is completed by the platform when we know of no money',
        { order: ended('done'), payBefore },
        end({ ...paid, decidedBy: 'platform' }),
      ],
      [
        'has the end that we gave it',
        { order: ended('canceled'), payBefore, leaving: canceled },
        end(canceled),
      ],
      ['has the end that we were about to give it', { order: ended('expired'), payBefore: past }, end(late)],
      ['has lapsed when nobody wanted it to end', { order: ended('expired'), payBefore }, end(lapsed)],
      ['was taken when the platform canceled it', { order: ended('canceled'), payBefore }, end(taken)],
      [
        'has vanished when the platform does not know it',
        { order: ended('vanished'), payBefore },
        end(vanished),
      ],
      [
        'is refunded when it lapsed with the money in it',
        { order: ended('expired'), payBefore, payments: full },
        refund(lapsed),
      ],
      [
        'is refunded when it lapsed with a part of the money',
        { order: ended('expired'), payBefore, payments: part },
        refund(lapsed),
      ],
      [
        'is refunded for the reason that we had',
        { order: ended('canceled'), payBefore, leaving: canceled, payments: full },
        refund(canceled),
      ],
      [
        'did not lose the full payment to a decline',
        { order: ended('expired'), payBefore, payments: full, declined },
        refund(lapsed),
      ],
    ],
  ],
])('%s', (_, rows) => {
  test.each(rows)('%s', (_, { order, payBefore, payments = [], ...facts }, decision) => {
    expect(decide({ facts: { payments, ...facts }, order, payBefore, now })).toEqual(decision);
  });
});
