/** What a block ```console of a page shows: commands after a "$ ", and what each of them prints. */
export interface Shown {
  readonly command: string;
  readonly prints: string;
}

/** The commands of all blocks, in their order. A command goes on in the lines that are indented by four. */
export function shownIn(page: string): Shown[] {
  const blocks = Array.from(page.matchAll(/```console\n([\s\S]*?)```/g), ([, block]) => block!);
  return blocks
    .flatMap((block) => block.split(/^\$ /m).slice(1))
    .map((text) => {
      const [, command = '', prints = ''] = /^(.*(?:\n {4}.*)*)\n?([\s\S]*)$/.exec(text) ?? [];
      return { command, prints };
    });
}

/** The same text wherever and whenever it was printed: without ids, numbers and times. */
export function comparable(text: string): string {
  return unformatted(text)
    .replaceAll(/\b[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\b/g, '<uuid>')
    .replaceAll(/\b[0-9a-f]{24,40}\b/g, '<id>')
    .replaceAll(/\b\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}:\d{2}(\.\d{3})?Z/g, '<time>')
    .replaceAll(/\b(29|28):\d{2} left/g, '<left>')
    .replaceAll(/\b\d{9}\b/g, '<number>')
    .replaceAll(/(127\.0\.0\.1|localhost):\d+/g, '<server>')
    .trim();
}

function unformatted(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text));
  } catch {
    return text;
  }
}
