import swagger, { type SwaggerTransformObject } from '@fastify/swagger';
import swaggerUi from '@fastify/swagger-ui';
import type { FastifyInstance } from 'fastify';
import { jsonSchemaTransform, jsonSchemaTransformObject } from 'fastify-type-provider-zod';
import { orderRequests, paymentEvents } from './examples.js';

const info = {
  title: 'Orders',
  version: '1.0.0',
  description:
    'Places orders for tickets and follows each to its end. Every request may be repeated at any time; ' +
    'one that fails is answered with problem details, whose `detail` says what to do next.',
};

// What the pages of Swagger UI need, and no more; its icons are data.
const pagesMay =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; " +
  "base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/** Describes the routes that are registered after it: at /openapi.json for programs, at /docs for people. */
export async function describeRoutes(app: FastifyInstance): Promise<void> {
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info,
      components: { securitySchemes: { bearer: { type: 'http', scheme: 'bearer' } } },
    },
    transform: withHeaders,
    transformObject: tidy,
    hideUntagged: true,
  });
  await app.register(swaggerUi, {
    routePrefix: '/docs',
    staticCSP: pagesMay,
    // Without the bar for the addresses of other documents.
    uiConfig: { layout: 'BaseLayout' },
  });
  app.get('/openapi.json', () => app.swagger());
}

/** Names each schema once, leaves out those that no route refers to, and shows what can be sent. */
const tidy: SwaggerTransformObject = (document) => {
  const whole = jsonSchemaTransformObject(document);
  const schemas: Record<string, object> = ('components' in whole && whole.components?.schemas) || {};
  const used = new Set<string>();
  const follow = (part: unknown): void => {
    for (const [, name = ''] of JSON.stringify(part).matchAll(/"#\/components\/schemas\/(\w+)"/g)) {
      if (used.has(name)) continue;
      used.add(name);
      follow(schemas[name]);
    }
  };
  if ('paths' in whole) follow(whole.paths);
  for (const name of Object.keys(schemas)) if (!used.has(name)) delete schemas[name];
  // Examples of a request are lost where it has defaults that are worked out.
  Object.assign(schemas['OrderRequestInput'] ?? {}, { examples: orderRequests });
  Object.assign(schemas['PaymentEventInput'] ?? {}, { examples: paymentEvents });
  return JSON.parse(JSON.stringify(whole), revive) as typeof whole;
};

/** Tells how a part of the document is told. */
function revive(key: string, value: unknown): unknown {
  // Would mean what a request must not hold.
  if (key === 'readOnly') return undefined;
  if (key === '$ref' && typeof value === 'string') return nameOnce(value);
  if (key === 'schemas' && typeof value === 'object')
    return Object.fromEntries(Object.entries(value ?? {}).map(([name, schema]) => [nameOnce(name), schema]));
  return value;
}

/** A schema is made twice, as it comes in (`OrderRequestInput`) and as it goes out; of ours, none is used for both. */
const nameOnce = (name: string) => name.replace(/Input$/, '');

/** Keeps the headers of an answer, which the transform of its body leaves out. */
const withHeaders: typeof jsonSchemaTransform = (route) => {
  const { schema, url } = jsonSchemaTransform(route);
  const told = route.schema?.response as Answers | undefined;
  for (const [status, answer] of Object.entries((schema?.response ?? {}) as Answers))
    Object.assign(answer, told?.[status]?.headers && { headers: told[status].headers });
  return { schema, url };
};
type Answers = Record<string, { readonly headers?: object }>;
