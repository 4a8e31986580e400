const decimal = /^(\d{1,12})(?:\.(\d{1,2}))?$/;

/** Tells whether a text is an amount of money: digits, and at most two places ("100", "99.9", "100.00"). */
export function isAmount(text: string): boolean {
  return decimal.test(text);
}

/** Reads an amount as minor units, an integer, so that sums are exact. */
export function toMinor(amount: string): number {
  const [, whole, fraction = ''] = decimal.exec(amount) ?? [];
  if (whole === undefined) throw new RangeError(`not an amount of money: ${amount}`);
  return Number(whole) * 100 + Number(fraction.padEnd(2, '0'));
}

/** Writes minor units as a decimal string with two places ("100.00"). */
export function fromMinor(minor: number): string {
  return `${Math.floor(minor / 100)}.${String(minor % 100).padStart(2, '0')}`;
}
