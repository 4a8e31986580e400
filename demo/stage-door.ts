import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Lets the shop, a program of its own, have the worker killed: POST /kill-worker. Answers where. */
export async function openStageDoor(killWorker: () => void): Promise<string> {
  const server = createServer(({ method, url }, response) => {
    const known = method === 'POST' && url === '/kill-worker';
    if (known) killWorker();
    response.writeHead(known ? 204 : 404).end();
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}
