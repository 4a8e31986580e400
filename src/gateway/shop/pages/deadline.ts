import { html, type Html } from '../html.js';
import type { OrderSight } from '../sight.js';
import type { Texts } from '../texts.js';

/**
 * Until when to pay. How much is left of it is a script's to tell, second by second; this piece stays the same, so that
 * it is sent only when the deadline has moved.
 */
export function deadlinePart(t: Texts, { status, paymentPage }: OrderSight, windowSeconds: number): Html {
  if (status?.phase !== 'awaiting_payment' || status.payBefore === undefined) return html``;
  const { payBefore } = status;
  const over = Date.parse(payBefore) <= Date.now();
  if (over && paymentPage !== undefined) return html`<p class="note">${t.lastMinute}</p>`;
  return html`<div class="deadline">
    <p>
      ${t.payBefore}
      <time datetime="${payBefore}">${new Date(payBefore).toLocaleTimeString('ru')}</time>
    </p>
    <p class="left" role="timer" aria-label="${t.timeLeft}" data-until="${payBefore}"></p>
    <progress max="${windowSeconds}" value="${windowSeconds}" aria-hidden="true" hidden></progress>
  </div>`;
}
