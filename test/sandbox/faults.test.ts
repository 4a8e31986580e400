import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { expect, it } from 'vitest';
import type { Fault } from '../../sandbox/sandbox.js';
import { aSandbox, anOrderIn, event, ordersPath, plentiful } from '../support/a-sandbox.js';
import { answerOnTheWire, onTheWire } from '../support/on-the-wire.js';

const wish = { event, random: { [plentiful]: 1 } };

/** What a POST of an order looks like on the wire when a fault meets it. */
async function postUnder(fault: Fault) {
  const sandbox = await aSandbox();
  sandbox.fail(fault);
  const answer = await answerOnTheWire(sandbox, 'POST', ordersPath, wish);
  return { sandbox, answer };
}

const spoilt: Fault['fault'][] = [
  { kind: 'status', status: 502 },
  { kind: 'reset' },
  { kind: 'close' },
  { kind: 'cut' },
  { kind: 'malformed' },
  { kind: 'html' },
  { kind: 'wrongTypes' },
  { kind: 'empty' },
  { kind: 'huge' },
];

it.each(spoilt)('takes no effect by default: $kind', async (fault) => {
  const { sandbox } = await postUnder({ fault });
  expect(await sandbox.orders()).toEqual([]);
  expect(sandbox.journal()).toMatchObject([{ fault: fault.kind, tookEffect: false, orderId: null }]);
});

it.each(spoilt)('takes effect before it shows when told so: $kind', async (fault) => {
  const { sandbox } = await postUnder({ fault, effect: true });
  const [order] = await sandbox.orders();
  expect(sandbox.journal()).toMatchObject([{ fault: fault.kind, tookEffect: true, orderId: order?.id }]);
});

it('answers any status, with headers and JSON of choice', async () => {
  const fault: Fault['fault'] = {
    kind: 'status',
    status: 429,
    headers: { 'Retry-After': '7' },
    body: { errors: ['Slow down'] },
  };
  const { answer } = await postUnder({ fault });
  expect(answer).toMatchObject({ status: 429, body: '{"errors":["Slow down"]}' });
  expect(answer.head).toContain('\r\nRetry-After: 7\r\n');
});

it('answers a text as it stands', async () => {
  const { answer } = await postUnder({
    fault: { kind: 'status', status: 502, body: '<h1>Bad gateway</h1>' },
  });
  expect(answer).toMatchObject({ status: 502, body: '<h1>Bad gateway</h1>' });
  expect(answer.head).toContain('\r\nContent-Type: text/html');
});

it('redirects', async () => {
  const { answer } = await postUnder({
    fault: { kind: 'status', status: 301, headers: { Location: 'https://x.example/' } },
  });
  expect(answer.status).toBe(301);
  expect(answer.head).toContain('\r\nLocation: https://x.example/\r\n');
});

it("keeps the sandbox's date on a spoilt answer", async () => {
  const { answer } = await postUnder({ fault: { kind: 'status', status: 503 } });
  expect(answer.head).toContain('\r\nDate: Tue, 26 Jan 2016 09:25:19 GMT\r\n');
});

it('resets the connection', async () => {
  const { answer } = await postUnder({ fault: { kind: 'reset' } });
  expect(answer).toMatchObject({ ending: 'reset', head: '' });
});

it('closes the connection without an answer', async () => {
  const { answer } = await postUnder({ fault: { kind: 'close' } });
  expect(answer).toMatchObject({ ending: 'ended', head: '' });
});

it('cuts the body short of what the head promises', async () => {
  const { sandbox, answer } = await postUnder({ fault: { kind: 'cut' } });
  expect(answer).toMatchObject({ ending: 'ended', status: 201 });
  expect(answer.body.length).toBe(Math.ceil(answer.promised / 2));
  expect(sandbox.journal()).toMatchObject([{ status: 201, answer: answer.body }]);
});

it('breaks the JSON off in a complete answer', async () => {
  const { answer } = await postUnder({ fault: { kind: 'malformed' } });
  expect(answer.body).toHaveLength(answer.promised);
  expect(() => JSON.parse(answer.body) as unknown).toThrow(SyntaxError);
});

it('answers 200 with a page', async () => {
  const { answer } = await postUnder({ fault: { kind: 'html' } });
  expect(answer).toMatchObject({ status: 200, body: expect.stringMatching(/^<!doctype html>/) as string });
});

it('answers JSON with other types than documented', async () => {
  const { answer } = await postUnder({ fault: { kind: 'wrongTypes' } });
  const body = JSON.parse(answer.body) as object;
  expect(body).toMatchObject({
    status: 'executed',
    reserved_till: expect.any(Number) as number,
    tickets: 'none',
  });
  expect(body).not.toHaveProperty('values');
});

it('answers without a body', async () => {
  const { answer } = await postUnder({ fault: { kind: 'empty' } });
  expect(answer).toMatchObject({ status: 201, promised: 0, body: '' });
});

it('answers with megabytes of valid JSON', async () => {
  const { answer } = await postUnder({ fault: { kind: 'huge' } });
  expect(answer.body.length).toBeGreaterThan(8_000_000);
  expect(JSON.parse(answer.body)).toMatchObject({ status: 'executed' });
});

it('drips the true answer byte by byte', async () => {
  const sandbox = await aSandbox();
  sandbox.fail({ fault: { kind: 'drip', ms: 30 } });
  const { chunks, ending } = onTheWire(sandbox, 'GET', ordersPath);
  await ending;
  expect(chunks.slice(-2)).toEqual([expect.stringMatching(/\[$/), ']']);
});

it.each([
  [false, 'in_progress'],
  [true, 'done'],
])('answers the truth later; with effect %j the order is %s meanwhile', async (effect, meanwhile) => {
  const sandbox = await aSandbox();
  const order = await anOrderIn(sandbox, 'in_progress');
  sandbox.fail({ match: { method: 'PATCH' }, effect, fault: { kind: 'slow', ms: 200 } });
  const answer = sandbox.patch(order, { status: 'done' });
  await expect
    .poll(() => sandbox.journal().at(-1))
    .toMatchObject({ method: 'PATCH', tookEffect: effect, status: null });
  expect(await sandbox.orders()).toMatchObject([{ status: meanwhile }]);
  expect(await answer).toMatchObject({ status: 200, body: { status: 'done' } });
  const { receivedAt, answeredAt } = sandbox.journal().at(-1) ?? { receivedAt: 0, answeredAt: 0 };
  expect(Number(answeredAt) - receivedAt).toBeGreaterThan(190);
});

it('never answers, and answers others meanwhile', async () => {
  const sandbox = await aSandbox();
  sandbox.fail({ match: { method: 'POST' }, fault: { kind: 'hang' } });
  const { chunks, ending, leave } = onTheWire(sandbox, 'POST', ordersPath, wish);
  await expect.poll(() => sandbox.journal()).toMatchObject([{ fault: 'hang', answeredAt: null }]);
  expect((await sandbox.call('GET', ordersPath)).status).toBe(200);
  leave();
  await ending;
  await expect.poll(() => sandbox.journal()[0]?.answeredAt).toEqual(expect.any(Number));
  expect([chunks, sandbox.journal()[0]?.status]).toEqual([[], null]);
});

it.each([
  [false, 0],
  [true, 1],
])('kills a process and never answers; with effect %j there are %i orders', async (effect, orders) => {
  const sandbox = await aSandbox();
  const victim = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)']);
  await once(victim, 'spawn');
  sandbox.fail({ effect, fault: { kind: 'kill', pid: victim.pid ?? 0 } });
  const exchange = onTheWire(sandbox, 'POST', ordersPath, wish);
  expect(await once(victim, 'exit')).toEqual([null, 'SIGKILL']);
  exchange.leave();
  expect(exchange.chunks).toEqual([]);
  expect(await sandbox.orders()).toHaveLength(orders);
});

it.each<[string, Fault['match'], number[]]>([
  ['its method', { method: 'PATCH' }, [200, 200, 503, 503]],
  ['its path', { path: '/v1/resources/orders' }, [200, 503, 200, 200]],
  ['a part of its body', { body: { payment: {} } }, [200, 200, 200, 503]],
  ['a value in its body', { body: { status: 'done' } }, [200, 200, 503, 200]],
  ['another order', { order: '0'.repeat(24) }, [200, 200, 200, 200]],
])('meets a request by %s', async (_name, match, statuses) => {
  const sandbox = await aSandbox();
  const order = await anOrderIn(sandbox, 'in_progress');
  sandbox.fail({ match: match ?? {}, times: 0, fault: { kind: 'status', status: 503 } });
  const answers = [
    await sandbox.read(order),
    await sandbox.call('GET', ordersPath),
    await sandbox.patch(order, { status: 'done' }),
    await sandbox.patch(order, { payment: { system: 'api/BASE' } }),
  ];
  // The last one is refused in this state when nothing meets it.
  expect(answers.map(({ status }) => (status === 400 ? 200 : status))).toEqual(statuses);
});

it('meets an order by its id', async () => {
  const sandbox = await aSandbox();
  const [met, spared] = [await anOrderIn(sandbox, 'executed'), await anOrderIn(sandbox, 'executed')];
  sandbox.fail({ match: { order: met.id }, fault: { kind: 'status', status: 503 } });
  expect([(await sandbox.read(spared)).status, (await sandbox.read(met)).status]).toEqual([200, 503]);
});

it.each([
  ['once by default', {}, [503, 200, 200, 200]],
  ['as often as told', { times: 2 }, [503, 503, 200, 200]],
  ['for ever with 0', { times: 0 }, [503, 503, 503, 503]],
  ['after those that it lets pass', { skip: 2 }, [200, 200, 503, 200]],
])('meets requests %s', async (_name, when, statuses) => {
  const sandbox = await aSandbox();
  sandbox.fail({ ...when, fault: { kind: 'status', status: 503 } });
  const answers = [];
  for (let count = 0; count < 4; count++) answers.push((await sandbox.call('GET', ordersPath)).status);
  expect(answers).toEqual(statuses);
});

it('lets faults meet in the order in which they were added', async () => {
  const sandbox = await aSandbox();
  for (const status of [503, 502]) sandbox.fail({ fault: { kind: 'status', status } });
  const answers = [await sandbox.call('GET', ordersPath), await sandbox.call('GET', ordersPath)];
  expect(answers.map(({ status }) => status)).toEqual([503, 502]);
});

it('forgets its faults when told so', async () => {
  const sandbox = await aSandbox();
  sandbox.fail({ fault: { kind: 'status', status: 503 } });
  sandbox.clearFaults();
  expect((await sandbox.call('GET', ordersPath)).status).toBe(200);
});

it.each([
  [{ fault: { kind: 'explode' } }, /fault\.kind: .*'slow'/],
  [{ fault: { kind: 'slow' } }, /fault\.ms: /],
  [{ fault: { kind: 'reset' }, time: 2 }, /"time"/],
  [{ fault: { kind: 'reset' }, match: { method: 'PUT' } }, /match\.method: /],
  [{ fault: { kind: 'kill', pid: -1 } }, /fault\.pid: /],
])('refuses %j by name', async (fault, message) => {
  const sandbox = await aSandbox();
  expect(() => sandbox.fail(fault as Fault)).toThrow(message);
});

it('gives up a slow request when it ends', async () => {
  const sandbox = await aSandbox();
  sandbox.fail({ fault: { kind: 'slow', ms: 3_600_000 } });
  const { ending } = onTheWire(sandbox, 'POST', ordersPath, wish);
  await expect.poll(() => sandbox.journal()[0]?.fault).toBe('slow');
  await sandbox.close();
  await ending;
  await expect
    .poll(() => sandbox.journal())
    .toMatchObject([{ tookEffect: false, answeredAt: expect.any(Number) as number }]);
});

it('ends at once although a request hangs', async () => {
  const sandbox = await aSandbox();
  sandbox.fail({ fault: { kind: 'hang' } });
  const { ending } = onTheWire(sandbox, 'GET', ordersPath);
  await expect.poll(() => sandbox.journal()).toHaveLength(1);
  await sandbox.close();
  await ending;
  await expect(fetch(sandbox.url)).rejects.toThrow('fetch failed');
});
