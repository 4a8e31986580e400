import type { EventStream } from '../event-streams.js';
import type { Html } from './html.js';

/** The pieces of a page that change while somebody looks at it, by the id of the element they fill. */
export type Parts = Readonly<Record<string, Html>>;

/** Makes what sends to an open page those parts that differ from what it was sent before. */
export function partsSender(stream: EventStream): (parts: Parts) => void {
  const sent = new Map<string, string>();
  return (parts) => {
    const news = Object.entries(parts)
      .map(([id, { markup }]) => [id, markup] as const)
      .filter(([id, markup]) => sent.get(id) !== markup);
    if (news.length === 0) return;
    for (const [id, markup] of news) sent.set(id, markup);
    stream.send({ data: Object.fromEntries(news) });
  };
}
