import { setTimeout as sleep } from 'node:timers/promises';
import { Webhook } from 'standardwebhooks';
import { Unavailable, type Orders } from '../../../src/client.js';
import type { Gateway } from '../programs.js';
import type { Book } from './book.js';
import { orderRequest } from './catalogue.js';

/** Where a customer goes. */
export interface Doors {
  readonly orders: Orders;
  readonly gateway: Gateway;
  readonly book: Book;
  readonly random: () => number;
  /** Settles when nothing is killed any more. */
  readonly ended: Promise<void>;
}

export type Way = 'pays' | 'pays by webhook' | 'pays in the end' | 'calls it off';

// So that kills meet orders at every step of their lives, also between the steps.
const hesitatesMs = 2_000;
const askAgainAfterMs = 100;

/** Lives one order as a customer of a shop that repeats what was not answered, and writes down what was acknowledged. */
export async function liveOrder(
  { orders, gateway, book, random, ended }: Doors,
  number: number,
  reference: string,
  way: Way,
): Promise<void> {
  const entry = book.open(reference);
  const due = await repeat(() => orders.place(orderRequest(reference, number)));
  // It ended before anybody could pay: nothing was promised.
  if ('outcome' in due) return;
  book.acknowledge(entry, { placed: { orderId: due.orderId, total: due.total } });

  await sleep(random() * hesitatesMs);
  if (way === 'pays in the end') await ended;
  if (way === 'calls it off') {
    await repeat(() => orders.cancel(reference, { by: 'customer' }));
    book.acknowledge(entry, { calledOff: true });
    return;
  }
  const payment = { paymentId: `payment-of-${reference}`, amount: due.total };
  if (way === 'pays by webhook') {
    await repeat(() => deliver(gateway, { reference, ...payment }));
    book.acknowledge(entry, { paid: payment });
  } else {
    const { payment: answer } = await repeat(() => orders.confirmPayment(reference, payment));
    book.acknowledge(entry, { paid: { ...payment, answer } });
  }
}

/** Most pay; some wait, whatever is killed meanwhile, and some call it off. */
export function drawWay(drawn: number): Way {
  if (drawn < 0.5) return 'pays';
  if (drawn < 0.8) return 'pays by webhook';
  return drawn < 0.85 ? 'pays in the end' : 'calls it off';
}

/** Reports a payment as a provider does; only a 2xx is an acknowledgement. */
async function deliver({ url, webhookSecret }: Gateway, data: object): Promise<void> {
  const at = new Date();
  const body = JSON.stringify({ type: 'payment.confirmed', timestamp: at.toISOString(), data });
  const id = `delivery-${at.getTime()}-${Math.random()}`;
  const headers = {
    'content-type': 'application/json',
    'webhook-id': id,
    'webhook-timestamp': String(Math.floor(at.getTime() / 1_000)),
    'webhook-signature': new Webhook(webhookSecret).sign(id, at, body),
  };
  const response = await fetch(`${url}/webhooks/payments`, { method: 'POST', headers, body });
  if (response.status >= 500) throw new Unavailable(`the gateway answered ${response.status}`);
  if (!response.ok) throw new Error(`the gateway answered ${response.status}: ${await response.text()}`);
}

/** For ever: an order that every kill hits once more gets on only when nothing is killed any more. */
async function repeat<T>(ask: () => Promise<T>): Promise<T> {
  for (;;) {
    try {
      return await ask();
    } catch (error) {
      if (!(error instanceof Unavailable)) throw error;
    }
    await sleep(askAgainAfterMs);
  }
}
