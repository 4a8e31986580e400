import type { FastifyReply } from 'fastify';
import type { Html } from './html.js';

/** The pieces of a page that change while somebody looks at it, by the id of the element they fill. */
export type Parts = Readonly<Record<string, Html>>;

// Proxies give a silent connection up after half a minute or later.
const SIGN_OF_LIFE_MS = 15_000;

/** Opens a stream of server-sent events; what it returns sends those parts that differ from what was sent before. */
export function streamParts(reply: FastifyReply, until: AbortSignal): (parts: Parts) => void {
  const sent = new Map<string, string>();
  const { raw } = reply;
  reply.hijack();
  raw.writeHead(200, {
    'Content-Type': 'text/event-stream; charset=utf-8',
    'Cache-Control': 'no-store',
    'X-Content-Type-Options': 'nosniff',
  });
  raw.write(': here it comes\n\n');
  const alive = setInterval(() => raw.write(': still there\n\n'), SIGN_OF_LIFE_MS);
  const end = () => raw.end();
  until.addEventListener('abort', end, { once: true });
  raw.once('close', () => clearInterval(alive));

  return (parts) => {
    const news = Object.entries(parts).filter(([id, { markup }]) => sent.get(id) !== markup);
    if (news.length === 0) return;
    for (const [id, { markup }] of news) sent.set(id, markup);
    raw.write(
      `data: ${JSON.stringify(Object.fromEntries(news.map(([id, { markup }]) => [id, markup])))}\n\n`,
    );
  };
}
