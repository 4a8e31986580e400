import type { IncomingMessage, ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import { htmlAnswer, sendAnswer } from './answer.js';
import type { Clock } from './clock.js';
import { formatInstant } from './clock.js';
import { movePlatform } from './platform-moves.js';
import type { Order, Platform } from './platform.js';
import { expireLapsed } from './platform.js';
import { viewOrder } from './order-view.js';

/** The page on which the customer of a redirecting payment system pays or declines. */
export async function servePaymentPage(
  { platform, clock }: { platform: Platform; clock: Clock },
  message: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const form = message.method === 'POST' ? new URLSearchParams(await text(message)) : undefined;
  const now = await clock.now();
  expireLapsed(platform, now);
  const order = [...platform.orders.values()].find(
    ({ redirectUrl }) => redirectUrl === platform.rules.origin + message.url,
  );
  if (!order) return sendPage(response, 404, 'No such payment', '<p>This payment does not exist.</p>');
  if (order.status !== 'in_progress') return sendEnd(response, form ? 409 : 200, order);
  const decision = form?.get('decision');
  if (decision === 'pay') {
    movePlatform(platform, 'pay', order.id, now);
    return sendBack(response, order.payment.successUrl, 'Paid', 'Thank you, the order is paid.');
  }
  if (decision === 'decline')
    return sendBack(response, order.payment.failureUrl, 'Declined', 'The payment was declined.');
  return sendForm(response, form ? 400 : 200, platform, order);
}

function sendForm(response: ServerResponse, status: number, platform: Platform, order: Order): void {
  const { number, value, tickets } = viewOrder(platform, order);
  sendPage(
    response,
    status,
    `Pay for order ${number}`,
    `<dl>
<dt>Tickets</dt><dd>${tickets.length}</dd>
<dt>Amount</dt><dd>${value}</dd>
<dt>Held until</dt><dd><time datetime="${formatInstant(order.reservedTill)}">${new Date(order.reservedTill).toLocaleTimeString('ru')}</time></dd>
</dl>
<p>The seller may give the tickets back before that: its own page says until when to pay.</p>
<form method="post">
<button name="decision" value="pay">Pay ${value}</button>
<button name="decision" value="decline">Decline</button>
</form>`,
  );
}

function sendEnd(response: ServerResponse, status: number, order: Order): void {
  const ends = { done: 'is already paid', canceled: 'was canceled', expired: 'has expired' };
  const end = ends[order.status as keyof typeof ends];
  sendPage(response, status, `Order ${order.number} ${end}`, '<p>There is nothing to pay.</p>');
}

function sendBack(response: ServerResponse, url: string | null, title: string, sentence: string): void {
  if (url === null) return sendPage(response, 200, title, `<p>${sentence}</p>`);
  sendAnswer(response, { status: 303, headers: { Location: url }, body: '' });
}

function sendPage(response: ServerResponse, status: number, title: string, content: string): void {
  const body = `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>${title}</title>
<style>
:root { color-scheme: light dark; font: 1.125rem/1.5 system-ui, sans-serif; }
main { max-width: 30rem; margin: 3rem auto; padding: 0 1rem; }
button { font: inherit; padding: 0.5rem 1.5rem; }
</style>
<main>
<h1>${title}</h1>
${content}
</main>
</html>
`;
  sendAnswer(response, htmlAnswer(status, body));
}
