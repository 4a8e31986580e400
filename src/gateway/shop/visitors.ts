import { isIP } from 'node:net';
import type { FastifyRequest } from 'fastify';

/**
 * Tells whether the shop was called by a name that is surely its own: this machine's, or an address in numbers. Any other
 * may belong to a site that has pointed it here, and whose pages could then read and send what they like.
 */
export function calledByItsName({ hostname }: FastifyRequest): boolean {
  return hostname === 'localhost' || isIP(hostname.replace(/^\[(.*)\]$/, '$1')) !== 0;
}

/**
 * Tells whether a form comes from a page of this shop. A browser says where it sends a form from, and no page can make
 * it lie; what says nothing of it is no browser, and carries nobody's cookies.
 */
export function comesFromHere({ headers, host }: FastifyRequest): boolean {
  const site = headers['sec-fetch-site'];
  // Another port of this machine is the same site, and somebody else.
  if (site !== undefined) return site === 'same-origin' || site === 'none';
  const { origin } = headers;
  return origin === undefined || (URL.canParse(origin) && new URL(origin).host === host);
}
