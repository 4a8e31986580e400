import { connect } from 'node:net';

interface Target {
  url: string;
  headers: Record<string, string>;
}

/**
 * Sends one request over a connection of its own and keeps every chunk that comes back as it is.
 * `ending` tells how the connection ended: with a TCP reset or in peace.
 */
export function onTheWire({ url, headers }: Target, method: string, path: string, json?: unknown) {
  const socket = connect(Number(new URL(url).port), '127.0.0.1');
  const body = json === undefined ? '' : JSON.stringify(json);
  const head = { Host: 'sandbox', Connection: 'close', ...headers, 'Content-Length': String(body.length) };
  const lines = Object.entries(head).map(([name, value]) => `${name}: ${value}\r\n`);
  socket.write(`${method} ${path} HTTP/1.1\r\n${lines.join('')}\r\n${body}`);
  const chunks: string[] = [];
  let reset = false;
  socket.on('data', (chunk) => chunks.push(chunk.toString()));
  socket.on('error', (error: NodeJS.ErrnoException) => (reset = error.code === 'ECONNRESET'));
  const ending = new Promise<'reset' | 'ended'>((resolve) =>
    socket.on('close', () => resolve(reset ? 'reset' : 'ended')),
  );
  return { chunks, ending, leave: () => socket.destroy() };
}

/** The same, with the whole answer taken apart when the connection has ended. */
export async function answerOnTheWire(target: Target, method: string, path: string, json?: unknown) {
  const { chunks, ending } = onTheWire(target, method, path, json);
  const ended = await ending;
  const [head = '', ...rest] = chunks.join('').split('\r\n\r\n');
  const body = rest.join('\r\n\r\n');
  const promised = Number(/^content-length: (\d+)/im.exec(head)?.[1] ?? Number.NaN);
  return { ending: ended, status: Number(head.split(' ')[1] ?? 0), head, body, promised };
}
