import type { ServerResponse } from 'node:http';
import type { FastifyInstance } from 'fastify';

const LOOK_EVERY_MS = 50;
// Longer than the longest answer takes (prefer.ts, in-time.ts), and shorter than the 30 s that most give a program to stop.
const GIVE_UP_AFTER_MS = 28_000;

/**
 * Lets a gateway that closes finish what it was asked, and then go. Node alone would also wait for connections on which
 * nothing was asked yet, as browsers open them in advance, and for requests that never arrive whole.
 */
export function closeWhenAnswered(app: FastifyInstance): void {
  const pending = new Set<ServerResponse>();
  let looking: NodeJS.Timeout | undefined;
  app.addHook('onRequest', (_, { raw }, done) => {
    if (!raw.destroyed) pending.add(raw);
    // Answered, or left by its caller: the framework's onResponse does not come for those who hang up.
    raw.once('close', () => pending.delete(raw));
    done();
  });
  app.addHook('preClose', (done) => {
    const until = Date.now() + GIVE_UP_AFTER_MS;
    looking = setInterval(() => {
      if (pending.size === 0 || Date.now() > until) app.server.closeAllConnections();
    }, LOOK_EVERY_MS);
    done();
  });
  app.addHook('onClose', (_, done) => {
    clearInterval(looking);
    done();
  });
}
