import { Unavailable, type OpenRefund, type OrderStatus } from '../../client.js';
import { callsOf, type Call } from './calls.js';
import type { Deed } from './insist.js';
import type { JournalEntry, Stock } from './sandbox.js';
import type { Shop } from './shop.js';

/** What stands around all orders: the platform as it shows itself, and the trouble that was made. */
export interface HouseSight {
  readonly stock: Stock;
  readonly journal: readonly JournalEntry[];
  readonly isDown: boolean;
  readonly losesNextAnswer: boolean;
  /** Whether it was killed, if anybody here can kill it. */
  readonly workerIsDead: boolean;
}

/** What Temporal tells of an order. */
export interface Heard {
  /** Whether somebody works on the order: the rest is then of this moment, else what was heard last. */
  readonly attended: boolean;
  /** Absent when no worker has answered yet. */
  readonly status?: OrderStatus;
  readonly owed?: readonly OpenRefund[];
}

/** An order as it can be seen at one moment, from both sides. */
export interface OrderSight extends HouseSight, Heard {
  readonly reference: string;
  /** What the customer has asked for and Temporal has not answered yet. */
  readonly received?: Deed;
  /** Where to pay, when that is on a page of the platform. */
  readonly paymentPage?: string;
  readonly calls: readonly Call[];
}

export async function seeHouse({ sandbox, stage }: Shop): Promise<HouseSight> {
  const [stock, journal, trouble, workerIsDead] = await Promise.all([
    sandbox.stock(),
    sandbox.journal(),
    sandbox.trouble(),
    stage?.workerIsDead() ?? false,
  ]);
  return { stock, journal, ...trouble, workerIsDead };
}

/** Asks how an order stands. Throws `OrderNotFound`, and `NoOutcome` when it was terminated. */
export async function hearOf({ orders, inTime }: Shop, reference: string): Promise<Heard> {
  const status = await inTime(() => orders.status(reference)).catch(forgiving);
  if (!status) return { attended: false };
  const refunds = status.phase === 'closed' ? ((await inTime(orders.refundsDue).catch(forgiving)) ?? []) : [];
  return { attended: true, status, owed: refunds.filter((refund) => refund.reference === reference) };
}

export function joinSights(shop: Shop, reference: string, house: HouseSight, heard: Heard): OrderSight {
  const { id, redirectUrl: page } = heard.status?.order ?? {};
  const received = shop.received.get(reference);
  return {
    ...house,
    ...heard,
    attended: heard.attended && !house.workerIsDead,
    reference,
    ...(received !== undefined && { received }),
    ...(page !== undefined && shop.sandbox.serves(page) && { paymentPage: page }),
    calls: callsOf(house.journal, reference, id),
  };
}

/** Takes no answer for none yet: Temporal or the worker may be away for a while. */
function forgiving(error: unknown): undefined {
  if (!(error instanceof Unavailable)) throw error;
}
