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
  const response = await fetch(gateway.url + path, { headers, signal: leaving.signal });
  // Whose response is forgotten leaves as well.
  return { response, hangUp };
}

it('refuses a stream beyond the most, at both doors, until somebody leaves', async () => {
  const order = anOrder();
  await stack().orders.place(order);
  const doors = [`/orders/${order.reference}/events`, '/shop/events'];
  const open: Awaited<ReturnType<typeof listen>>[] = [];
  // A stream of the shop asks the platform first, which has not long to answer.
  while (open.length < MOST_STREAMS)
    open.push(...(await Promise.all(Array.from({ length: 20 }, (_, at) => listen(doors[at % 2]!)))));

  for (const door of doors) {
    const { status, headers, body } = (await listen(door)).response;
    const answer = { status, headers, body: status === 503 ? await new Response(body).json() : undefined };
    expect(problemOf(answer)).toEqual({ status: 503, code: 'too_many_streams' });
    expect(Number(headers.get('retry-after'))).toBeGreaterThan(0);
  }
  expect(open.filter(({ response }) => response.status !== 200)).toEqual([]);
  open[0]!.hangUp();
  await expect.poll(async () => (await listen(doors[0]!)).response.status).toBe(200);
});
