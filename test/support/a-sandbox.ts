import { onTestFinished } from 'vitest';
import type { OrderView, SandboxOptions } from '../../sandbox/sandbox.js';
import { startSandbox } from '../../sandbox/sandbox.js';

export const event = '56a6253df06c5a059a93802e';
export const plentiful = '56a6254bf06c5a059b93800c';
export const scarce = '56a6254bf06c5a059b93800e';
export const ordersPath = '/v1/resources/orders';

export type TestSandbox = Awaited<ReturnType<typeof aSandbox>>;

/** A sandbox of the test's own, whose clock stands still unless moved, with short ways to call its API. */
export async function aSandbox(options: SandboxOptions = {}) {
  const stopped = Date.parse('2016-01-26T09:25:19.378Z');
  const sandbox = await startSandbox({ clock: () => stopped, ...options });
  onTestFinished(sandbox.close);
  const headers = { Authorization: `key ${sandbox.key}`, 'Content-Type': 'application/json' };
  const call = async (method: string, path: string, body?: unknown) => {
    const sent = body === undefined ? {} : { body: JSON.stringify(body) };
    const response = await fetch(sandbox.url + path, { method, headers, redirect: 'manual', ...sent });
    return { status: response.status, headers: response.headers, body: (await response.json()) as OrderView };
  };
  return {
    ...sandbox,
    headers,
    call,
    create: (body: object = {}) =>
      call('POST', ordersPath, {
        event,
        ...('tickets' in body ? {} : { random: { [plentiful]: 1 } }),
        ...body,
      }),
    patch: (order: { id: string }, body: object) => call('PATCH', `${ordersPath}/${order.id}`, body),
    read: (order: { id: string }) => call('GET', `${ordersPath}/${order.id}`),
  };
}

/** Brings a new order of one ticket into a state, with `api/BASE` unless told otherwise. */
export async function anOrderIn(sandbox: TestSandbox, status: OrderView['status'], system = 'api/BASE') {
  const { body: order } = await sandbox.create({ payment: { system } });
  if (status === 'in_progress' || status === 'done') await sandbox.patch(order, { status: 'in_progress' });
  if (status === 'done') await sandbox.platform.pay(order.id);
  if (status === 'canceled') await sandbox.platform.cancel(order.id);
  if (status === 'expired') await sandbox.platform.expire(order.id);
  return (await sandbox.read(order)).body;
}
