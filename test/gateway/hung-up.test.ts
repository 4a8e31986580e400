import { EventEmitter, once } from 'node:events';
import Fastify from 'fastify';
import { expect, it, vi } from 'vitest';
import { closeWhenAnswered } from '../../src/gateway/close-when-answered.js';
import { createEventStreams } from '../../src/gateway/event-streams.js';

// Callers that hang up, and a gateway that closes, while an answer is still being made ready.

/** A gateway with one stream, which begins once `news` says so, and a caller who waits for it. */
async function aSlowStream() {
  const app = Fastify();
  closeWhenAnswered(app);
  const openStream = createEventStreams(app);
  const news = new EventEmitter();
  const stop = vi.fn();
  app.get('/events', async (_, reply) => {
    setImmediate(() => news.emit('asked'));
    await once(news, 'begin');
    return openStream(reply, () => stop);
  });
  const url = await app.listen({ host: '127.0.0.1', port: 0 });
  const asked = once(news, 'asked');
  const text = fetch(`${url}/events`).then((answer) => answer.text());
  await asked;
  return { app, news, stop, text };
}

it('ends a stream that begins while the gateway closes', async () => {
  const { app, news, stop, text } = await aSlowStream();
  const closed = app.close();
  await new Promise(setImmediate);

  news.emit('begin');

  expect(await text).toBe(':\n\n');
  await closed;
  expect(stop).toHaveBeenCalledOnce();
});

it('closes without waiting for who has hung up before being let in', async () => {
  const app = Fastify();
  closeWhenAnswered(app);
  const news = new EventEmitter();
  const caller = new AbortController();
  async function preHandler(_: unknown, { raw }: { raw: EventEmitter }) {
    const left = once(raw, 'close');
    caller.abort();
    await left;
    news.emit('left');
  }
  app.get('/', { preHandler }, () => 'nobody hears it');
  const url = await app.listen({ host: '127.0.0.1', port: 0 });
  const left = once(news, 'left');
  await expect(fetch(url, { signal: caller.signal })).rejects.toThrow();
  await left;

  const began = performance.now();
  await app.close();
  // The caller keeps its connection for four seconds.
  expect(performance.now() - began).toBeLessThan(3_000);
});
