import type { FastifyRequest } from 'fastify';

/**
 * Tells whether a form comes from a page of this shop. A browser says where it sends a form from, and no page can make
 * it lie; what says nothing of it is no browser, and carries nobody's cookies.
 */
export function comesFromHere({ headers, host }: FastifyRequest): boolean {
  const site = headers['sec-fetch-site'];
  if (site !== undefined) return site === 'same-origin' || site === 'none';
  const { origin } = headers;
  return origin === undefined || (URL.canParse(origin) && new URL(origin).host === host);
}
