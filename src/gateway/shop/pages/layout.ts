import { html, type Html } from '../html.js';
import type { Parts } from '../parts.js';
import type { Notice, Texts } from '../texts.js';

export interface Page {
  readonly title: string;
  readonly customer: Html;
  readonly operator: Html;
  readonly notice?: Notice;
  /** Where news of this page come from. */
  readonly events: string;
  /** How often a browser without script looks again, if there is something to wait for. */
  readonly refreshSeconds?: number;
}

/** A whole page: the customer at the front, the operator behind. */
export function layout(t: Texts, page: Page): Html {
  const { title, customer, operator, notice, events, refreshSeconds } = page;
  return shell(
    t,
    title,
    html`<a class="skip" href="#operator">${t.skip}</a>
      <div class="house" data-events="${events}" data-now="${Date.now()}">
        <main class="front" aria-label="${t.customer}">
          <header class="top">
            <a href="/shop">${t.shop}</a>
            <a href="?lang=${t.otherLanguage.code}" lang="${t.otherLanguage.code}">${t.otherLanguage.name}</a>
          </header>
          ${notice && html`<p class="notice" role="alert">${t.notices[notice]}</p>`} ${customer}
        </main>
        <aside class="back" id="operator" tabindex="-1" aria-labelledby="operator-title">
          <h2 id="operator-title">${t.operator}</h2>
          ${operator}
        </aside>
      </div>`,
    refreshSeconds,
  );
}

/** A page that only says why there is nothing to see. */
export function plainPage(t: Texts, { title, words }: { title: string; words: string }): Html {
  return shell(
    t,
    title,
    html`<main class="front plain">
      <h1>${title}</h1>
      <p class="say">${words}</p>
      <p><a class="button" href="/shop">${t.again}</a></p>
    </main>`,
  );
}

/** An element whose content changes while the page is open. */
export function part(parts: Parts, id: string, element: 'div' | 'span' = 'div'): Html {
  const content = parts[id];
  return element === 'div'
    ? html`<div id="${id}">${content}</div>`
    : html`<span id="${id}">${content}</span>`;
}

function shell(t: Texts, title: string, body: Html, refreshSeconds?: number): Html {
  const refresh =
    refreshSeconds === undefined
      ? undefined
      : html`<noscript><meta http-equiv="refresh" content="${refreshSeconds}" /></noscript>`;
  return html`<!doctype html>
    <html lang="${t.code}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>${title} · ${t.shop}</title>
        <link rel="icon" href="/shop/assets/icon.svg" type="image/svg+xml" />
        <link rel="stylesheet" href="/shop/assets/shop.css" />
        <script src="/shop/assets/shop.js" defer></script>
        ${refresh}
      </head>
      <body>
        ${body}
      </body>
    </html>`;
}
