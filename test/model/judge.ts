import type { JournalEntry } from '../../sandbox/sandbox.js';
import { idsOf, minor, namedFor, possibleAmounts, sum, surelyKnown } from './reported-money.js';
import type { Witness } from './witness.js';

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
      const known = surelyKnown(reports, seenAt);
      return due.at < seenAt && known > 0 && known >= minor(due.total);
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
    const ids = new Set([...idsOf(reports), ...late.keys(), ...applied.keys()]);
    return [...ids].every((id) =>
      possibleAmounts(reports, id).includes((applied.get(id) ?? 0) + (late.get(id) ?? 0)),
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

  'by how much a report is above what stands is owed, and nothing else is': ({ reports, differences }) =>
    differences.every(({ paymentId, amount }) =>
      reports.some(
        (report) =>
          namedFor(report) === paymentId &&
          possibleAmounts(reports, report.paymentId).includes(minor(report.amount) - minor(amount)),
      ),
    ),

  'whoever reports money is told the truth': ({ outcome, reports, refunds, differences }) =>
    reports.every((report) => {
      const { paymentId, answer } = report;
      const entries = outcome?.payments.filter((payment) => payment.paymentId === paymentId) ?? [];
      if (answer === 'applied') return entries.some(({ became }) => became === 'applied');
      const owedAs = [paymentId, namedFor(report)];
      if (answer === 'refund_due')
        return [...refunds, ...differences].some((refund) => owedAs.includes(refund.paymentId));
      if (answer === 'duplicate')
        return reports.filter((report) => report.paymentId === paymentId).length > 1;
      return answer === undefined || answer === 'part_paid';
    }),

  'completed is what the platform shows as done': ({ outcome, upstream, vanished, journal }) => {
    const done = upstream.filter(({ status }) => status === 'done').map(({ id }) => id);
    if (outcome?.outcome !== 'completed') return done.length === 0 || saidGone(journal);
    const { orderId = '' } = outcome;
    return vanished.includes(orderId) ? done.length === 0 : done.length === 1 && done[0] === orderId;
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

  'an order that was left behind is named': ({ journal, outcome, possibleOrphans }) => {
    const made = journal.filter(({ method, tookEffect, orderId, status }) => {
      // To make an order and to say "no" is a lie that nobody can see through.
      const denied = status !== null && status >= 300 && status < 500;
      return method === 'POST' && tookEffect && orderId !== outcome?.orderId && !denied;
    });
    return made.length <= possibleOrphans;
  },

  'no two changes are under way at once': ({ journal }) => {
    const changes = journal.filter(({ method }) => method !== 'GET');
    return changes.slice(1).every(({ receivedAt }, at) => {
      const { status, fault, answeredAt } = changes[at]!;
      // Whoever got nothing in time had given up, while the platform was still at work.
      if (status === null || (fault !== null && tooSlow.has(fault))) return true;
      return (answeredAt ?? Infinity) <= receivedAt;
    });
  },

  // By the platform's clock, as what a saga does for hours takes seconds in skipped time.
  'no minute sees more than sixty calls': ({ journal }) => {
    // A slow one is carried out later than others that came after it.
    const instants = journal.flatMap(({ at }) => (at === null ? [] : Date.parse(at))).sort((a, b) => a - b);
    return instants.every((instant, at) => (instants[at + 60] ?? Infinity) - instant > 60_000);
  },
};

const tooSlow = new Set<string>(['hang', 'slow', 'drip']);

const patches = ({ method, body }: JournalEntry, status: string) =>
  method === 'PATCH' && (body as { status?: string } | null)?.status === status;

/** A "not found" to a look cannot be told from the truth; from then on the saga cannot know. */
const saidGone = (journal: readonly JournalEntry[]) =>
  journal.some(({ method, status }) => method === 'GET' && status === 404);
