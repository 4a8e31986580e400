import { Unavailable, type OpenRefund, type OrderStatus } from '../../client.js';
import { callsOf, type Call } from './calls.js';
import type { Sandbox, Stock } from './sandbox.js';
import type { Shop } from './shop.js';

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

/**
 * Gives a way to look at one order, again and again. It keeps what it has heard, so that an order whose worker is
 * dead is shown as it was. Throws `OrderNotFound`.
 */
export function watchOrder({ orders, sandbox, inTime }: Shop, reference: string) {
  let heard: OrderStatus | undefined;

  return async function look(): Promise<OrderSight> {
    const [answer, house, journal] = await Promise.all([
      inTime(() => orders.status(reference)).catch(forgiving),
      seeHouse(sandbox),
      sandbox.journal(),
    ]);
    heard = answer ?? heard;
    const page = heard?.order?.redirectUrl;
    const refunds =
      heard?.phase === 'closed' ? ((await inTime(orders.refundsDue).catch(forgiving)) ?? []) : [];
    return {
      ...house,
      reference,
      ...(heard && { status: heard }),
      ...(page !== undefined && sandbox.serves(page) && { paymentPage: page }),
      attended: answer !== undefined,
      calls: callsOf(journal, reference, heard?.order?.id),
      owed: refunds.filter((refund) => refund.reference === reference),
    };
  };
}

/** Takes no answer for none yet: Temporal or the worker may be away for a while. */
export function forgiving(error: unknown): undefined {
  if (!(error instanceof Unavailable)) throw error;
}
