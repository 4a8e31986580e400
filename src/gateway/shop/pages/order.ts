import { html, type Html } from '../html.js';
import type { Parts } from '../parts.js';
import type { OrderSight } from '../sight.js';
import type { Texts } from '../texts.js';
import { backstageParts } from './backstage.js';
import { deadlinePart } from './deadline.js';
import { part } from './layout.js';

export interface OrderSetting {
  readonly windowSeconds: number;
  readonly stage: boolean;
}

/** What changes on the page of an order. */
export function orderParts(t: Texts, sight: OrderSight, setting: OrderSetting): Parts {
  const { title, words } = wordsFor(t, sight);
  return {
    title: html`${title}`,
    say: html`${words}`,
    ticket: ticketPart(t, sight),
    deadline: deadlinePart(t, sight, setting.windowSeconds),
    deeds: deedsPart(t, sight),
    ...backstageParts(t, sight, setting),
  };
}

export function orderFront(parts: Parts): Html {
  // One region, so that a screen reader hears of a new phase once, and never of a second that has passed.
  return html`<div role="status" class="news">
      <h1 id="title" tabindex="-1">${parts['title']}</h1>
      <p class="say" id="say">${parts['say']}</p>
    </div>
    ${part(parts, 'ticket')} ${part(parts, 'deadline')} ${part(parts, 'deeds')}`;
}

export function wordsFor(
  t: Texts,
  { status, attended, received }: OrderSight,
): { title: string; words: string } {
  if (status?.outcome) return t.outcomes[status.outcome.outcome];
  // Once it has come to the order, the phase says so.
  if (received && (!status || status.phase === 'awaiting_payment')) return t.received[received];
  if (!status || !attended || status.phase === 'closed') return t.phases.away;
  return t.phases[status.phase];
}

/** The ticket itself: whole once it is the customer's, pale once it is nobody's. */
function ticketPart(t: Texts, { status }: OrderSight): Html {
  const { order, outcome } = status ?? {};
  if (!order) return html`<div class="ticket blank" aria-hidden="true"></div>`;
  const fate = outcome === undefined ? 'held' : outcome.outcome === 'completed' ? 'sold' : 'void';
  return html`<dl class="ticket ${fate}">
    <div class="stub">
      <dt>${t.event.title}</dt>
      <dd>${t.order(order.number)}</dd>
    </div>
    <div class="price">
      <dt>${t.tickets(order.tickets.length)}</dt>
      <dd>${t.money(order.total)}</dd>
    </div>
  </dl>`;
}

function deedsPart(t: Texts, { reference, status, received, paymentPage }: OrderSight): Html {
  const here = `/shop/orders/${reference}`;
  if (status?.outcome) return html`<p class="deeds"><a class="button" href="/shop">${t.again}</a></p>`;
  if (status?.phase !== 'awaiting_payment' || received) return html``;
  const pay = paymentPage
    ? html`<a class="button main" href="${paymentPage}">${t.payOnPage}</a>`
    : html`<form method="post" action="${here}/pay" data-stay>
        <input type="hidden" name="amount" value="${status.order?.total ?? ''}" />
        <button class="button main" id="do-pay">${t.pay(t.money(status.order?.total ?? ''))}</button>
      </form>`;
  return html`<div class="deeds">
      ${pay}
      <form method="post" action="${here}/cancel" data-stay>
        <button class="button" id="do-cancel">${t.callOff}</button>
      </form>
    </div>
    ${paymentPage ? html`<p class="note">${t.returned}</p>` : undefined}`;
}
