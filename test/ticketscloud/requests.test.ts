import { once } from 'node:events';
import type { ServerResponse } from 'node:http';
import { createServer, type AddressInfo } from 'node:net';
import { expect, onTestFinished, test, vi } from 'vitest';
import { aClient, API_KEY } from '../support/a-client.js';
import { serve } from '../support/serve.js';
import { wireOrder } from './wire-order.js';

const id = '56a73b7ff06c5a21c393806b';
const call = { deadlineMs: 5_000 };
const newOrder = { event: '56a6253df06c5a059a93802e', random: { '56a6254bf06c5a059b93800c': 1 } };

const withOrder = (response: ServerResponse) => response.end(JSON.stringify(wireOrder()));

test('identifies itself by the key and speaks JSON', async () => {
  const api = await serve(withOrder);
  await aClient(api.url).patchOrder(id, { status: 'done' }, call);
  expect(api.received[0]).toMatchObject({
    method: 'PATCH',
    url: `/v1/resources/orders/${id}`,
    headers: {
      authorization: `key ${API_KEY}`,
      accept: 'application/json',
      'content-type': 'application/json',
    },
  });
});

test('writes every field of a new order under its name on the wire', async () => {
  const api = await serve(withOrder);
  await aClient(api.url).createOrder(
    {
      event: newOrder.event,
      tickets: ['56a6253df06c5a059a9380a0'],
      allOrNothing: true,
      customer: { email: 'a@b.example', firstName: 'A', lastName: 'B', mobile: '+70000000000', lang: 'en' },
      payment: { system: 'api/BASE', successUrl: 'https://s.example/', failureUrl: 'https://f.example/' },
    },
    call,
  );
  expect(JSON.parse(api.received[0]!.body)).toEqual({
    event: newOrder.event,
    tickets: ['56a6253df06c5a059a9380a0'],
    all_or_nothing: true,
    customer: { email: 'a@b.example', first_name: 'A', last_name: 'B', mobile: '+70000000000', lang: 'en' },
    payment: { system: 'api/BASE', success_url: 'https://s.example/', failure_url: 'https://f.example/' },
  });
});

test('creates on a connection of its own while the other calls share one', async () => {
  const api = await serve(withOrder);
  const client = aClient(api.url);
  await client.readOrder(id, call);
  await client.createOrder(newOrder, call);
  await client.readOrder(id, call);
  const [first, create, second] = api.received.map(({ connection }) => connection);
  expect(second).toBe(first);
  expect(create).not.toBe(first);
});

test('puts its paths behind the path of the address', async () => {
  const api = await serve(withOrder);
  await aClient(`${api.url}/proxied/`).readOrder(id, call);
  expect(api.received[0]?.url).toBe(`/proxied/v1/resources/orders/${id}`);
});

test('asks for the page of an event and a span of time', async () => {
  const api = await serve((response) => response.end(JSON.stringify([wireOrder()])));
  const query = { event: newOrder.event, createdFrom: 0, createdTo: 60_000, page: 2 };
  const { value } = await aClient(api.url).listOrders(query, call);
  expect(value.map((order) => order.id)).toEqual([id]);
  expect(Object.fromEntries(new URL(api.received[0]!.url!, api.url).searchParams)).toEqual({
    events: newOrder.event,
    created_at: '1970-01-01T00:00:00.000Z,1970-01-01T00:01:00.000Z',
    page: '2',
    page_size: '200',
  });
});

test.each(['', '.', '..', '../events', 'a/b', 'a?b', 'https://elsewhere.example'])(
  'sends nothing for the id "%s", which would lead elsewhere',
  async (id) => {
    const api = await serve(withOrder);
    await expect(aClient(api.url).readOrder(id, call)).rejects.toThrow('an id must be');
    expect(api.received).toEqual([]);
  },
);

test('takes a redirect for a no and goes nowhere with the key', async () => {
  const elsewhere = await serve(withOrder);
  const api = await serve((response) => response.writeHead(301, { location: elsewhere.url }).end());
  await expect(aClient(api.url).createOrder(newOrder, call)).rejects.toMatchObject({
    name: 'SaidNo',
    status: 301,
  });
  expect(elsewhere.received).toEqual([]);
});

test('asks a proxy for a tunnel when it speaks https, and shows it no key', async () => {
  let heard = '';
  const proxy = createServer((socket) => {
    socket.on('data', (bytes) => {
      heard += bytes.toString();
      socket.end('HTTP/1.1 407 Proxy Authentication Required\r\n\r\n');
    });
  });
  await once(proxy.listen(0, '127.0.0.1'), 'listening');
  onTestFinished(() => void proxy.close());
  vi.stubEnv('HTTPS_PROXY', `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`);
  vi.stubEnv('NO_PROXY', '');
  onTestFinished(() => void vi.unstubAllEnvs());
  await expect(aClient('https://api.invalid').readOrder(id, call)).rejects.toMatchObject({ status: 407 });
  expect(heard).toMatch(/^CONNECT api\.invalid:443 /);
  expect(heard).not.toContain(API_KEY);
});

test('shows the key to no proxy when it speaks http', async () => {
  const proxy = await serve(withOrder);
  const api = await serve(withOrder);
  vi.stubEnv('HTTP_PROXY', proxy.url);
  vi.stubEnv('NO_PROXY', '');
  onTestFinished(() => void vi.unstubAllEnvs());
  await aClient(api.url).readOrder(id, call);
  expect(proxy.received).toEqual([]);
  expect(api.received).toHaveLength(1);
});
