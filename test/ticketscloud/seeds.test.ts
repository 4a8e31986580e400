import { expect, test } from 'vitest';
import type { Call } from '../../src/ticketscloud/http.js';
import type { OrderPatch } from '../../src/ticketscloud/order-body.js';
import type { Ticketscloud } from '../../src/ticketscloud/ticketscloud.js';
import seed001 from '../fixtures/seed-001.json' with { type: 'json' };
import seed004 from '../fixtures/seed-004.json' with { type: 'json' };
import { aClient } from '../support/a-client.js';
import { aSandbox } from '../support/a-sandbox.js';
import { serve } from '../support/serve.js';

const call: Call = { deadlineMs: 5_000 };

/** Plays the documents' story of an order: the create that they share, then its changes. */
async function play(client: Ticketscloud, changes: OrderPatch[]) {
  const random = { '56a6254bf06c5a059b93800c': 1 };
  const created = await client.createOrder({ event: '56a6253df06c5a059a93802e', random }, call);
  const answers = [created];
  for (const change of changes) answers.push(await client.patchOrder(created.value.id, change, call));
  return answers.map(({ value }) => value);
}

const stories: { name: string; exchanges: typeof seed001 | typeof seed004; changes: OrderPatch[] }[] = [
  {
    name: 'seed 001',
    exchanges: seed001,
    changes: [{ payment: { system: 'api/BASE' } }, { status: 'in_progress' }],
  },
  { name: 'seed 004', exchanges: seed004, changes: [{ status: 'canceled' }] },
];

test.each(stories)('sends the requests of $name to the byte', async ({ exchanges, changes }) => {
  const answers = exchanges.map(({ response }) => response);
  const api = await serve((response) => {
    const { status, headers, body } = answers.shift()!;
    response.writeHead(status, headers).end(JSON.stringify(body));
  });
  await play(aClient(api.url), changes);
  expect(api.received).toMatchObject(
    exchanges.map(({ request }) => ({
      method: request.method,
      url: request.path,
      headers: { authorization: request.headers.Authorization.trim() },
      body: request.bodyText,
    })),
  );
});

test.each(stories)('reads from the sandbox what $name has', async ({ exchanges, changes }) => {
  const sandbox = await aSandbox();
  const orders = await play(aClient(sandbox.url), changes);
  expect(orders).toMatchObject(
    exchanges.map(({ response: { body } }) => ({
      event: body.event,
      status: body.status,
      total: body.values.full,
      tickets: [expect.stringMatching(/^[0-9a-f]{24}$/)],
    })),
  );
});
