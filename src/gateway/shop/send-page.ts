import type { FastifyReply } from 'fastify';
import type { Html } from './html.js';

export function sendPage(reply: FastifyReply, { markup }: Html): FastifyReply {
  return reply
    .headers({ 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store' })
    .send(markup);
}
