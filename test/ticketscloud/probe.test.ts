import { expect, test } from 'vitest';
import { probe } from '../../src/ticketscloud/probe.js';
import { freePort } from '../../tools/temporal/ports.js';
import { aSandbox } from '../support/a-sandbox.js';

test('learns from an order that nobody has whether the key is accepted, and what time it is there', async () => {
  const sandbox = await aSandbox();
  const options = { url: sandbox.url, allowHttp: true };

  const accepted = await probe({ ...options, apiKey: sandbox.key }, 5_000);
  const refused = await probe({ ...options, apiKey: 'f'.repeat(32) }, 5_000);

  expect(accepted).toEqual({ status: 404, answeredAt: Date.parse('2016-01-26T09:25:19Z') });
  expect(refused).toMatchObject({ status: 401 });
  expect(sandbox.journal().map(({ method }) => method)).toEqual(['GET', 'GET']);
});

test('says why there is no answer', async () => {
  const url = `http://127.0.0.1:${await freePort()}`;

  expect(await probe({ url, apiKey: 'f'.repeat(32), allowHttp: true }, 5_000)).toMatchObject({
    why: 'connection refused',
  });
});
