import * as fc from 'fast-check';

const most = 10n ** 14n - 1n;

/** Amounts of up to twelve digits and two places, with their minor units as a number that is exact by nature. */
export const amounts = fc.bigInt({ min: 0n, max: most }).map(priced);

/** The same, above zero: what somebody can have paid. */
export const paidAmounts = fc.bigInt({ min: 1n, max: most }).map(priced);

function priced(minor: bigint) {
  return { minor, text: `${minor / 100n}.${String(minor % 100n).padStart(2, '0')}` };
}
