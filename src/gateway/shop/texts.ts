import type { Attention } from '../../domain/attention.js';
import type { OutcomeName } from '../../domain/outcome.js';
import type { Deed } from './insist.js';
import { english } from './texts/english.js';
import { russian } from './texts/russian.js';

/** Everything that the pages say, once in each language. */
export const texts = { en: english, ru: russian };

export type Language = keyof typeof texts;

/** What can be read above a page after a form was sent. */
export type Notice = 'choose_some' | 'too_late';

/** What can be done to make trouble. */
export type Trouble = 'down' | 'up' | 'lose_answer' | 'pay_late' | 'kill_worker';

type Titled = { readonly title: string; readonly words: string };

export interface Texts {
  readonly code: 'en' | 'ru';
  readonly otherLanguage: { readonly code: 'en' | 'ru'; readonly name: string };
  readonly shop: string;
  readonly skip: string;
  readonly customer: string;
  readonly operator: string;
  readonly event: { readonly title: string; readonly words: string };
  /** The sets of the event, in the order of the catalogue. */
  readonly sets: readonly string[];
  readonly free: (count: number) => string;
  readonly each: (price: string) => string;
  readonly howMany: (set: string) => string;
  readonly howToPay: string;
  readonly onThePage: Titled;
  readonly inTheShop: Titled;
  readonly buy: string;
  readonly buyNote: (seconds: number) => string;
  readonly tickets: (count: number) => string;
  readonly money: (amount: string) => string;
  readonly order: (number: number) => string;
  readonly phases: Record<
    'away' | 'creating' | 'reserved' | 'awaiting_payment' | 'completing' | 'releasing',
    Titled
  >;
  readonly outcomes: Record<OutcomeName, Titled>;
  /** What was asked for about an order that nobody works on. */
  readonly received: Record<Deed, Titled>;
  readonly payBefore: string;
  /** Beside the payment page, which names the end of the platform's hold. */
  readonly takenUntil: (time: string, holdEnds: string) => string;
  readonly lastMinute: (takenUntil: string) => string;
  readonly timeLeft: string;
  readonly pay: (amount: string) => string;
  readonly payOnPage: string;
  readonly returned: string;
  readonly callOff: string;
  readonly again: string;
  readonly steps: Record<
    'creating' | 'reserved' | 'awaiting_payment' | 'completing' | 'completed' | 'releasing' | 'released',
    string
  >;
  readonly path: string;
  readonly stepNow: string;
  readonly stepDone: string;
  readonly operatorWords: string;
  readonly facts: Record<
    'reference' | 'platform' | 'stock' | 'paid' | 'attention' | 'trouble' | 'owed',
    string
  >;
  readonly stock: (free: number, held: number, sold: number) => string;
  readonly attention: Record<Attention, string>;
  readonly settle: string;
  readonly webUi: string;
  readonly calls: {
    readonly title: string;
    readonly time: string;
    readonly call: string;
    readonly answer: string;
  };
  readonly noCalls: string;
  readonly noAnswer: (tookEffect: boolean) => string;
  readonly makeTrouble: string;
  readonly troubles: Record<Trouble, Titled>;
  /** What stands beside the buttons that make trouble. */
  readonly state: Record<'fine' | 'down' | 'losesAnswer' | 'noWorker', string>;
  readonly notices: Record<Notice, string>;
  readonly notFound: Titled;
  readonly terminated: Titled;
  readonly failed: Titled;
  readonly foreign: Titled;
  readonly misnamed: Titled;
}
