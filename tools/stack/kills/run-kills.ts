import { setTimeout as sleep } from 'node:timers/promises';
import { Client, Connection } from '@temporalio/client';
import { createOrders } from '../../../src/client.js';
import type { Say } from '../../temporal/acquire.js';
import type { Service } from '../service.js';
import { bringUpStack, type Stack } from '../stack.js';
import { audit } from './audit.js';
import { createBook, type Book } from './book.js';
import { catalogue } from './catalogue.js';
import { openMarket } from './market.js';
import { createRandom } from './random.js';

export type Victim = 'server' | 'database' | 'worker';

export interface KillOptions {
  /** How many kills. */
  readonly kills: number;
  /** Decides who is killed when, and what customers do. */
  readonly seed: number;
  /** Is told of every kill, and how long it took to recover. */
  readonly say: Say;
}

/** What came of it, as data for a report. */
export interface KillReport {
  readonly seed: number;
  readonly kills: Readonly<Record<Victim, number>>;
  /** Orders whose payment was said to be due. */
  readonly ordersAcknowledged: number;
  /** Payments that were said to be durable. */
  readonly paymentsAcknowledged: number;
  /** Broken promises: what was acknowledged and is not there. */
  readonly lost: number;
  readonly losses: readonly string[];
  readonly seconds: number;
}

// Somebody is in every step of an order at each kill, and a machine with two cores keeps up.
const customers = 60;
// Longer than all kills take, for those who pay in the end.
const hold = { executedMs: 7_200_000, sellerMs: 7_200_000 };
// Lets a kill also meet what comes a while after a recovery.
const restsMs = 1_000;
// What recovers in seconds is broken when it takes so long; the last orders also sit out what they were told to wait.
const recoversWithinMs = 180_000;
const drainsWithinMs = 600_000;

/**
 * Kills parts of a stack of its own with SIGKILL, one after the other, while customers place and pay; starts each again,
 * and goes on once an order or a payment is acknowledged. Then looks whether all that was acknowledged is there.
 */
export async function runKills({ kills, seed, say }: KillOptions): Promise<KillReport> {
  const stack = await bringUpStack(say, { sandbox: { catalogue, holds: hold, seed } });
  const connection = await Connection.connect({ address: stack.temporal.address });
  const client = new Client({ connection });
  try {
    const report = await Promise.race([killUnderLoad(stack, client, { kills, seed, say }), stack.broken]);
    // Not after a failure: customers are still calling then, and what it sends again would throw past everybody.
    await connection.close();
    return report;
  } finally {
    await stack.takeDown();
  }
}

async function killUnderLoad(
  stack: Stack,
  client: Client,
  { kills, seed, say }: KillOptions,
): Promise<KillReport> {
  const startedAt = performance.now();
  // Of its own, so that a seed always kills the same ones.
  const random = createRandom(seed);
  const orders = createOrders(client);
  const book = createBook();
  const market = openMarket({ orders, gateway: stack.gateway, book, customers, seed });
  const killed: Record<Victim, number> = { server: 0, database: 0, worker: 0 };

  async function killAll(): Promise<void> {
    for (let kill = 1; kill <= kills; kill += 1) {
      const { victim, service } = drawVictim(stack, random);
      await sleep(random() * restsMs);
      const killedAt = performance.now();
      await service.crash();
      await service.start();
      await recovered(book, service);
      killed[victim] += 1;
      const took = ((performance.now() - killedAt) / 1_000).toFixed(1);
      const { placed, paid } = book.count();
      say(
        `kill ${kill} of ${kills}: ${service.name}, back after ${took} s; acknowledged: ${placed} orders, ${paid} payments`,
      );
    }
    say('nothing is killed any more: waiting for the last customers');
    await Promise.race([
      market.close(),
      tooLate(drainsWithinMs, 'customers are still waiting for an answer'),
    ]);
  }
  await Promise.race([killAll(), market.failed]);

  say('looking whether all that was acknowledged is there');
  const losses = await audit(book.entries, orders, stack.sandbox, (call) =>
    client.withDeadline(Date.now() + recoversWithinMs, call),
  );
  const { placed, paid } = book.count();
  return {
    seed,
    kills: killed,
    ordersAcknowledged: placed,
    paymentsAcknowledged: paid,
    lost: losses.length,
    losses,
    seconds: Math.round((performance.now() - startedAt) / 1_000),
  };
}

function drawVictim(
  { temporal, database, workers }: Stack,
  random: () => number,
): { victim: Victim; service: Service } {
  const drawn = random();
  if (drawn < 1 / 3) return { victim: 'server', service: temporal };
  if (drawn < 2 / 3) return { victim: 'database', service: database };
  return { victim: 'worker', service: workers[Math.floor(random() * workers.length)]! };
}

async function recovered(book: Book, { name }: Service): Promise<void> {
  await Promise.race([
    book.next(),
    tooLate(recoversWithinMs, `the ${name} runs again, and nothing is acknowledged`),
  ]);
}

async function tooLate(ms: number, words: string): Promise<never> {
  await sleep(ms, undefined, { ref: false });
  throw new Error(`${words}, ${ms / 1_000} s later`);
}
