import { setTimeout as sleep } from 'node:timers/promises';
import { Unavailable, type OpenRefund, type Orders, type OrderStatus } from '../../client.js';
import { callsOf, type Call } from './calls.js';
import type { Sandbox, Stock } from './sandbox.js';

/** What the platform shows of itself. */
export interface HouseSight {
  readonly stock: Stock;
  readonly isDown: boolean;
}

/** An order as it can be seen at one moment, from both sides. */
export interface OrderSight extends HouseSight {
  readonly reference: string;
  /** Absent when no worker has answered yet. */
  readonly status?: OrderStatus;
  /** Where to pay, when that is on a page of the platform. */
  readonly paymentPage?: string;
  /** Whether somebody works on the order: the status is then of this moment, else the last that was heard. */
  readonly attended: boolean;
  readonly calls: readonly Call[];
  readonly owed: readonly OpenRefund[];
}

export async function seeHouse(sandbox: Sandbox): Promise<HouseSight> {
  const [stock, isDown] = await Promise.all([sandbox.stock(), sandbox.isDown()]);
  return { stock, isDown };
}

// A worker answers in some 20 ms. Who looks at the page learns of one that does not, and is not kept waiting.
const PATIENCE_MS = 1_500;

/**
 * Gives a way to look at one order, again and again. It keeps what it has heard, so that an order whose worker is
 * dead is shown as it was. Throws `OrderNotFound`.
 */
export function watchOrder(orders: Orders, sandbox: Sandbox, reference: string) {
  let heard: OrderStatus | undefined;
  let asking: Promise<OrderStatus | undefined> | undefined;

  /** Asks once at a time: without a worker, questions would pile up. */
  function ask(): Promise<OrderStatus | undefined> {
    asking ??= orders
      .status(reference)
      .then((status) => (heard = status), forgiving)
      .finally(() => (asking = undefined));
    return asking;
  }

  return async function look(): Promise<OrderSight> {
    const [answer, house, journal] = await Promise.all([
      Promise.race([ask(), sleep(PATIENCE_MS, undefined, { ref: false })]),
      seeHouse(sandbox),
      sandbox.journal(),
    ]);
    const status = answer ?? heard;
    const page = status?.order?.redirectUrl;
    const refunds = status?.phase === 'closed' ? await orders.refundsDue().catch(() => []) : [];
    return {
      ...house,
      reference,
      ...(status && { status }),
      ...(page !== undefined && sandbox.serves(page) && { paymentPage: page }),
      attended: answer !== undefined,
      calls: callsOf(journal, reference, status?.order?.id),
      owed: refunds.filter((refund) => refund.reference === reference),
    };
  };
}

/** Temporal or the worker may be away for a while. */
function forgiving(error: unknown): undefined {
  if (!(error instanceof Unavailable)) throw error;
}
