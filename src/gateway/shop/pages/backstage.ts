import { html, type Html } from '../html.js';
import type { Call } from '../calls.js';
import type { Parts } from '../parts.js';
import type { OrderSight } from '../sight.js';
import type { Texts } from '../texts.js';
import { timeOfDay } from '../time-of-day.js';
import type { OrderSetting } from './order.js';
import { part } from './layout.js';
import { pathOf } from './path.js';
import { troubleParts, troubleSection } from './trouble.js';

/** What an operator sees of an order, as far as it changes. */
export function backstageParts(t: Texts, sight: OrderSight, { stage }: OrderSetting): Parts {
  return {
    path: pathOf(t, sight),
    facts: factsPart(t, sight),
    ...troubleParts(t, sight, stage),
    calls: callsPart(t, sight.calls),
  };
}

export function backstage(t: Texts, parts: Parts, webUi?: string): Html {
  return html`${part(parts, 'path')} ${part(parts, 'facts')}
  ${webUi === undefined ? undefined : html`<p><a href="${webUi}">${t.webUi}</a></p>`}
  ${troubleSection(t, parts)} ${part(parts, 'calls')}`;
}

function factsPart(t: Texts, { reference, status, stock, owed = [] }: OrderSight): Html {
  const { order, payments = [], attention, trouble } = status ?? {};
  const paid = payments.map(({ paymentId, amount }) => `${t.money(amount)} (${paymentId})`).join(', ');
  const facts = [
    fact(t.facts.reference, reference),
    order && fact(t.facts.platform, html`${order.number}, <code>${order.status}</code>`),
    ...Object.values(stock).map(({ free, held, sold }, index) =>
      fact(t.sets[index] ?? t.facts.stock, t.stock(free, held, sold)),
    ),
    paid !== '' && fact(t.facts.paid, paid),
    attention && fact(t.facts.attention, t.attention[attention]),
    trouble !== undefined && fact(t.facts.trouble, trouble),
    ...owed.map(({ paymentId, amount }) => fact(t.facts.owed, settleForm(t, reference, paymentId, amount))),
  ];
  return html`<dl class="facts">${facts.filter((piece) => typeof piece === 'object')}</dl>`;
}

function fact(name: string, value: string | Html): Html {
  return html`<div>
    <dt>${name}</dt>
    <dd>${value}</dd>
  </div>`;
}

function settleForm(t: Texts, reference: string, paymentId: string, amount: string): Html {
  return html`<form method="post" action="/shop/orders/${reference}/settle" data-stay>
    <input type="hidden" name="payment" value="${paymentId}" />
    <b>${t.money(amount)}</b> <button id="settle-${paymentId}">${t.settle}</button>
  </form>`;
}

function callsPart(t: Texts, calls: readonly Call[]): Html {
  const rows = calls.map(
    (call) =>
      html`<tr class="${toneOf(call)}">
        <td>${call.at === null ? '' : timeOfDay(call.at)}</td>
        <td><code>${call.what}</code></td>
        <td>${answerOf(t, call)}${call.times > 1 ? html` <b>× ${call.times}</b>` : undefined}</td>
      </tr>`,
  );
  return html`<table class="calls">
      <caption>
        ${t.calls.title}
      </caption>
      <thead>
        <tr>
          <th scope="col">${t.calls.time}</th>
          <th scope="col">${t.calls.call}</th>
          <th scope="col">${t.calls.answer}</th>
        </tr>
      </thead>
      <tbody>
        ${rows}
      </tbody>
    </table>
    ${calls.length === 0 ? html`<p class="note">${t.noCalls}</p>` : undefined}`;
}

function answerOf(t: Texts, { answer }: Call): string {
  if (answer === 'pending') return '…';
  if (answer === 'lost') return t.noAnswer(true);
  if (answer === 'none') return t.noAnswer(false);
  return `${answer.status} ${answer.order ?? ''}`;
}

function toneOf({ answer }: Call): 'good' | 'bad' | 'open' {
  if (answer === 'pending') return 'open';
  return typeof answer === 'object' && answer.status < 400 ? 'good' : 'bad';
}
