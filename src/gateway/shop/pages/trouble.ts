import { html, type Html } from '../html.js';
import type { Parts } from '../parts.js';
import type { HouseSight, OrderSight } from '../sight.js';
import type { Texts, Trouble } from '../texts.js';
import { part } from './layout.js';

/** Where trouble is made: of an order there is more to see, on the page where tickets are chosen there is none. */
type Scene = HouseSight & Partial<OrderSight>;

/** What is wrong just now, and the buttons that make trouble. */
export function troubleParts(t: Texts, sight: Scene, stage: boolean): Parts {
  return { state: statePart(t, sight), trouble: buttonsPart(t, sight, stage) };
}

export function troubleSection(t: Texts, parts: Parts): Html {
  return html`<section class="trouble" aria-labelledby="trouble-title">
    <h3 id="trouble-title">${t.makeTrouble}</h3>
    <div role="status">${part(parts, 'state')}</div>
    ${part(parts, 'trouble')}
  </section>`;
}

function statePart(t: Texts, sight: Scene): Html {
  const noWorker = sight.workerIsDead || sight.attended === false;
  const wrong = [
    ...(sight.isDown ? [t.state.down] : []),
    ...(sight.losesNextAnswer ? [t.state.losesAnswer] : []),
    ...(noWorker ? [t.state.noWorker] : []),
  ];
  const lines =
    wrong.length === 0
      ? html`<li>${t.state.fine}</li>`
      : html`${wrong.map((words) => html`<li class="bad">${words}</li>`)}`;
  return html`<ul class="state">
    ${lines}
  </ul>`;
}

function buttonsPart(t: Texts, sight: Scene, stage: boolean): Html {
  const { reference, status } = sight;
  const all: Trouble[] = [
    sight.isDown ? 'up' : 'down',
    'lose_answer',
    ...(status?.order ? ['pay_late' as const] : []),
    ...(stage ? ['kill_worker' as const] : []),
  ];
  return html`<form method="post" action="/shop/trouble" data-stay>
    ${reference && html`<input type="hidden" name="reference" value="${reference}" />`}
    <ul class="troubles">
      ${all.map((name) => troubleButton(t, name, reference !== undefined, makesSense(name, sight)))}
    </ul>
  </form>`;
}

/** Whether there is something to be seen of it. An order that has ended makes no calls; money can still come, once. */
function makesSense(trouble: Trouble, sight: Scene): boolean {
  if (trouble === 'lose_answer' && sight.losesNextAnswer) return false;
  if (trouble === 'kill_worker' && sight.workerIsDead) return false;
  const outcome = sight.status?.outcome;
  if (!outcome || trouble === 'up') return true;
  const isPaid = outcome.payments.length > 0 || outcome.outcome === 'completed' || sight.owed?.length;
  return trouble === 'pay_late' && !isPaid;
}

/** In the middle of an order there is more to see than why. */
function troubleButton(t: Texts, name: Trouble, tersely: boolean, enabled: boolean): Html {
  const { title, words } = t.troubles[name];
  // The one takes the place of the other: who has just pressed it stays there.
  const id = name === 'up' ? 'down' : name;
  return html`<li>
    <button
      id="do-${id}"
      name="trouble"
      value="${name}"
      aria-describedby="why-${id}"
      title="${words}"
      ${enabled ? undefined : html`disabled`}
    >
      ${title}
    </button>
    <small id="why-${id}" class="${tersely ? 'unseen' : ''}">${words}</small>
  </li>`;
}
