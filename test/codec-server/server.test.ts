import { request } from 'node:http';
import { Writable } from 'node:stream';
import { defaultPayloadConverter, type Payload } from '@temporalio/common';
import { beforeAll, describe, expect, it } from 'vitest';
import { createPayloadCodec } from '../../src/codec/payload-codec.js';
import { keyRingSchema } from '../../src/codec/key-ring.js';
import { createCodecServer } from '../../src/codec-server/server.js';
import { createLogger } from '../../src/logging.js';
import { firstKey, nextKey } from '../support/codec-keys.js';

const token = 'the-token-of-an-operator';
const longest = 'x'.repeat(200);
const webUi = 'https://temporal.example.com';
const secret = { email: 'kanarienvogel@example.org' };

let url: string;
let log = '';
beforeAll(async () => {
  const app = createCodecServer({
    ring: keyRingSchema.parse(firstKey),
    tokens: [token, longest],
    origins: [webUi],
    logger: createLogger(new Writable({ write: (chunk, _, done) => ((log += chunk), done()) })),
  });
  url = await app.listen({ host: '127.0.0.1', port: 0 });
  return () => app.close();
});

/** A payload as the Web UI has it: JSON, with its bytes in base64. */
const inJson = ({ metadata, data }: Payload) => ({
  metadata: Object.fromEntries(Object.entries(metadata!).map(([name, bytes]) => [name, base64(bytes)])),
  data: base64(data!),
});
const base64 = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64');
const open = defaultPayloadConverter.toPayload(secret);

async function bodyWith(key = firstKey) {
  const [closed] = await createPayloadCodec(keyRingSchema.parse(key)).encode([open]);
  return JSON.stringify({ payloads: [inJson(closed!), inJson(open)] });
}

/** Asks as the Web UI does. */
async function ask(
  body: string,
  headers: Record<string, string> = {},
  path = '/decode?preserveStorageRefs=true',
) {
  const usual = { 'content-type': 'application/json', 'x-namespace': 'default', origin: webUi };
  const given = { ...usual, authorization: `Bearer ${token}`, ...headers };
  const answer = await fetch(url + path, { method: 'POST', headers: given, body });
  return { status: answer.status, headers: answer.headers, text: await answer.text() };
}

describe('decode', () => {
  it('shows what is encrypted, and leaves as it is what is not', async () => {
    const { status, headers, text } = await ask(await bodyWith());

    expect([status, JSON.parse(text)]).toEqual([200, { payloads: [inJson(open), inJson(open)] }]);
    expect(headers.get('cache-control')).toBe('no-store');
  });

  it('takes the token in the path, from a Web UI that has none to send', async () => {
    for (const one of [token, longest])
      expect(await ask(await bodyWith(), { authorization: '' }, `/${one}/decode`)).toMatchObject({
        status: 200,
      });
  });

  it('says which key is missing', async () => {
    const { status, text } = await ask(await bodyWith(nextKey));

    expect([status, JSON.parse(text)]).toMatchObject([503, { code: 'unreadable' }]);
    expect(text).toContain('2026-02');
  });

  it.each([
    ['no token', { authorization: '' }, '/decode'],
    ['a token that is longer', { authorization: `Bearer ${token}x` }, '/decode'],
    ['another token in the path', { authorization: '' }, '/another-token-of-somebody/decode'],
    ['a wrong token in the path beside a right one', {}, '/another-token-of-somebody/decode'],
  ])('is refused with %s', async (_, headers, path) => {
    const { status, text } = await ask(await bodyWith(), headers, path);

    expect([status, JSON.parse(text)]).toMatchObject([401, { code: 'unauthorized' }]);
  });

  it.each([
    ['no JSON', '{'],
    ['no payloads', '{}'],
    ['payloads that are none', '{"payloads":[1]}'],
    ['bytes that are not in base64', '{"payloads":[{"data":"%"}]}'],
  ])('refuses %s in words', async (_, body) => {
    const { status, text } = await ask(body);

    expect([status, JSON.parse(text)]).toMatchObject([400, { code: 'bad_request' }]);
    expect(text).not.toMatch(/stack|node_modules|Unexpected/);
  });

  it('refuses a body that is larger than any answer of Temporal', async () => {
    expect((await ask(`"${'x'.repeat(6 * 1024 * 1024)}"`)).status).toBe(413);
  });

  it('is all there is: nothing encodes, and nothing tells more', async () => {
    for (const [method, path] of [
      ['POST', '/encode'],
      ['POST', `/${token}/encode`],
      ['POST', '/download'],
      ['GET', '/decode'],
      ['GET', '/'],
    ] as const) {
      const { status } = await fetch(url + path, { method, headers: { authorization: `Bearer ${token}` } });
      expect([method, path, status]).toEqual([method, path, 404]);
    }
  });
});

describe('a page', () => {
  const preflight = (origin: string, path = '/decode') =>
    fetch(url + path, {
      method: 'OPTIONS',
      headers: {
        origin,
        'access-control-request-method': 'POST',
        'access-control-request-headers': 'content-type,x-namespace,authorization',
      },
    });

  it.each(['/decode', `/${token}/decode`])('of the Web UI may ask, at %s', async (path) => {
    const { status, headers } = await preflight(webUi, path);

    expect([status, headers.get('access-control-allow-origin')]).toEqual([204, webUi]);
    expect(headers.get('access-control-allow-methods')).toBe('POST');
    for (const name of ['content-type', 'x-namespace', 'authorization'])
      expect(headers.get('access-control-allow-headers')).toContain(name);
    // What a cache keeps for one origin it must not give to another, and no cookie is wanted.
    expect(headers.get('vary')).toBe('Origin');
    expect(headers.has('access-control-allow-credentials')).toBe(false);
  });

  it('of the Web UI may read also why it was refused', async () => {
    const { headers } = await ask('{}', { authorization: '' });
    expect(headers.get('access-control-allow-origin')).toBe(webUi);
  });

  it.each([
    'https://elsewhere.example',
    'https://temporal.example.com.elsewhere.example',
    'http://temporal.example.com',
    'https://temporal.example.com:8443',
    'https://TEMPORAL.example.com',
    'null',
  ])('of %s may not', async (origin) => {
    const [asked, before] = [await ask(await bodyWith(), { origin }), await preflight(origin)];

    expect([asked.status, before.status]).toEqual([403, 403]);
    expect(asked.headers.has('access-control-allow-origin')).toBe(false);
    expect(asked.text).not.toContain(base64(open.data!));
  });

  it('is not needed: the command line of Temporal names no origin', async () => {
    const body = await bodyWith();
    const status = await new Promise((resolve, reject) => {
      const headers = { 'content-type': 'application/json', authorization: `Bearer ${token}` };
      const asked = request(`${url}/decode`, { method: 'POST', headers }, ({ statusCode }) =>
        resolve(statusCode),
      );
      asked.on('error', reject).end(body);
    });
    expect(status).toBe(200);
  });
});

it('logs neither a token nor a payload', async () => {
  await ask(await bodyWith(), { authorization: '' }, `/${token}/decode`);
  await ask(await bodyWith(nextKey));

  expect(log).toContain('"route":"/:token/decode"');
  expect(log).not.toMatch(/the-token|kanarienvogel/);
});
