import type { Spread } from './statistics.js';

export function table(header: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [line(header), line(header.map(() => '---')), ...rows.map(line)].join('\n');
}

/** Three figures, since what is beyond them changes from run to run. */
export function number(value: number): string {
  return value.toLocaleString(
    'en-US',
    value >= 100 ? { maximumFractionDigits: 0 } : { maximumSignificantDigits: 3 },
  );
}

/** The median, and between which values the rounds lay. */
export function spread({ median, min, max }: Spread): string {
  return `**${number(median)}** (${number(min)}–${number(max)})`;
}
