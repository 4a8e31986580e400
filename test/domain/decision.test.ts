import { describe, expect, test } from 'vitest';
import { decide, type Decision, type Situation } from '../../src/domain/decision.js';
import { noFacts, type Facts } from '../../src/domain/facts.js';
import type { Order, OrderState } from '../../src/domain/order.js';
import type { Ending } from '../../src/domain/outcome.js';
import { anUpstreamOrder } from './an-upstream-order.js';

const order = anUpstreamOrder();
const reserved = anUpstreamOrder({ status: 'executed' });
const free = anUpstreamOrder({ total: '0.00' });
const ended = (status: OrderState) => anUpstreamOrder({ status });

const part = [{ paymentId: 'p-1', amount: '40.00' }];
const full = [...part, { paymentId: 'p-2', amount: '60.00' }];
const no = { reason: 'no funds' };
const declines = [no];
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
const byHand = { reason: 'resolved_by_hand', decidedBy: 'Kim', details: 'seen in the back office' } as const;
const soldByHand: Ending = { ...byHand, outcome: 'completed' };
const goneByHand: Ending = { ...byHand, outcome: 'canceled' };

const now = 1_000;
const giveUpAt = 31_000;
const past = 500;

const proceed: Decision = { next: 'proceed' };
const wait = (order: Order): Decision => ({ next: 'wait', order, forMs: 30_000 });
const complete = (order: Order): Decision => ({ next: 'complete', order });
const awaitPlatform = (order: Order): Decision => ({ next: 'await_platform', order });
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
      ['ends when its payment is declined', { declines }, end(refused)],
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
        { payments: part, declines },
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
    { order, giveUpAt },
    [
      ['waits for the rest of the time', {}, wait(order)],
      ['waits for the rest of the money', { payments: part }, wait(order)],
      ['is completed when it is paid', { payments: full }, complete(order)],
      ['is completed when there is nothing to pay', { order: free }, complete(free)],
      ['is released at the deadline', { giveUpAt: now }, release(order, late)],
      ['is released after the deadline', { giveUpAt: past, payments: part }, release(order, late)],
      ['is released when its payment is declined', { declines }, release(order, refused)],
      ['is released when it is called off', { calledOff }, release(order, canceled)],
    ],
  ],
  [
    'when all comes together, an order',
    { order, giveUpAt: past },
    [
      ['is paid first', { payments: full, declines, calledOff }, complete(order)],
      ['is declined second', { payments: part, declines, calledOff }, release(order, refused)],
      [
        'is not declined by what was confirmed',
        { payments: part, declines: [{ ...no, paymentId: 'p-1' }] },
        release(order, late),
      ],
      [
        'is declined by another payment than was confirmed',
        {
          payments: part,
          declines: [
            { ...no, paymentId: 'p-1' },
            { ...no, paymentId: 'p-2' },
          ],
        },
        release(order, refused),
      ],
      ['is called off third', { payments: part, calledOff }, release(order, canceled)],
      ['is late last', { payments: part }, release(order, late)],
    ],
  ],
  [
    'while it is being released as late, an order',
    { order, giveUpAt: past, leaving: late },
    [
      ['is completed when it is paid', { payments: full }, complete(order)],
      ['is still late when it is called off', { calledOff }, release(order, late)],
      ['is waited for again when its deadline moves later', { giveUpAt }, wait(order)],
      ['is called off when its deadline moves', { giveUpAt, calledOff }, release(order, canceled)],
    ],
  ],
  [
    'while it is being released as called off, an order',
    { order, giveUpAt, leaving: canceled },
    [
      ['is completed when it is paid', { payments: full }, complete(order)],
      [
        'is released all the same when it cannot be completed',
        { order: reserved, payments: full },
        release(reserved, canceled),
      ],
      ['is still called off when the time is over', { giveUpAt: past }, release(order, canceled)],
    ],
  ],
  [
    'once the upstream says done, an order',
    { order: ended('done'), giveUpAt },
    [
      ['is completed', { payments: full }, end(paid)],
      ['is completed by the platform when we know of no money', {}, end(paidThere)],
      ['is completed also while it is being released', { leaving: canceled }, end(paidThere)],
    ],
  ],
  [
    'once the upstream says that the hold is over, an order',
    { order: ended('expired'), giveUpAt },
    [
      ['has lapsed', {}, end(lapsed)],
      ['was taken when it says canceled', { order: ended('canceled') }, end(taken)],
      ['has vanished when it knows no such order', { order: ended('vanished') }, end(vanished)],
      ['has the end that we gave it', { leaving: canceled }, end(canceled)],
      ['has the end that we were about to give it', { giveUpAt: past }, end(late)],
      ['is refunded with the money in it', { payments: full }, refund(lapsed)],
      ['is refunded with a part of the money in it', { payments: part }, refund(lapsed)],
      ['is refunded for the reason that we had', { leaving: canceled, payments: full }, refund(canceled)],
      ['was not lost to a decline when it is paid', { payments: full, declines }, refund(lapsed)],
    ],
  ],
  [
    'on a payment page of the platform, an order',
    { order, giveUpAt, settlement: 'platform' },
    [
      ['waits for the payment', {}, wait(order)],
      ['waits for the rest of a claim', { payments: part }, wait(order)],
      ['is left to the platform when it is said to be paid', { payments: full }, awaitPlatform(order)],
      [
        'is left to it past the deadline',
        { payments: full, giveUpAt: past, leaving: late },
        awaitPlatform(order),
      ],
      [
        'is left to it when it is called off, too',
        { payments: full, calledOff, leaving: canceled },
        awaitPlatform(order),
      ],
      ['is left to it when it is declined, too', { payments: full, declines }, awaitPlatform(order)],
      ['is released when nobody says that it is paid', { giveUpAt: now }, release(order, late)],
      ['is released when a claim does not cover it', { payments: part, giveUpAt: now }, release(order, late)],
      ['is released when it is called off', { calledOff }, release(order, canceled)],
      ['waits for a claim when there is nothing to pay', { order: free }, wait(free)],
      ['is released when nobody claims nothing', { order: free, giveUpAt: past }, release(free, late)],
      [
        'is left to the platform with any claim on nothing',
        { order: free, payments: part },
        awaitPlatform(free),
      ],
      [
        'goes on with an early claim, called off or not',
        { order: reserved, giveUpAt: undefined, payments: full, calledOff },
        proceed,
      ],
    ],
  ],
  [
    'once the platform has decided about a claim, an order',
    { payments: full, giveUpAt: past, settlement: 'platform' },
    [
      ['is completed', { order: ended('done') }, end(paid)],
      [
        'is completed by the platform on half a claim',
        { order: ended('done'), payments: part },
        end(paidThere),
      ],
      [
        'is completed by the platform when nobody claimed nothing',
        { order: anUpstreamOrder({ status: 'done', total: '0.00' }), payments: [] },
        end(paidThere),
      ],
      ['is refunded when it lapsed', { order: ended('expired') }, refund(lapsed)],
      ['is refunded when it was taken', { order: ended('canceled') }, refund(taken)],
      ['is refunded when it vanished', { order: ended('vanished') }, refund(vanished)],
    ],
  ],
  [
    'once somebody has said how it ended, an order',
    { order, giveUpAt, resolved: goneByHand },
    [
      ['ends so at once', {}, end(goneByHand)],
      ['ends so though nothing is held', { order: undefined }, end(goneByHand)],
      ['ends so though it is late', { giveUpAt: past, leaving: late }, end(goneByHand)],
      ['ends so though it was called off and declined', { calledOff, declines }, end(goneByHand)],
      ['ends so though the upstream says otherwise', { order: ended('expired') }, end(goneByHand)],
      ['is completed all the same when the upstream says done', { order: ended('done') }, end(paidThere)],
      ['is refunded with the money in it', { payments: full }, refund(goneByHand)],
      ['is refunded with a part of the money in it', { payments: part }, refund(goneByHand)],
      ['is refunded with a claim in it', { payments: full, settlement: 'platform' }, refund(goneByHand)],
      ['is completed with the money in it', { payments: full, resolved: soldByHand }, end(soldByHand)],
      ['is completed without money', { resolved: soldByHand }, end(soldByHand)],
    ],
  ],
])('%s', (_, known, rows) => {
  test.each(rows)('%s', (_, beside, decision) => {
    const { order, giveUpAt, settlement = 'seller', ...facts } = { ...known, ...beside };
    expect(decide({ facts: { ...noFacts, ...facts }, order, settlement, giveUpAt, now })).toEqual(decision);
  });
});
