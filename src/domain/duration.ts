const unitMs = { second: 1_000, minute: 60_000, hour: 3_600_000 } as const;
const duration = /^(\d{1,6}) (second|minute|hour)s?$/;

/** Tells whether a text is a duration such as "15 minutes": a whole number and seconds, minutes or hours. */
export function isDuration(text: string): boolean {
  return toMs(text) > 0;
}

/** Reads a duration such as "15 minutes" as milliseconds; 0 when it is none. */
export function toMs(text: string): number {
  const [, count, unit] = duration.exec(text) ?? [];
  return count === undefined ? 0 : Number(count) * unitMs[unit as keyof typeof unitMs];
}
