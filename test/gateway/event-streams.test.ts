import { beforeAll, expect, it, onTestFinished } from 'vitest';
import { MOST_STREAMS } from '../../src/gateway/event-streams.js';
import { anOrder } from '../support/an-order.js';
import { openGateway, token, type Gateway } from '../support/gateway.js';
import { problemOf } from '../support/problem-of.js';
import { useStack } from '../support/stack.js';

const stack = useStack();
let gateway: Gateway;
beforeAll(async () => {
  const { client, sandbox, startWorker } = stack();
  const shop = { sandboxUrl: sandbox.url, windowSeconds: 60 };
  [gateway] = await Promise.all([openGateway(client, { shop }), startWorker()]);
  return () => gateway.close();
});

/** Opens a stream, or is refused; `hangUp` leaves it. */
async function listen(path: string) {
  const leaving = new AbortController();
  const hangUp = () => leaving.abort();
  onTestFinished(hangUp);
  const headers = { authorization: `Bearer ${token}` };
  const { status } = await fetch(gateway.url + path, { headers, signal: leaving.signal });
  return { status, hangUp };
}

it('refuses a stream beyond the most, at both doors, until somebody leaves', async () => {
  const order = anOrder();
  await stack().orders.place(order);
  const doors = [`/orders/${order.reference}/events`, '/shop/events'];
  const open = await Promise.all(Array.from({ length: MOST_STREAMS }, (_, at) => listen(doors[at % 2]!)));
  expect(new Set(open.map(({ status }) => status))).toEqual(new Set([200]));

  for (const door of doors) {
    const refused = await gateway.call('GET', door);
    expect(problemOf(refused)).toEqual({ status: 503, code: 'too_many_streams' });
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
  }
  open[0]!.hangUp();
  await expect.poll(async () => (await listen(doors[0]!)).status).toBe(200);
});
