import { PAGE_GRACE_MS } from '../../../domain/time-to-pay.js';
import { html, type Html } from '../html.js';
import type { OrderSight } from '../sight.js';
import type { Texts } from '../texts.js';
import { timeOfDay } from '../time-of-day.js';

/**
 * Until when to pay. How much is left of it is a script's to tell, second by second; this piece stays the same, so that
 * it is sent only when the deadline has moved. The payment page of the platform names another time: both are explained.
 */
export function deadlinePart(t: Texts, sight: OrderSight, windowSeconds: number): Html {
  const { status, received, paymentPage } = sight;
  const { phase, order, payBefore } = status ?? {};
  if (phase !== 'awaiting_payment' || !order || payBefore === undefined || received) return html``;
  const payBeforeMs = Date.parse(payBefore);
  const over = payBeforeMs <= Date.now();
  const takenUntil = timeOfDay(Math.min(payBeforeMs + PAGE_GRACE_MS, order.reservedTillMs));
  if (over && paymentPage !== undefined) return html`<p class="note">${t.lastMinute(takenUntil)}</p>`;
  return html`<div class="deadline">
      <p>
        ${t.payBefore}
        <time datetime="${payBefore}">${timeOfDay(payBefore)}</time>
      </p>
      <p class="left" role="timer" aria-label="${t.timeLeft}" data-until="${payBefore}"></p>
      <progress max="${windowSeconds}" value="${windowSeconds}" aria-hidden="true" hidden></progress>
    </div>
    ${paymentPage && html`<p class="note">${t.takenUntil(takenUntil, timeOfDay(order.reservedTillMs))}</p>`}`;
}
