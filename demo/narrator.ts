import { styleText } from 'node:util';
import type { WriteStream } from 'node:tty';

/** Who acts in a line. */
export type Actor = 'demo' | 'customer' | 'shop' | 'operator' | 'platform' | 'worker' | 'temporal';

export interface Narrator {
  /** Opens a story. */
  title: (words: string) => void;
  /** Says who did what, and when: now, unless told otherwise. */
  line: (who: Actor, words: string, at?: Date) => void;
  /** Says whether something is as it should be. */
  verdict: (passed: boolean, words: string) => void;
  /** Says something that has no time of its own. */
  block: (text: string) => void;
}

/** Writes lines, each with its time, that are never taken back; in colour only where somebody can see it and wants it. */
export function createNarrator(to: WriteStream): Narrator {
  const colourful = to.isTTY && !process.env['NO_COLOR'] && to.hasColors();
  const paint = (style: Parameters<typeof styleText>[0], text: string) =>
    colourful ? styleText(style, text) : text;
  const write = (text: string) => void to.write(`${text}\n`);
  const timed = (at: Date, rest: string) => write(`${paint('dim', timeOfDay(at))}  ${rest}`);
  return {
    title: (words) => write(`\n${paint('bold', words)}`),
    line: (who, words, at = new Date()) => timed(at, `${paint('cyan', who.padEnd(8))}  ${words}`),
    verdict: (passed, words) =>
      timed(new Date(), passed ? `${paint('green', '✓')} ${words}` : paint('red', `✗ ${words}`)),
    block: (text) => write(`\n${text}`),
  };
}

/** The time of day by this machine's clock: `14:03:07.412`. */
export function timeOfDay(at: Date): string {
  const [hours, minutes, seconds] = [at.getHours(), at.getMinutes(), at.getSeconds()].map((part) =>
    String(part).padStart(2, '0'),
  );
  return `${hours}:${minutes}:${seconds}.${String(at.getMilliseconds()).padStart(3, '0')}`;
}
