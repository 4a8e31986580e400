import type { JournalEntry, OrderView } from '../../sandbox/sandbox.js';
import type { OrderOutcome } from '../../src/client.js';

/** A report of money: what it said, when it was sent, when the saga knew of it, and what it was answered. */
export interface Report {
  readonly paymentId: string;
  readonly amount: string;
  readonly sentAt: number;
  readonly knownAt?: number | undefined;
  readonly answer?: string | undefined;
}

/** All that can be seen of a story from outside. Instants are those of the journal: monotonic milliseconds. */
export interface Witness {
  readonly journal: readonly JournalEntry[];
  /** Absent when the saga neither ended nor asked for help. */
  readonly outcome?: OrderOutcome | undefined;
  /** When the shop was told how to pay, and how much. */
  readonly due?: { readonly at: number; readonly total: string } | undefined;
  readonly reports: readonly Report[];
  readonly refunds: readonly { readonly paymentId: string; readonly amount: string }[];
  /** The orders of the platform, and the tickets of the set, thirteen hours later. */
  readonly upstream: readonly Pick<OrderView, 'id' | 'status' | 'tickets'>[];
  readonly stock: { readonly held: number; readonly sold: number };
}

/** Says which of the promises are broken; its own arithmetic, its own idea of what must be. */
export function judge(witness: Witness): string[] {
  return Object.entries(laws).flatMap(([sentence, holds]) => (holds(witness) ? [] : [sentence]));
}

export const laws: Record<string, (witness: Witness) => boolean> = {
  'the order ends, or asks for help': ({ outcome }) => outcome !== undefined,

  'an order known to be paid when it was last looked at is not canceled': ({ journal, due, reports }) =>
    !journal.some((entry, at) => {
      if (!patches(entry, 'canceled') || !due) return false;
      const look = journal.slice(0, at).findLast(({ method }) => method === 'GET');
      const seenAt = look?.answeredAt ?? -Infinity;
      const known = standing(reports.filter(({ knownAt = Infinity }) => knownAt < seenAt));
      return due.at < seenAt && known.size > 0 && sum(known.values()) >= minor(due.total);
    }),

  'a cancel is sent only after a look since the last': ({ journal }) =>
    journal.every((entry, at) => {
      if (!patches(entry, 'canceled')) return true;
      const before = journal.slice(0, at).filter(({ method }) => method !== 'POST');
      return before.at(-1)?.method === 'GET';
    }),

  'every payment is accounted for exactly once': ({ outcome, reports, refunds }) => {
    const late = new Map(refunds.map(({ paymentId, amount }) => [paymentId, minor(amount)]));
    const applied = new Map<string, number>();
    for (const { paymentId, amount, became } of outcome?.payments ?? [])
      if (became === 'applied') applied.set(paymentId, (applied.get(paymentId) ?? 0) + minor(amount));
    const ids = new Set([...standing(reports).keys(), ...late.keys(), ...applied.keys()]);
    return [...ids].every((id) =>
      possible(reports, id).includes((applied.get(id) ?? 0) + (late.get(id) ?? 0)),
    );
  },

  'what the outcome says is owed is owed, once': ({ outcome, refunds }) =>
    (outcome?.payments ?? []).every(
      ({ paymentId, amount, became }) =>
        became === 'applied' ||
        refunds.filter((refund) => refund.paymentId === paymentId && refund.amount === amount).length === 1,
    ),

  'money is applied to a completed order alone, up to its total': ({ outcome }) => {
    const entries = outcome?.payments ?? [];
    const applied = sum(
      entries.flatMap(({ became, amount }) => (became === 'applied' ? [minor(amount)] : [])),
    );
    if (outcome?.outcome !== 'completed') return applied === 0;
    const all = sum(entries.map(({ amount }) => minor(amount)));
    return applied === Math.min(all, minor(outcome.total!));
  },

  'an order that ends otherwise with money in it requires a refund': ({ outcome }) =>
    outcome === undefined ||
    outcome.outcome === 'completed' ||
    (outcome.outcome === 'refund_required') === outcome.payments.length > 0,

  'whoever reports money is told the truth': ({ outcome, reports, refunds }) =>
    reports.every(({ paymentId, answer }) => {
      const entries = outcome?.payments.filter((payment) => payment.paymentId === paymentId) ?? [];
      if (answer === 'applied') return entries.some(({ became }) => became === 'applied');
      if (answer === 'refund_due') return refunds.some((refund) => refund.paymentId === paymentId);
      if (answer === 'duplicate')
        return reports.filter((report) => report.paymentId === paymentId).length > 1;
      return answer === undefined || answer === 'part_paid';
    }),

  'completed is what the platform shows as done': ({ outcome, upstream, journal }) => {
    const done = upstream.filter(({ status }) => status === 'done').map(({ id }) => id);
    if (outcome?.outcome === 'completed') return done.length === 1 && done[0] === outcome.orderId;
    return done.length === 0 || saidGone(journal);
  },

  'tickets belong to completed orders alone': ({ outcome, upstream, stock, journal }) => {
    const ours = upstream.find(({ id }) => id === outcome?.orderId)?.tickets.length ?? 0;
    const sold = outcome?.outcome === 'completed' ? ours : 0;
    return stock.held === 0 && (stock.sold === sold || saidGone(journal));
  },

  'a second order is made only when the first answer was lost, and no third': ({ journal }) => {
    const made = journal.filter(({ method, tookEffect }) => method === 'POST' && tookEffect);
    return (
      made.length <= 2 && made.slice(0, -1).every(({ fault, status }) => fault !== null || status === null)
    );
  },

  'no two changes are under way at once': ({ journal }) => {
    const changes = journal.filter(({ method }) => method !== 'GET');
    return changes.slice(1).every(({ receivedAt }, at) => {
      const before = changes[at]!;
      // Whoever got nothing had given up, while the platform was still at work.
      return before.status === null || (before.answeredAt ?? Infinity) <= receivedAt;
    });
  },

  // A hold of 30 minutes is watched every 15 s at most; a create that is busy is asked again for 5 minutes.
  'the calls are bounded': ({ journal }) => journal.length <= 200,
};

const patches = ({ method, body }: JournalEntry, status: string) =>
  method === 'PATCH' && (body as { status?: string } | null)?.status === status;

/** A "not found" to a look cannot be told from the truth; from then on the saga cannot know. */
const saidGone = (journal: readonly JournalEntry[]) =>
  journal.some(({ method, status }) => method === 'GET' && status === 404);

const minor = (amount: string) => Math.round(Number(amount) * 100);
const sum = (amounts: Iterable<number>) => [...amounts].reduce((all, amount) => all + amount, 0);

/** What was reported under each id: the first amount stands. */
const standing = (reports: readonly Report[]) =>
  new Map(reports.toReversed().map(({ paymentId, amount }) => [paymentId, minor(amount)]));

/** The amounts that may stand under an id: those that were sent before any was known. */
function possible(reports: readonly Report[], id: string): number[] {
  const same = reports.filter(({ paymentId }) => paymentId === id);
  const firstKnownAt = Math.min(...same.map(({ knownAt = Infinity }) => knownAt));
  return same.filter(({ sentAt }) => sentAt <= firstKnownAt).map(({ amount }) => minor(amount));
}
