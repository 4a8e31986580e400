import { expect, test } from 'vitest';
import { aClient } from '../support/a-client.js';
import { serve } from '../support/serve.js';

const date = 'Tue, 26 Jan 2016 09:26:06 GMT';

async function cancelAnswered(status: number, headers: Record<string, string> = {}, body = '') {
  const api = await serve((response) => response.writeHead(status, { date, ...headers }).end(body));
  return aClient(api.url).patchOrder(
    '56a73b7ff06c5a21c393806b',
    { status: 'canceled' },
    { deadlineMs: 5_000 },
  );
}

test.each([302, 304, 400, 401, 403, 404, 405, 409, 410, 422])('takes %i for a no', async (status) => {
  await expect(cancelAnswered(status)).rejects.toMatchObject({ name: 'SaidNo', status, texts: [] });
});

test.each<[number, string, Record<string, string>?]>([
  [429, 'throttled'],
  [429, 'throttled', { 'retry-after': '7' }],
  [503, 'unavailable', { 'retry-after': '7' }],
])('knows that %i (%s, %j) was not processed', async (status, why, headers) => {
  await expect(cancelAnswered(status, headers)).rejects.toMatchObject({
    name: 'NoUsableAnswer',
    processed: 'no',
    why,
    status,
    retryAfterMs: headers && 7_000,
  });
});

test.each<[number, Record<string, string>?]>([
  [408],
  [500],
  [502],
  [503],
  [503, { 'retry-after': 'soon' }],
  [504],
  [504, { 'retry-after': '7' }],
])('does not know whether %i %j was processed', async (status, headers) => {
  await expect(cancelAnswered(status, headers)).rejects.toMatchObject({
    name: 'NoUsableAnswer',
    processed: 'unknown',
    why: 'server trouble',
    status,
  });
});

test.each([
  ['nothing', 200, ''],
  ['nothing', 204, ''],
  ['a page', 200, '<!doctype html><title>Maintenance</title>'],
  ['broken JSON', 200, '{"id": "56a73b7ff06c5a21c393806b", "num'],
  ['something else', 200, '{"data": {}}'],
])('cannot use %s with status %i', async (_, status, body) => {
  await expect(cancelAnswered(status, {}, body)).rejects.toMatchObject({
    name: 'NoUsableAnswer',
    processed: 'unknown',
    why: 'unreadable answer',
    status,
  });
});

test("says method, path template, status and the platform's own words", async () => {
  const body = JSON.stringify({ errors: ['Order 56a7 is not cancellable', 'Deal not found'] });
  await expect(cancelAnswered(400, {}, body)).rejects.toThrow(
    'PATCH /v1/resources/orders/:id answered 400: Order 56a7 is not cancellable; Deal not found',
  );
});

test.each([
  ['seconds', '30'],
  ["a date, by the server's clock", 'Tue, 26 Jan 2016 09:26:36 GMT'],
])('reads when to come back from %s', async (_, retryAfter) => {
  await expect(cancelAnswered(409, { 'retry-after': retryAfter })).rejects.toMatchObject({
    retryAfterMs: 30_000,
  });
});

test.each(['', '-1', '5.5', 'soon', '2016-01-26', 'Tue, 99 Jan 2016 09:26:36 GMT'])(
  'does not take "%s" for a time to come back',
  async (retryAfter) => {
    await expect(cancelAnswered(409, { 'retry-after': retryAfter })).rejects.toMatchObject({
      retryAfterMs: undefined,
    });
  },
);
