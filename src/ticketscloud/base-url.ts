/** Reads the API's address; its path goes before every call's. One that will not do is a TypeError about `url`. */
export function readBaseUrl(address: string, allowHttp = false): URL {
  const refuse = (expected: string) => new TypeError(`url must ${expected}`);
  // No message repeats the address: it may hold a password.
  if (!URL.canParse(address)) throw refuse('be an address such as https://api.ticketscloud.org');
  const url = new URL(address);
  if (url.protocol !== 'https:' && !(allowHttp && url.protocol === 'http:')) {
    throw refuse('begin with https:// (http:// only with allowHttp, for a sandbox)');
  }
  if (url.username || url.password) throw refuse('not hold credentials: the key is given as apiKey');
  if (url.search || url.hash) throw refuse('end with its path, without ? and #');
  return url;
}
