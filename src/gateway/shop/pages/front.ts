import { html, type Html } from '../html.js';
import type { Parts } from '../parts.js';
import type { TicketSet } from '../sandbox.js';
import type { HouseSight } from '../sight.js';
import type { Texts } from '../texts.js';
import { part } from './layout.js';
import { pathOf } from './path.js';
import { troubleParts, troubleSection } from './trouble.js';

/** What changes on the page where tickets are chosen. */
export function frontParts(t: Texts, sight: HouseSight, stage: boolean): Parts {
  const left = Object.entries(sight.stock).map(
    ([id, { free }]) => [`free-${id}`, html`${t.free(free)}`] as const,
  );
  return { ...Object.fromEntries(left), ...troubleParts(t, sight, stage) };
}

/** Where tickets are chosen. The form carries the reference: however often it is sent, it is one order. */
export function frontOfHouse(
  t: Texts,
  sets: readonly TicketSet[],
  parts: Parts,
  { reference, windowSeconds }: { reference: string; windowSeconds: number },
): Html {
  return html`<h1>${t.event.title}</h1>
    <p class="say">${t.event.words}</p>
    <form class="choose" method="post" action="/shop/orders">
      <input type="hidden" name="reference" value="${reference}" />
      <ul class="sets">
        ${sets.map((set, index) => chooseOf(t, set, index, parts))}
      </ul>
      <fieldset>
        <legend>${t.howToPay}</legend>
        ${wayToPay('page', t.onThePage, true)} ${wayToPay('shop', t.inTheShop, false)}
      </fieldset>
      <button class="button main">${t.buy}</button>
      <p class="note">${t.buyNote(windowSeconds)}</p>
    </form>`;
}

export function frontBackstage(t: Texts, parts: Parts): Html {
  return html`<p class="words">${t.operatorWords}</p>
    ${pathOf(t)} ${troubleSection(t, parts)}`;
}

function chooseOf(t: Texts, { id, price }: TicketSet, index: number, parts: Parts): Html {
  const name = t.sets[index] ?? id;
  return html`<li>
    <label for="set-${id}"
      ><span class="unseen">${t.howMany(name)}</span><b aria-hidden="true">${name}</b></label
    >
    <span class="price">${t.each(t.money(price))}</span>
    <span class="left" id="left-${id}">${part(parts, `free-${id}`, 'span')}</span>
    <input
      id="set-${id}"
      name="set-${id}"
      type="number"
      inputmode="numeric"
      min="0"
      max="20"
      value="${index === 0 ? 2 : 0}"
      aria-describedby="left-${id}"
    />
  </li>`;
}

function wayToPay(value: string, { title, words }: { title: string; words: string }, first: boolean): Html {
  return html`<label class="way">
    <input type="radio" name="pay" value="${value}" ${first ? html`checked` : undefined} />
    <span><b>${title}</b> <small>${words}</small></span>
  </label>`;
}
