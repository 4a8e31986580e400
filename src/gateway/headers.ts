/** The headers of every answer. */
export const headersFor = (requestId: string) => ({
  'x-request-id': requestId,
  'cache-control': 'no-store',
  'x-content-type-options': 'nosniff',
  // Nothing here is a page; those that are say what they may.
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
});
