import { randomInt } from 'node:crypto';
import { once } from 'node:events';
import { connect, createServer } from 'node:net';
import type { OwnedProcess } from './spawn-owned.js';
import { untilReady } from './until-ready.js';

const loopback = '127.0.0.1';
const handedOut = new Set<number>();

/** Answers the preferred port if it is free on loopback, else another that is; never the same twice. */
export async function freePort(preferred?: number): Promise<number> {
  let port = preferred ?? anyPort();
  while (handedOut.has(port) || !(await isFree(port))) port = anyPort();
  handedOut.add(port);
  return port;
}

/** Says whether a server could listen on the port now. */
export async function isFree(port: number): Promise<boolean> {
  const server = createServer().listen(port, loopback);
  try {
    await once(server, 'listening');
  } catch {
    return false;
  }
  await once(server.close(), 'close');
  return true;
}

/** Waits until something listens on the port; fails when the server that should do so ends, or takes too long. */
export async function untilListening(
  port: number,
  limits: { server: OwnedProcess; limitMs: number },
): Promise<void> {
  await untilReady(() => isListening(port), limits);
}

async function isListening(port: number): Promise<boolean> {
  const socket = connect(port, loopback);
  try {
    await once(socket, 'connect');
    return true;
  } catch {
    return false;
  } finally {
    socket.destroy();
  }
}

// Below the range that systems hand out by themselves, and as a rule where no other process of ours looks, so that nobody is
// given the port between our look and its use.
function anyPort(): number {
  const [ours, each] = [process.pid % 50, 200];
  return 20_000 + ours * each + randomInt(each);
}
