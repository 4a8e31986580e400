import { readFileSync } from 'node:fs';
import { Validator } from '@seriousme/openapi-schema-validator';
import { beforeAll, describe, expect, it, test } from 'vitest';
import * as z from 'zod';
import { deliverEvent } from '../support/deliver.js';
import { useGateway, type Answer } from '../support/gateway.js';

// The document that is kept is what the gateway says of itself, and what it says is true.

interface Media {
  readonly schema: Schema;
}
type Schema = z.core.JSONSchema.JSONSchema;
interface Operation {
  readonly responses: Record<string, { readonly content?: Record<string, Media>; readonly headers?: object }>;
}
interface Document {
  readonly components: { readonly schemas: Record<string, Schema> };
  readonly paths: Record<string, Record<string, Operation>>;
}

const kept = JSON.parse(readFileSync('docs/openapi.json', 'utf8')) as Record<string, unknown>;
const stack = useGateway();

let document: Document;
beforeAll(async () => {
  const validator = new Validator();
  expect(await validator.validate(structuredClone(kept))).toEqual({ valid: true });
  document = validator.resolveRefs() as unknown as Document;
});

const fits = (schema: Schema, value: unknown) => z.fromJSONSchema(schema).safeParse(value).error?.message;
const examplesOf = (name: string) =>
  (kept['components'] as Document['components']).schemas[name]?.examples ?? [];

/** Makes sure that the operation may answer so. */
function documented(method: string, path: string, { status, headers, body }: Answer): void {
  const { content, headers: described = {} } = document.paths[path]![method]!.responses[status]!;
  const sent = ['Location', 'Preference-Applied', 'Retry-After'].filter((name) => headers.has(name));
  expect(Object.keys(described)).toEqual(sent);
  const type = headers.get('content-type')?.split(';')[0] ?? '';
  if (!content) return expect(type).toBe('');
  expect(fits(content[type]!.schema, body)).toBeUndefined();
}

it('is kept as the gateway tells it; npm run openapi writes it anew', async () => {
  expect((await stack().gateway.call('GET', '/openapi.json')).body).toEqual(kept);
});

it('describes what orders need', () => {
  expect(Object.keys(document.paths)).toEqual(
    expect.arrayContaining([
      '/orders',
      '/orders/{reference}',
      '/orders/{reference}/events',
      '/orders/{reference}/cancel',
      '/refunds',
    ]),
  );
});

describe('an example', () => {
  const named = Object.keys((kept['components'] as Document['components']).schemas);

  test.each(named)('is shown of %s, and fits it', (name) => {
    expect(examplesOf(name)).not.toEqual([]);
    for (const example of examplesOf(name))
      expect(fits(document.components.schemas[name]!, example)).toBeUndefined();
  });

  test.each(examplesOf('OrderRequest') as { reference: string }[])(
    'of an order can be placed, asked for and called off: $reference',
    async (order) => {
      const { gateway } = stack();
      const placed = await gateway.place(order);
      expect([placed.status, (await gateway.place(order)).status]).toEqual([201, 200]);
      documented('post', '/orders', placed);
      const path = `/orders/${order.reference}`;
      documented('get', '/orders/{reference}', await gateway.call('GET', path));
      const canceled = await gateway.call('POST', `${path}/cancel`, examplesOf('CancelOrder')[0]);
      expect(canceled.status).toBe(200);
      documented('post', '/orders/{reference}/cancel', canceled);
      const ended = await gateway.place(order);
      expect(ended.body).toMatchObject({ outcome: 'canceled' });
      documented('post', '/orders', ended);
    },
  );
});

it('tells wherever it says to come back later how long to wait', () => {
  const all = Object.values(document.paths).flatMap((path) => Object.values(path));
  const later = all.flatMap(({ responses }) => ['202', '429', '503'].flatMap((at) => responses[at] ?? []));

  expect(later.length).toBeGreaterThan(all.length);
  for (const { headers } of later) expect(headers).toHaveProperty('Retry-After');
});

it('describes payment events as they can be delivered, with no limit on how many', async () => {
  const { responses } = document.paths['/webhooks/payments']!['post']!;
  expect(responses).not.toHaveProperty('429');
  for (const event of examplesOf('PaymentEvent') as { type: string; data: object }[])
    expect((await deliverEvent(stack().gateway.url, event.type, event.data)).status).toBe(204);
});

it('describes what is owed back', async () => {
  // No order can be called like the second, but a payment can name it.
  const references = ['A-2000', 'заказ 7/2%'];
  for (const reference of references)
    await stack().orders.confirmPayment(reference, { paymentId: 'p-1', amount: '100.00' });
  const owed = references.map((reference) => expect.objectContaining({ reference }) as object);
  await expect.poll(() => stack().orders.refundsDue()).toEqual(expect.arrayContaining(owed));
  const answer = await stack().gateway.call('GET', '/refunds');

  documented('get', '/refunds', answer);
  expect(answer.body).toEqual({ refunds: expect.arrayContaining(owed) as object });
});

test.each([
  ['post', '/orders', '/orders', {}, 422],
  ['post', '/orders', '/orders', '{', 400],
  ['get', '/orders/{reference}', '/orders/nobody', undefined, 404],
  ['get', '/orders/{reference}/events', '/orders/nobody/events', undefined, 404],
  ['post', '/orders/{reference}/cancel', '/orders/nobody/cancel', { by: 'customer' }, 404],
] as const)('describes what goes wrong with %s %s', async (method, path, address, body, status) => {
  const answer = await stack().gateway.call(method.toUpperCase(), address, body);

  expect(answer.status).toBe(status);
  documented(method, path, answer);
});
