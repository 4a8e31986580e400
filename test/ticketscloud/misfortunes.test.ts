import { Writable } from 'node:stream';
import { inspect } from 'node:util';
import { pino } from 'pino';
import { expect, test } from 'vitest';
import type { Fault, FaultKind } from '../../sandbox/faults.js';
import type { Ticketscloud } from '../../src/ticketscloud/ticketscloud.js';
import { aClient, API_KEY } from '../support/a-client.js';
import { aSandbox } from '../support/a-sandbox.js';

const customer = { email: 'canary@mail.example', lastName: 'Canary', mobile: '+79007654321' };
const newOrder = { event: '56a6253df06c5a059a93802e', random: { '56a6254bf06c5a059b93800c': 1 }, customer };
const page = { event: newOrder.event, createdFrom: 0, createdTo: Date.UTC(2100, 0), page: 1 };

const calls: Record<string, (client: Ticketscloud, id: string, deadlineMs: number) => Promise<unknown>> = {
  createOrder: (client, _, deadlineMs) => client.createOrder(newOrder, { deadlineMs }),
  patchOrder: (client, id, deadlineMs) => client.patchOrder(id, { status: 'canceled' }, { deadlineMs }),
  readOrder: (client, id, deadlineMs) => client.readOrder(id, { deadlineMs }),
  listOrders: (client, _, deadlineMs) => client.listOrders(page, { deadlineMs }),
};

interface Misfortune {
  fault: Fault['fault'];
  error: object;
  deadlineMs?: number;
}

const no = { name: 'SaidNo' };
const notProcessed = { name: 'NoUsableAnswer', processed: 'no' };
const unknown = { name: 'NoUsableAnswer', processed: 'unknown' };

const gossip = { errors: [`${customer.email} or ${customer.mobile} is wrong, said ${API_KEY}`] };
const answered = (status: number, error: object, headers = {}): Misfortune => ({
  fault: { kind: 'status', status, headers, body: gossip },
  error: { ...error, status },
});
const soon = { 'Retry-After': '2' };

// Every kind that the sandbox knows; a process that is killed upstream hangs, as seen from here.
const misfortunes: Record<Exclude<FaultKind, 'kill'>, Misfortune | Misfortune[]> = {
  status: [
    ...[301, 400, 401, 403, 404, 409, 422].map((status) => answered(status, no)),
    ...[429, 503].map((status) => answered(status, { ...notProcessed, retryAfterMs: 2_000 }, soon)),
    ...[408, 500, 502, 503, 504].map((status) => answered(status, unknown)),
  ],
  slow: { fault: { kind: 'slow', ms: 2_000 }, error: { ...unknown, why: 'deadline' }, deadlineMs: 100 },
  drip: { fault: { kind: 'drip', ms: 20 }, error: { ...unknown, why: 'deadline' }, deadlineMs: 100 },
  hang: { fault: { kind: 'hang' }, error: { ...unknown, why: 'deadline' }, deadlineMs: 100 },
  reset: { fault: { kind: 'reset' }, error: { ...unknown, why: 'connection lost' } },
  close: { fault: { kind: 'close' }, error: { ...unknown, why: 'connection lost' } },
  cut: { fault: { kind: 'cut' }, error: { ...unknown, why: 'connection lost' } },
  malformed: { fault: { kind: 'malformed' }, error: { ...unknown, why: 'unreadable answer' } },
  html: { fault: { kind: 'html' }, error: { ...unknown, why: 'unreadable answer' } },
  wrongTypes: { fault: { kind: 'wrongTypes' }, error: { ...unknown, why: 'unreadable answer' } },
  empty: { fault: { kind: 'empty' }, error: { ...unknown, why: 'unreadable answer' } },
  huge: { fault: { kind: 'huge' }, error: { ...unknown, why: 'answer too large' } },
};

const table = Object.values(misfortunes)
  .flat()
  .flatMap((misfortune) => {
    const { error, fault } = misfortune;
    const outcome = Object.values({ ...error, status: undefined })
      .filter(Boolean)
      .join(', ');
    const name = fault.kind === 'status' ? fault.status : fault.kind;
    return Object.keys(calls)
      .filter((call) => call !== 'listOrders' || fault.kind !== 'wrongTypes')
      .map((call) => [`${call} that meets ${name}`, outcome, call, misfortune] as const);
  });

test('a list whose orders cannot be read still tells whose they are', async () => {
  const listed = await meet('listOrders', misfortunes.wrongTypes as Misfortune);
  expect(listed).toMatchObject({ value: [{ id: expect.any(String) as string, unreadable: true }] });
});

/** The error of a call that meets the fault. */
async function meet(call: string, { fault, deadlineMs = 5_000 }: Misfortune): Promise<unknown> {
  const sandbox = await aSandbox();
  const client = aClient(sandbox.url);
  const { value } = await client.createOrder(newOrder, { deadlineMs: 5_000 });
  sandbox.fail({ fault });
  return calls[call]!(client, value.id, deadlineMs).catch((error: unknown) => error);
}

test.each(table)('%s ends as %s', async (_name, _outcome, call, misfortune) => {
  expect(await meet(call, misfortune)).toMatchObject(misfortune.error);
});

test.each(table)('%s (%s) tells no secret', async (_name, _outcome, call, misfortune) => {
  expect(secretsToldBy(await meet(call, misfortune))).toEqual([]);
});

test.each(['http://127.0.0.1:1', 'https://127.0.0.1:1', 'https://nowhere.invalid'])(
  'tells no secret when %s cannot be reached',
  async (url) => {
    const sent = aClient(url).createOrder(newOrder, { deadlineMs: 5_000 });
    expect(secretsToldBy(await sent.catch((error: unknown) => error))).toEqual([]);
  },
);

/** Looks through all that a log, a terminal or a history could get to see of an error. */
function secretsToldBy(error: unknown): string[] {
  if (!(error instanceof Error)) throw new TypeError('expected an error');
  let told = inspect(error, { depth: Infinity, showHidden: true }) + JSON.stringify(error) + error.stack;
  const log = pino(new Writable({ write: (line, _, done) => ((told += line), done()) }));
  log.error(error);
  log.error({ err: error, error });
  return [API_KEY, 'canary', 'Canary', '9007654321'].filter((secret) => told.includes(secret));
}
