import dns, { type LookupAddress } from 'node:dns';
import { once } from 'node:events';
import net, { type AddressInfo, type Server, type Socket } from 'node:net';
import tls from 'node:tls';
import { expect, onTestFinished, test, vi } from 'vitest';
import { aClient } from '../support/a-client.js';
import { serve } from '../support/serve.js';

const order = { event: '56a6253df06c5a059a93802e', random: { '56a6254bf06c5a059b93800c': 1 } };
const create = (url: string, deadlineMs = 5_000, signal?: AbortSignal) =>
  aClient(url).createOrder(order, { deadlineMs, signal });

type Found = (error: Error | null, addresses: LookupAddress[]) => void;

/** Takes connections until the test ends, and does `meet` with each when its first bytes come. */
async function listen(meet: (socket: Socket) => void, server: Server = net.createServer()): Promise<number> {
  const sockets: Socket[] = [];
  server.on(server instanceof tls.Server ? 'secureConnection' : 'connection', (socket: Socket) => {
    sockets.push(socket);
    socket.on('error', () => undefined);
    socket.once('data', () => meet(socket));
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  onTestFinished(() => {
    sockets.forEach((socket) => socket.destroy());
    server.close();
  });
  return (server.address() as AddressInfo).port;
}

// For 127.0.0.1, signed by itself: openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 36500
const key = `-----BEGIN PRIVATE KEY-----
MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgwgO70wmZj4NkV8NL
ZsvK/b/Y3qHYwvRCe9ysAIF4h4KhRANCAARfKKPFBlKuGonh/B60bfpcEwF9PlvA
OLdUDGwOHCNOCx7Bn0Y55Qd1g0tknJNDEsaBfgLLT60LcXTL+vMOE1Nj
-----END PRIVATE KEY-----`;
const cert = `-----BEGIN CERTIFICATE-----
MIIBmzCCAUGgAwIBAgIUHQaUJ5OCIHbwwp9UPmwykDNJoucwCgYIKoZIzj0EAwIw
FDESMBAGA1UEAwwJbG9jYWxob3N0MCAXDTI2MTEyMTA5NDYxNloYDzIxMjYxMDI4
MDk0NjE2WjAUMRIwEAYDVQQDDAlsb2NhbGhvc3QwWTATBgcqhkjOPQIBBggqhkjO
PQMBBwNCAARfKKPFBlKuGonh/B60bfpcEwF9PlvAOLdUDGwOHCNOCx7Bn0Y55Qd1
g0tknJNDEsaBfgLLT60LcXTL+vMOE1Njo28wbTAdBgNVHQ4EFgQUQDfHKcqSCxC8
rPtUCFal5hbED9swHwYDVR0jBBgwFoAUQDfHKcqSCxC8rPtUCFal5hbED9swDwYD
VR0TAQH/BAUwAwEB/zAaBgNVHREEEzARgglsb2NhbGhvc3SHBH8AAAEwCgYIKoZI
zj0EAwIDSAAwRQIhAIPdbAU1Xj3G60MnxHHJysmMYyN98JS/LkZxoHvO2WEVAiAM
/iFiZy4OKGbwW51rnAHjmgReE764eYMZDLv7+/gJmA==
-----END CERTIFICATE-----`;

test.each(['http://127.0.0.1:1', 'https://127.0.0.1:1'])(
  'knows that nothing was processed when %s refuses the connection',
  async (url) => {
    await expect(create(url)).rejects.toMatchObject({ processed: 'no', why: 'connection refused' });
  },
);

/** Has every host be looked up to these addresses, or fail to be. */
function resolveTo(addresses: string[], error: Error | null = null): void {
  const found = addresses.map((address) => ({ address, family: 4 }));
  const lookup = vi
    .spyOn(dns, 'lookup')
    .mockImplementation(((_host: string, _options: object, tell: Found) =>
      tell(error, found)) as typeof dns.lookup);
  onTestFinished(() => lookup.mockRestore());
}

test('knows that nothing was processed when every address of a host refuses', async () => {
  resolveTo(['127.0.0.1', '127.0.0.2']);
  await expect(create('http://api.invalid:1')).rejects.toMatchObject({
    processed: 'no',
    why: 'connection refused',
  });
});

test('knows that nothing was processed when there is no such host', async () => {
  const missing = new Error('getaddrinfo ENOTFOUND');
  resolveTo([], Object.assign(missing, { code: 'ENOTFOUND', syscall: 'getaddrinfo' }));
  await expect(create('https://nowhere.invalid')).rejects.toMatchObject({
    processed: 'no',
    why: 'host not found',
  });
});

test('knows that nothing was processed when the certificate is not to be trusted', async () => {
  const port = await listen(() => expect.unreachable(), tls.createServer({ key, cert }));
  await expect(create(`https://127.0.0.1:${port}`)).rejects.toMatchObject({
    processed: 'no',
    why: 'tls failed',
  });
});

test.each<[string, (socket: Socket) => void]>([
  ['answers in plain text', (socket) => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n')],
  ['resets', (socket) => socket.resetAndDestroy()],
  ['hangs up', (socket) => socket.end()],
])('knows that nothing was processed when the server %s in the handshake', async (_, meet) => {
  const port = await listen(meet);
  await expect(create(`https://127.0.0.1:${port}`)).rejects.toMatchObject({
    processed: 'no',
    why: 'tls failed',
  });
});

test('does not know what was processed when the connection breaks after the handshake', async () => {
  vi.stubEnv('NODE_TLS_REJECT_UNAUTHORIZED', '0');
  onTestFinished(() => void vi.unstubAllEnvs());
  const port = await listen((socket) => socket.destroy(), tls.createServer({ key, cert }));
  await expect(create(`https://127.0.0.1:${port}`)).rejects.toMatchObject({
    processed: 'unknown',
    why: 'connection lost',
  });
});

test.each<[string, (socket: Socket) => void]>([
  ['resets', (socket) => socket.resetAndDestroy()],
  ['hangs up', (socket) => socket.end()],
  ['speaks another protocol', (socket) => socket.end('SSH-2.0-OpenSSH\r\n')],
  ['breaks off in the head', (socket) => socket.end('HTTP/1.1 201 Crea')],
  ['breaks off in the body', (socket) => socket.end('HTTP/1.1 201 Created\r\nContent-Length: 99\r\n\r\n{')],
])('does not know what was processed when the server %s', async (_, meet) => {
  const port = await listen(meet);
  await expect(create(`http://127.0.0.1:${port}`)).rejects.toMatchObject({
    processed: 'unknown',
    why: 'connection lost',
  });
});

test('ends at its deadline although the body still drips and the caller would wait', async () => {
  const port = await listen((socket) => {
    socket.write('HTTP/1.1 201 Created\r\n\r\n');
    const drip = setInterval(() => socket.write(' '), 10);
    socket.once('close', () => clearInterval(drip));
  });
  const { signal } = new AbortController();
  await expect(create(`http://127.0.0.1:${port}`, 150, signal)).rejects.toMatchObject({
    processed: 'unknown',
    why: 'deadline',
  });
});

test('has no deadline go off once it has ended', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  onTestFinished(() => void vi.useRealTimers());
  const timers: number[] = [];
  const port = await listen((socket) => {
    timers.push(vi.getTimerCount());
    socket.destroy();
  });
  await expect(create(`http://127.0.0.1:${port}`)).rejects.toThrow();
  expect([...timers, vi.getTimerCount()]).toEqual([1, 0]);
});

test('ends when its caller gives up', async () => {
  const caller = new AbortController();
  const port = await listen(() => caller.abort());
  await expect(create(`http://127.0.0.1:${port}`, 5_000, caller.signal)).rejects.toMatchObject({
    processed: 'unknown',
    why: 'canceled',
  });
});

test('reads no more than an order can need', async () => {
  const api = await serve((response) => response.end(' '.repeat(1_000_001)));
  await expect(create(api.url)).rejects.toMatchObject({ processed: 'unknown', why: 'answer too large' });
});

test('sends no more than an order can need', async () => {
  const api = await serve((response) => response.end());
  const sent = aClient(api.url).createOrder({ event: 'e'.repeat(1_000_000) }, { deadlineMs: 5_000 });
  await expect(sent).rejects.toMatchObject({ processed: 'no', why: 'request too large' });
  expect(api.received).toEqual([]);
});
