import { request } from 'node:http';
import { expect, it } from 'vitest';
import { aSandbox } from '../../support/a-sandbox.js';
import { aLonelyGateway } from '../../support/gateway.js';

// Who comes in, and who is turned away at the door. For none of it Temporal is asked.

async function aShop() {
  const sandbox = await aSandbox();
  const { url } = await aLonelyGateway({ shop: { sandboxUrl: sandbox.url, windowSeconds: 60 } });
  const { port } = new URL(url);

  /** Asks as no browser would let a page ask: with any `Host`. */
  const ask = (method: string, path: string, headers: Record<string, string>, body = '') =>
    new Promise<number | undefined>((resolve, reject) => {
      const type = { 'content-type': 'application/x-www-form-urlencoded' };
      const sent = request(url + path, { method, headers: { ...type, ...headers } }, (response) => {
        resolve(response.resume().statusCode);
      });
      sent.once('error', reject).end(body);
    });
  const goDown = (headers: Record<string, string>) => ask('POST', '/shop/trouble', headers, 'trouble=down');
  return { sandbox, port, ask, goDown };
}

it.each<Record<string, string>>([
  { 'sec-fetch-site': 'cross-site' },
  { 'sec-fetch-site': 'same-site', origin: 'http://127.0.0.1:3000' },
  { origin: 'http://127.0.0.1:3000' },
  { origin: 'https://elsewhere.example' },
  { origin: 'null' },
])('takes no form from another site or port (%j)', async (headers) => {
  const { sandbox, goDown } = await aShop();
  expect([await goDown(headers), sandbox.faults()]).toEqual([403, []]);
});

it.each<Record<string, string>>([{}, { 'sec-fetch-site': 'same-origin' }, { 'sec-fetch-site': 'none' }])(
  'takes its own forms, and those of no browser (%j)',
  async (headers) => {
    const { sandbox, goDown } = await aShop();
    expect(await goDown(headers)).toBe(303);
    expect(sandbox.faults()).toHaveLength(1);
  },
);

it.each(['evil.example', 'localhost.evil.example', '127.0.0.1.evil.example', ''])(
  'serves nobody under a name that may have been pointed here: %s',
  async (name) => {
    const { sandbox, port, ask, goDown } = await aShop();
    const host = `${name}:${port}`;
    const headers = { host, origin: `http://${host}`, 'sec-fetch-site': 'same-origin' };
    expect([await goDown(headers), sandbox.faults()]).toEqual([403, []]);
    for (const path of ['/shop', '/shop/events']) expect(await ask('GET', path, { host })).toBe(403);
  },
);

it.each(['localhost', '127.0.0.1', '192.168.1.5', '[::1]'])('serves under %s', async (name) => {
  const { port, ask } = await aShop();
  expect(await ask('GET', '/shop', { host: `${name}:${port}` })).toBe(200);
});
