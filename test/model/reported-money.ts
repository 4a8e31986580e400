import type { Report } from './witness.js';

/** Hundredths. */
export const minor = (amount: string) => Math.round(Number(amount) * 100);
export const sum = (amounts: Iterable<number>) => [...amounts].reduce((all, amount) => all + amount, 0);

/** Every id under which money was reported. */
export const idsOf = (reports: readonly Report[]) => [...new Set(reports.map(({ paymentId }) => paymentId))];

/** The name under which it is owed by how much a report after the end is above what stands. */
export const namedFor = ({ paymentId, amount }: Report) => `${paymentId} as ${amount}`;

/** The amounts that may stand under an id: of those that were sent before any was known, whichever came first. */
export function possibleAmounts(reports: readonly Report[], id: string): number[] {
  const same = reports.filter(({ paymentId }) => paymentId === id);
  const firstKnownAt = Math.min(...same.map(({ knownAt = Infinity }) => knownAt));
  return same.filter(({ sentAt }) => sentAt <= firstKnownAt).map(({ amount }) => minor(amount));
}

/** How much the saga must have known of at an instant, whichever reports came first. */
export function surelyKnown(reports: readonly Report[], instant: number): number {
  const known = reports.filter(({ knownAt = Infinity }) => knownAt < instant);
  return sum(idsOf(known).map((id) => Math.min(...possibleAmounts(reports, id))));
}
