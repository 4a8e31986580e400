// A stand-in of Ticketscloud's order API, version 1, that misbehaves on request.
//
//   request ─▶ exchange (journal, faults, one PATCH at a time) ─▶ carry-out ─▶ routes ─▶ orders ─▶ platform
//
// In process: startSandbox(). As a program: npm run sandbox. Both have the same powers, see README.md.
import { randomInt } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Catalogue } from './catalogue.js';
import { documentedCatalogue } from './catalogue.js';
import type { ClockSource } from './clock.js';
import { createClock } from './clock.js';
import { createControl } from './control.js';
import type { Fault, RequestMatch } from './faults.js';
import { createFaults } from './faults.js';
import type { JournalEntry } from './journal.js';
import { createJournal } from './journal.js';
import type { Meanwhile } from './meanwhile.js';
import type { OrderView } from './order-view.js';
import { openPlatform } from './platform.js';
import type { PlatformRules } from './platform.js';
import { createRequestListener } from './server.js';
import type { StockCount } from './stock.js';
import type { World } from './world.js';

export type { Catalogue, Fault, JournalEntry, OrderView, RequestMatch, StockCount };

export interface SandboxOptions {
  host?: string;
  /** 0, the default, takes any that is free. */
  port?: number;
  /** The one API key that is accepted; the documentation's by default. */
  key?: string;
  /** The same seed gives the same ids, numbers and tokens again; a random one by default. */
  seed?: number;
  /** Where the time comes from, in epoch ms; the machine by default. */
  clock?: ClockSource;
  catalogue?: Catalogue;
  /** How long tickets are held: 10 minutes after the creation, 30 from in_progress on, unless said otherwise. */
  holds?: Partial<PlatformRules['holds']>;
  /** Whether an order without tickets cannot be canceled, which the documentation leaves open. */
  refuseTicketlessCancel?: boolean;
  /** Whether GET of the collection ignores its filters and pages, which version 1 does not document. */
  ignoreFilters?: boolean;
}

export type Sandbox = Awaited<ReturnType<typeof startSandbox>>;

const minute = 60_000;
// The key in the documentation's examples.
const documentedKey = '047bdb8bcee44d3693371920aaf9135c';

/** Starts a sandbox and returns it when it takes requests. */
export async function startSandbox(options: SandboxOptions = {}) {
  const { host = '127.0.0.1', port = 0, seed = randomInt(2 ** 32), key = documentedKey } = options;
  const closing = new AbortController();
  // A connection that ends just when a client uses it again would be a misfortune that nobody asked for.
  const server = createServer({ keepAliveTimeout: 10 * minute });
  await once(server.listen(port, host), 'listening');
  const url = `http://${host}:${(server.address() as AddressInfo).port}`;
  const catalogue = options.catalogue ?? documentedCatalogue;
  const world: World = {
    catalogue,
    platform: openPlatform(catalogue, seed, {
      holds: { executedMs: 10 * minute, sellerMs: 30 * minute, redirectMs: 30 * minute, ...options.holds },
      refuseTicketlessCancel: options.refuseTicketlessCancel ?? false,
      ignoreFilters: options.ignoreFilters ?? false,
      origin: url,
    }),
    clock: createClock(options.clock),
    journal: createJournal(),
    faults: createFaults(),
    meanwhiles: [],
    beingChanged: new Set(),
    key,
    closing: closing.signal,
  };
  const control = createControl(world);
  server.on('request', createRequestListener(world, control));
  return {
    url,
    key,
    seed,
    ...control,
    /** Runs something once, exactly before or after the effect of a matching request, which waits for it. */
    meanwhile(match: RequestMatch, moment: Meanwhile['moment'], run: Meanwhile['run']) {
      world.meanwhiles.push({ match, moment, run });
    },
    /** Ends at once, whatever hangs. */
    close: async (): Promise<void> => {
      closing.abort();
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      await closed;
    },
  };
}
