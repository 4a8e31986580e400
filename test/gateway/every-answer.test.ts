import { expect, it, test } from 'vitest';
import { anOrder } from '../support/an-order.js';
import { aLonelyGateway } from '../support/gateway.js';

// What holds for every answer, and for its line in the log. No Temporal is there to be asked.

it('takes the id of a request from its caller, and makes one where it is none', async () => {
  const gateway = await aLonelyGateway();
  const idOf = async (given: string) =>
    (await gateway.call('GET', '/livez', undefined, { 'x-request-id': given })).headers.get('x-request-id');

  expect(await idOf('click-42')).toBe('click-42');
  for (const wrong of ['', 'a b', '{"a":1}', 'x'.repeat(129)])
    expect(await idOf(wrong)).toMatch(/^[0-9a-f-]{36}$/);
});

it('logs a request by its route, and nothing of what it holds', async () => {
  const gateway = await aLonelyGateway();
  const order = {
    ...anOrder({ customer: { email: 'canary@example.org' } }),
    reference: 'A-7',
    event: 'canary',
  };
  const { headers } = await gateway.place(order, { 'x-canary': 'canary' });
  await gateway.call('GET', '/orders/canary%20/events?canary=canary');

  const [line, ...others] = gateway.logOf(headers.get('x-request-id')!);
  expect(others).toEqual([]);
  const { time, durationMs, ...fields } = JSON.parse(line!) as Record<string, unknown>;
  expect(fields).toMatchObject({
    method: 'POST',
    route: '/orders',
    status: 422,
    reference: 'A-7',
    msg: 'request',
  });
  expect([time, durationMs]).toEqual([expect.any(String), expect.any(Number)]);
  expect(gateway.log()).not.toContain('canary');
});

test.each(['/livez', '/nothing', '/orders/A%20B'])('keeps answers out of every cache: %s', async (path) => {
  const gateway = await aLonelyGateway();
  const { headers } = await gateway.call('GET', path);

  expect(headers.get('cache-control')).toBe('no-store');
  expect(headers.get('x-content-type-options')).toBe('nosniff');
  expect(headers.get('content-security-policy')).toContain("default-src 'none'");
});

it('lets the pages of the documentation run its own scripts only', async () => {
  const gateway = await aLonelyGateway();
  const { headers, text } = await gateway.call('GET', '/docs/');

  expect(headers.get('content-security-policy')).toMatch(/default-src 'none'; script-src 'self';/);
  expect(text).not.toMatch(/<script>[^<]/);
});
