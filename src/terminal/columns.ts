/** Writes rows of cells below each other; what comes from outside can neither break a line nor steer the terminal. */
export function columns(rows: readonly (readonly string[])[]): string {
  const clean = rows.map((row) => row.map(oneLine));
  const widths: number[] = [];
  for (const row of clean) row.forEach((cell, at) => (widths[at] = Math.max(widths[at] ?? 0, cell.length)));
  const align = (row: readonly string[]) => row.map((cell, at) => cell.padEnd(widths[at] ?? 0)).join('  ');
  return clean.map((row) => align(row).trimEnd()).join('\n');
}

/** A text on one line, without anything that a terminal would obey; what is not seen but turns text around is named. */
export function oneLine(text: string): string {
  return text
    .replaceAll(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ')
    .replaceAll(/\p{Cf}/gu, (sign) => `\\u{${sign.codePointAt(0)!.toString(16)}}`)
    .trimEnd();
}

/** An id from outside, in quotes when it could be taken for another: with spaces, quotes, or letters that look alike. */
export function exactly(id: string): string {
  return /^[!#-~]+$/.test(id) ? id : JSON.stringify(id);
}
