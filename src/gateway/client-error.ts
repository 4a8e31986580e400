import { randomUUID } from 'node:crypto';
import { STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';
import type { FastifyBaseLogger } from 'fastify';
import { headersFor } from './headers.js';
import { describeStatus } from './problem.js';

/** Answers what did not become a request, since it is no HTTP or takes too long, with problem details, and hangs up. */
export function answerClientError(
  { code }: NodeJS.ErrnoException,
  socket: Socket,
  logger: FastifyBaseLogger,
): void {
  const status = statusOf[code ?? ''] ?? 400;
  const requestId = randomUUID();
  // Who has gone away reads no answer.
  if (socket.writable && code !== 'ECONNRESET') {
    const body = JSON.stringify(describeStatus(status, requestId));
    const headers = {
      ...headersFor(requestId),
      'content-type': 'application/problem+json',
      'content-length': Buffer.byteLength(body),
      connection: 'close',
    };
    const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
    socket.write(`HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\n${lines.join('')}\r\n${body}`);
    logger.info({ requestId, status }, 'no request');
  }
  socket.destroySoon();
}

const statusOf: Partial<Record<string, number>> = {
  ERR_HTTP_REQUEST_TIMEOUT: 408,
  HPE_HEADER_OVERFLOW: 431,
};
