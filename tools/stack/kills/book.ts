import { EventEmitter, once } from 'node:events';
import type { PaymentAnswer } from '../../../src/client.js';

/** What somebody was told of one order: all of it must hold afterwards, whatever was killed meanwhile. */
export interface Entry {
  readonly reference: string;
  /** The payment is due, and this is the order of the platform. */
  placed?: { readonly orderId: string; readonly total: string };
  /** The money was reported, and is somewhere; without an answer it is durable, and where is still open. */
  paid?: { readonly paymentId: string; readonly amount: string; readonly answer?: PaymentAnswer['payment'] };
  /** It is called off. */
  calledOff?: true;
}

/** Counts what was acknowledged so far, and lets somebody wait for the next. */
export interface Book {
  readonly entries: readonly Entry[];
  open: (reference: string) => Entry;
  acknowledge: (entry: Entry, fact: Partial<Entry>) => void;
  count: () => { placed: number; paid: number };
  /** Returns at the next acknowledgement. */
  next: () => Promise<unknown>;
}

export function createBook(): Book {
  const entries: Entry[] = [];
  const news = new EventEmitter();
  return {
    entries,
    open(reference) {
      const entry: Entry = { reference };
      entries.push(entry);
      return entry;
    },
    acknowledge(entry, fact) {
      Object.assign(entry, fact);
      news.emit('acknowledged');
    },
    count: () => ({
      placed: entries.filter(({ placed }) => placed).length,
      paid: entries.filter(({ paid }) => paid).length,
    }),
    next: () => once(news, 'acknowledged'),
  };
}
