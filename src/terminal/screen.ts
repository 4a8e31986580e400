import { clearScreenDown, moveCursor } from 'node:readline';
import type { WriteStream } from 'node:tty';
import { stripVTControlCharacters, styleText } from 'node:util';

/** Where a command shows things while it goes on. */
export interface Screen {
  /** Whether a program reads: then all that is shown is JSON. */
  readonly json: boolean;
  /** Whether a person looks at it as it changes. */
  readonly isLive: boolean;
  print(text: string): void;
  /** Shows a text in place of the one that was shown so last; only where `isLive`. */
  redraw(text: string): void;
  /** Tells a person something beside what is shown: on standard error, whoever reads the rest. */
  note(text: string): void;
}

/** Writes to a stream, and notes to another; in colour only where somebody can see it and wants it. */
export function createScreen(to: WriteStream, json: boolean, notes: NodeJS.WritableStream): Screen {
  const colourful = !json && to.isTTY && !process.env['NO_COLOR'] && to.hasColors();
  const print = (text: string) => void to.write(`${colourful ? inColour(text) : text}\n`);
  let shown = '';
  return {
    json,
    isLive: !json && to.isTTY,
    print,
    note: (text) => void notes.write(`order: ${text}\n`),
    redraw(text) {
      if (shown) {
        moveCursor(to, 0, -heightOf(shown, to.columns));
        clearScreenDown(to);
      }
      print(text);
      shown = text;
    },
  };
}

/** The rows that a text takes on a terminal, which breaks lines that are too long for it. */
function heightOf(text: string, columns: number): number {
  const rows = (line: string) =>
    Math.max(1, Math.ceil(stripVTControlCharacters(line).length / (columns || 80)));
  return text.split('\n').reduce((sum, line) => sum + rows(line), 0);
}

const colours = { '✓': 'green', '✗': 'red', '…': 'yellow', '!': 'red', '–': 'dim' } as const;

/** Colours the marks that lines begin with, also behind a time. */
function inColour(text: string): string {
  return text.replaceAll(/^([\d:]+ {2})?([✓✗…!–])(?= )/gm, (_, time: string | undefined, mark: string) => {
    const colour = colours[mark as keyof typeof colours];
    return (time ? paint('dim', time) : '') + paint(colour, mark);
  });
}

// It was found out for this stream already; Node itself would look at standard output only.
const paint = (style: Parameters<typeof styleText>[0], text: string) =>
  styleText(style, text, { validateStream: false });
