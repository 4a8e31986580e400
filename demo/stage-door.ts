import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

interface Backstage {
  readonly killWorker: () => void;
  readonly workerRuns: () => boolean;
}

/**
 * Lets the shop, a program of its own, have the worker killed, `POST /kill-worker`, and see whether one runs,
 * `GET /worker`. Answers where.
 */
export async function openStageDoor({ killWorker, workerRuns }: Backstage): Promise<string> {
  const server = createServer(({ method, url }, response) => {
    switch (`${method} ${url}`) {
      case 'POST /kill-worker':
        killWorker();
        return response.writeHead(204).end();
      case 'GET /worker':
        return response
          .writeHead(200, { 'Content-Type': 'application/json' })
          .end(JSON.stringify({ running: workerRuns() }));
      default:
        return response.writeHead(404).end();
    }
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}
