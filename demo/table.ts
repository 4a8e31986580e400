import { tellStock } from './platform.js';
import type { Told } from './tell-story.js';

/** Sums the stories up, a line each. */
export function formatTable(told: readonly Told[]): string {
  const rows = told.map(({ passed, title, found, durationMs }) => [
    passed ? '✓' : '✗',
    title,
    found.outcome,
    found.order,
    tellStock(found.stock),
    `${(durationMs / 1000).toFixed(1)} s`,
  ]);
  return alignColumns([['', 'story', 'our outcome', 'on the platform', 'tickets', 'took'], ...rows]);
}

function alignColumns(rows: readonly string[][]): string {
  const widths = rows[0]?.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0))) ?? [];
  const align = (row: string[]) => row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  ');
  return rows.map((row) => align(row).trimEnd()).join('\n');
}
