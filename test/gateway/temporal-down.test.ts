import { beforeAll, expect, it } from 'vitest';
import { anOrder } from '../support/an-order.js';
import { useGateway, type Answer } from '../support/gateway.js';

// Temporal is killed and comes back, under a gateway and a worker that stay.

const stack = useGateway();

const order = anOrder();
const known = anOrder();
const refused: Answer[] = [];
let ready: Answer;
beforeAll(async () => {
  const { gateway, killServer, restartServer } = stack();
  await gateway.place(known);
  await killServer();
  ready = await gateway.call('GET', '/readyz');
  refused.push(
    ...(await Promise.all([
      gateway.place(order, { prefer: 'wait=1' }),
      gateway.place(known, { prefer: 'wait=1' }),
    ])),
  );
  await restartServer();
});

it('says that it is not ready', () => {
  expect(ready.status).toBe(503);
});

it('answers 503 to who places an order, says when to come back, and does not say that it is started', () => {
  for (const { status, headers, body } of refused) {
    expect(status).toBe(503);
    expect(Number(headers.get('retry-after'))).toBeGreaterThan(0);
    expect(body).toMatchObject({
      code: 'unavailable',
      detail: expect.stringContaining('repeat the same') as string,
    });
  }
});

it('places the order when the sender repeats the request', async () => {
  await expect
    .poll(async () => (await stack().gateway.place(order)).status, { timeout: 30_000 })
    .toBeLessThan(202);
  expect(await stack().orders.status(order.reference)).toMatchObject({ phase: 'awaiting_payment' });
});

it('gives the order that was started before to who repeats its request', async () => {
  await expect.poll(async () => (await stack().gateway.place(known)).status, { timeout: 30_000 }).toBe(200);
});

it('is ready again', async () => {
  await expect.poll(async () => (await stack().gateway.call('GET', '/readyz')).status).toBe(200);
});
