import { expect, it } from 'vitest';
import { aSandbox } from '../support/a-sandbox.js';
import paid from '../fixtures/seed-001.json' with { type: 'json' };
import canceled from '../fixtures/seed-004.json' with { type: 'json' };

const chance: [RegExp, string][] = [
  [/"(id|created_at|reserved_till|updated_at)":"[^"]+"/g, '"$1":"…"'],
  [/"number":\d+/g, '"number":0'],
  [/customer=[0-9a-f]{40}"/g, 'customer=…"'],
  [/"tickets":\["56a6253df06c5a059a9380[0-9a-f]{2}"\]/g, '"tickets":["…"]'],
];

/** An order with what depends on the time and on chance blotted out. */
function withoutChance(order: unknown): unknown {
  return JSON.parse(chance.reduce((json, [found, blot]) => json.replace(found, blot), JSON.stringify(order)));
}

it.each([
  ['an order on its way to the payment (001)', paid],
  ['a canceled order (004)', canceled],
])("answers the documentation's requests about %s field by field", async (_name, exchanges) => {
  const sandbox = await aSandbox();
  let id = '';
  for (const { request, response } of exchanges) {
    const path = request.path.replace(/[0-9a-f]{24}$/, () => id);
    const { Host: _, ...headers } = request.headers;
    const answer = await fetch(sandbox.url + path, {
      method: request.method,
      headers,
      body: request.bodyText,
    });
    const order = (await answer.json()) as { id: string };
    id = order.id;
    expect(answer.status).toBe(response.status);
    expect(Object.fromEntries(answer.headers)).toMatchObject({
      'content-type': response.headers['Content-Type'],
      'x-partner': response.headers['X-Partner'],
    });
    expect(withoutChance(order)).toEqual(withoutChance(response.body));
  }
});

it('leaves updated_at alone when the payment system is set and when the order is canceled', async () => {
  const sandbox = await aSandbox();
  const { body: order } = await sandbox.create();
  sandbox.advance(1000);
  const { body: chosen } = await sandbox.patch(order, { payment: { system: 'api/BASE' } });
  const { body: called } = await sandbox.patch(order, { status: 'canceled' });
  expect([chosen.updated_at, called.updated_at]).toEqual([order.updated_at, order.updated_at]);
});
