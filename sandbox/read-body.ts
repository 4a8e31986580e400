import type { IncomingMessage } from 'node:http';
import type { RequestBody } from './routes.js';

// An order's body has a few hundred bytes.
const maxBodyBytes = 1024 * 1024;

/** Reads a request's body to its end, as JSON if it is called so. */
export async function readBody(message: IncomingMessage): Promise<RequestBody> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of message as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size <= maxBodyBytes) chunks.push(chunk);
  }
  if (size === 0) return { kind: 'none' };
  if (size > maxBodyBytes) return { kind: 'too large' };
  if (!/^application\/json *(;|$)/i.test(message.headers['content-type'] ?? ''))
    return { kind: 'not called JSON' };
  const text = Buffer.concat(chunks).toString();
  try {
    return { kind: 'json', value: JSON.parse(text) };
  } catch {
    return { kind: 'not JSON', text };
  }
}
