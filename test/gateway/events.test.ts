import { once } from 'node:events';
import { connect } from 'node:net';
import { expect, it, onTestFinished, vi } from 'vitest';
import type { OrderStatus } from '../../src/client.js';
import { orderWorkflowId } from '../../src/workflows/contract.js';
import { anOrder } from '../support/an-order.js';
import { openGateway, token, useGateway } from '../support/gateway.js';

const stack = useGateway();

interface Event {
  readonly id: string;
  readonly event: string;
  readonly data: OrderStatus;
}

/** Listens as a browser does; `next` waits for an event, and is undefined once the stream has ended. */
async function listen(reference: string, { url = stack().gateway.url, lastEventId = '' } = {}) {
  const hangUp = new AbortController();
  onTestFinished(() => hangUp.abort());
  const response = await fetch(`${url}/orders/${reference}/events`, {
    headers: { authorization: `Bearer ${token}`, ...(lastEventId && { 'last-event-id': lastEventId }) },
    signal: hangUp.signal,
  });
  const { status, headers } = response;
  const events = readEvents(response);
  return { status, headers, hangUp, next: async () => (await events.next()).value };
}

async function* readEvents({ body }: Response): AsyncGenerator<Event, undefined> {
  let text = '';
  for await (const chunk of body?.pipeThrough(new TextDecoderStream()) ?? []) {
    text += chunk;
    const blocks = text.split('\n\n');
    text = blocks.pop() ?? '';
    for (const block of blocks.filter((block) => !block.startsWith(':'))) {
      const fields = block.split('\n').map((line) => line.split(/: (.*)/s) as [string, string]);
      const { id = '', event = '', data = '' } = Object.fromEntries(fields);
      yield { id, event, data: JSON.parse(data) as OrderStatus };
    }
  }
  return undefined;
}

const callOff = (reference: string) => stack().orders.cancel(reference, { by: 'customer' });

it('tells how the order stands at once, and ends after its outcome', async () => {
  const order = anOrder();
  await stack().orders.place(order);
  const { status, headers, next } = await listen(order.reference);

  expect([status, headers.get('content-type')]).toEqual([200, 'text/event-stream']);
  expect(await next()).toMatchObject({ event: 'status', data: { phase: 'awaiting_payment' } });
  await callOff(order.reference);
  let last: Event | undefined;
  for (let event = await next(); event; event = await next()) last = event;
  expect(last!.data.outcome).toMatchObject({ outcome: 'canceled' });
});

it('tells each change once', async () => {
  const order = anOrder();
  await stack().orders.place(order);
  const { next } = await listen(order.reference);
  await next();
  await stack().orders.confirmPayment(order.reference, { paymentId: 'p-1', amount: '40.00' });

  expect((await next())!.data).toMatchObject({ payments: [{ paymentId: 'p-1', amount: '40.00' }] });
  await callOff(order.reference);
  expect((await next())!.data).not.toMatchObject({ phase: 'awaiting_payment' });
});

it('does not tell again what the caller says it knows', async () => {
  const order = anOrder();
  await stack().orders.place(order);
  const first = await (await listen(order.reference)).next();
  const { next } = await listen(order.reference, { lastEventId: first!.id });
  const coming = next();
  await callOff(order.reference);

  expect((await coming)!.id).not.toBe(first!.id);
});

it('answers 204 to who knows the end, so that a browser does not come back', async () => {
  const order = anOrder();
  await stack().orders.place(order);
  await callOff(order.reference);
  await stack().orders.outcome(order.reference);
  const { id } = (await (await listen(order.reference)).next())!;

  expect((await listen(order.reference, { lastEventId: id })).status).toBe(204);
});

it('ends when the order is terminated, of which there is nothing more to tell', async () => {
  const order = anOrder();
  await stack().orders.place(order);
  const { next } = await listen(order.reference);
  await next();
  await stack().client.workflow.getHandle(orderWorkflowId(order.reference)).terminate();

  expect(await next()).toBeUndefined();
});

it('says something now and then while nothing changes, so that no proxy hangs up', async () => {
  const order = anOrder();
  await stack().orders.place(order);
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
  onTestFinished(() => void vi.useRealTimers());
  const { body } = await fetch(`${stack().gateway.url}/orders/${order.reference}/events`, {
    headers: { authorization: `Bearer ${token}` },
  });
  const reader = body!.pipeThrough(new TextDecoderStream()).getReader();
  let text = '';
  while (!text.includes('event: status')) text += (await reader.read()).value;
  vi.advanceTimersByTime(30_000);

  const { value } = await reader.read();
  await reader.cancel();
  expect(value).toMatch(/^:\n\n/);
});

it('knows no order that was not placed', async () => {
  expect((await listen('nobody')).status).toBe(404);
});

it('goes away from who has opened a connection and asks nothing', async () => {
  const gateway = await openGateway(stack().client);
  const socket = connect(Number(new URL(gateway.url).port), '127.0.0.1');
  await once(socket, 'connect');
  await gateway.close();

  expect(socket.destroyed || (await once(socket, 'close'))).toBeTruthy();
});

it('ends the streams of who listens when it stops', async () => {
  const gateway = await openGateway(stack().client);
  const order = anOrder();
  await stack().orders.place(order);
  const { next } = await listen(order.reference, { url: gateway.url });
  await next();
  await gateway.close();

  expect(await next()).toBeUndefined();
});
