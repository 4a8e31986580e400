import { once } from 'node:events';
import { connect, createServer, type AddressInfo } from 'node:net';
import { Client, Connection } from '@temporalio/client';
import { expect, it, onTestFinished } from 'vitest';
import { anOrder } from '../support/an-order.js';
import { aLonelyGateway, openGateway } from '../support/gateway.js';
import { problemOf } from '../support/problem-of.js';

// What becomes of connections on which something else comes than HTTP, or nothing, from either side.

it('lives without Temporal, and is not ready', async () => {
  const gateway = await aLonelyGateway();

  expect((await gateway.call('GET', '/livez')).status).toBe(200);
  expect(problemOf(await gateway.call('GET', '/readyz'))).toEqual({ status: 503, code: 'not_ready' });
});

it('waits no longer than it is allowed to when Temporal hangs', async () => {
  const hung = createServer().listen(0, '127.0.0.1');
  await once(hung, 'listening');
  const connection = Connection.lazy({ address: `127.0.0.1:${(hung.address() as AddressInfo).port}` });
  const gateway = await openGateway(new Client({ connection }));
  onTestFinished(async () => {
    await gateway.close();
    await connection.close();
    hung.close();
  });
  const began = performance.now();
  const answer = await gateway.place(anOrder(), { prefer: 'wait=2' });

  expect(problemOf(answer)).toEqual({ status: 503, code: 'unavailable' });
  expect(performance.now() - began).toBeLessThan(5_000);
});

/** Writes to a connection, and waits for all that is answered there until it is closed. */
async function answerTo(url: string, ...parts: string[]) {
  const socket = connect(Number(new URL(url).port), '127.0.0.1');
  let answer = '';
  socket.setEncoding('utf8').on('data', (text: string) => (answer += text));
  for (const part of parts) socket.write(part);
  await once(socket, 'close');
  const [head = '', body = ''] = answer.split('\r\n\r\n');
  const [line, ...lines] = head.split('\r\n');
  const headers = new Headers(lines.map((line) => line.split(': ', 2) as [string, string]));
  return {
    line,
    headers,
    status: Number(line?.split(' ')[1]),
    text: body,
    body: JSON.parse(body) as unknown,
  };
}

const longHeader = `GET / HTTP/1.1\r\nhost: x\r\nx-long: ${'x'.repeat(20_000)}\r\n\r\n`;

it.each([
  { what: 'no HTTP', sent: 'GET / HTTP/9.9\r\n\r\n', status: 400, code: 'bad_request' },
  { what: 'too long in its headers', sent: longHeader, status: 431, code: 'headers_too_large' },
])(
  'answers a request that is $what as any other, and ends the connection',
  async ({ sent, status, code }) => {
    const gateway = await aLonelyGateway();
    const answer = await answerTo(gateway.url, sent);

    expect(problemOf(answer)).toEqual({ status, code });
    expect(answer.headers.get('cache-control')).toBe('no-store');
    expect(gateway.logOf(answer.headers.get('x-request-id')!)).toHaveLength(1);
  },
);

it('hangs up after ten seconds on who does not send headers or body to their end', async () => {
  const { url } = await aLonelyGateway();
  const began = performance.now();
  const headers = 'POST /webhooks/payments HTTP/1.1\r\nhost: x\r\n';
  const answers = await Promise.all([
    answerTo(url, headers),
    answerTo(url, `${headers}content-length: 100\r\n\r\n{`),
  ]);

  for (const answer of answers) expect(problemOf(answer)).toEqual({ status: 408, code: 'too_slow' });
  expect(performance.now() - began).toBeLessThan(15_000);
});
