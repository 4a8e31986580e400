import { PassThrough } from 'node:stream';
import type { FastifyInstance, FastifyReply } from 'fastify';
import { HttpProblem } from './problem.js';

/** A stream of server-sent events that somebody listens to. */
export interface EventStream {
  /** Sends an event; its data goes as JSON. */
  send(event: { readonly id?: string; readonly event?: string; readonly data: unknown }): void;
  end(): void;
}

/**
 * Answers with a stream, or throws a 503 when there are too many. `begin` has it filled, and returns what puts an end
 * to that, which is called when nobody listens any more.
 */
export type OpenStream = (reply: FastifyReply, begin: (stream: EventStream) => () => void) => FastifyReply;

// Proxies cut a connection on which nothing is said for 30 s or more.
const SAY_SOMETHING_EVERY_MS = 15_000;
const COMMENT = ':\n\n';

// Each may follow an order of its own. That is two looks a second, at 2.5 ms of a worker's time: so many take one core.
export const MOST_STREAMS = 200;

// Who does not read that much has stopped reading: a sight of an order has a few thousand characters.
const MOST_UNREAD = 500_000;

// Streams end with their orders, which is a matter of minutes; a client that comes back soon finds a free place soon.
const COME_BACK_AFTER_S = 5;

/** Makes what opens all streams of a gateway; they end when it closes. */
export function createEventStreams(app: FastifyInstance): OpenStream {
  const open = new Set<PassThrough>();
  let closing = false;
  // Whoever listens comes back by itself, to another gateway.
  app.addHook('preClose', (done) => {
    closing = true;
    for (const stream of open) stream.end();
    done();
  });

  return function openStream(reply, begin) {
    if (open.size >= MOST_STREAMS) throw tooMany();
    const stream = new PassThrough();
    open.add(stream);
    // One that has ended is still open until all of it has left.
    const write = (text: string) => {
      if (stream.writableLength > MOST_UNREAD) stream.destroy();
      else if (stream.writable) stream.write(text);
    };
    // The comment opens the stream also for who is told nothing yet.
    write(COMMENT);
    const heart = setInterval(() => write(COMMENT), SAY_SOMETHING_EVERY_MS);
    // Ended by us, or destroyed since nobody listens any more.
    stream.once('close', () => {
      clearInterval(heart);
      open.delete(stream);
    });
    try {
      const stop = begin({
        send: ({ data, ...fields }) => write(written({ ...fields, data: JSON.stringify(data) })),
        end: () => void stream.end(),
      });
      stream.once('close', stop);
      // The others were told to leave while the first look was taken.
      if (closing) stream.end();
    } catch (error) {
      stream.destroy();
      throw error;
    }
    return reply.type('text/event-stream').send(stream);
  };
}

function tooMany(): HttpProblem {
  const detail = `${MOST_STREAMS} streams are open here, which is the most: come back later, or ask how it stands now and then`;
  return new HttpProblem(503, 'too_many_streams', detail, { 'retry-after': String(COME_BACK_AFTER_S) });
}

function written(fields: Readonly<Record<string, string>>): string {
  const lines = Object.entries(fields).map(([name, value]) => `${name}: ${value}\n`);
  return `${lines.join('')}\n`;
}
