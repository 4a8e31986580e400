/** The one form of a date that HTTP still produces: `Tue, 26 Jan 2016 09:25:19 GMT`. */
const HTTP_DATE = /^[A-Z][a-z]{2}, \d{2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}:\d{2} GMT$/;

/** Reads a `Date` header as epoch milliseconds; undefined when there is none or it is not a date. */
export function readHttpDate(header: string | undefined): number | undefined {
  // Date.parse alone would make a year of "5.5" and local time of a date without zone.
  const at = header !== undefined && HTTP_DATE.test(header) ? Date.parse(header) : Number.NaN;
  return Number.isNaN(at) ? undefined : at;
}

/** Reads `Retry-After`, seconds or a date, as milliseconds from `answeredAt`; undefined when it says nothing. */
export function readRetryAfter(header: string | undefined, answeredAt: number): number | undefined {
  if (header !== undefined && /^\d+$/.test(header)) return Number(header) * 1000;
  const at = readHttpDate(header);
  return at === undefined ? undefined : Math.max(0, at - answeredAt);
}
