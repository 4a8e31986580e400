import { html, type Html } from '../html.js';
import type { Texts, Trouble } from '../texts.js';

interface Scene {
  readonly isDown: boolean;
  /** Whether there is somebody who can kill the worker. */
  readonly stage: boolean;
  /** The order on the page, if there is one that was held. */
  readonly reference?: string;
}

/** The buttons that make trouble. */
export function troublePart(t: Texts, { isDown, stage, reference }: Scene): Html {
  const all: Trouble[] = [
    isDown ? 'up' : 'down',
    'lose_answer',
    ...(reference === undefined ? [] : ['pay_late' as const]),
    ...(stage ? ['kill_worker' as const] : []),
  ];
  return html`<form class="trouble" method="post" action="/shop/trouble" data-stay>
    <h3 id="trouble-title">${t.makeTrouble}</h3>
    ${reference === undefined ? undefined : html`<input type="hidden" name="reference" value="${reference}" />`}
    ${isDown ? html`<p class="down" role="status">${t.isDown}</p>` : undefined}
    <ul aria-labelledby="trouble-title">
      ${all.map((name) => troubleButton(t, name, reference !== undefined))}
    </ul>
  </form>`;
}

/** In the middle of an order there is more to see than why. */
function troubleButton(t: Texts, name: Trouble, tersely: boolean): Html {
  const { title, words } = t.troubles[name];
  // The one takes the place of the other: who has just pressed it stays there.
  const id = name === 'up' ? 'down' : name;
  return html`<li>
    <button id="do-${id}" name="trouble" value="${name}" aria-describedby="why-${id}" title="${words}">
      ${title}
    </button>
    <small id="why-${id}" class="${tersely ? 'unseen' : ''}">${words}</small>
  </li>`;
}
