import type { Answer } from './answer.js';
import { jsonAnswer } from './answer.js';
import { partnerId } from './catalogue.js';
import { readCreateBody, readPatchBody } from './order-body.js';
import { filterOrders } from './order-list.js';
import { viewOrder, viewOrders } from './order-view.js';
import { createOrder, patchOrder } from './orders.js';
import type { Platform } from './platform.js';
import { Refusal, refuse } from './refusal.js';

export const collectionPath = '/v1/resources/orders';
export const orderPath = '/v1/resources/orders/:id';

/** The path template that a path belongs to, and the order it names; neither when the API has no such path. */
export function routeOf(path: string): { template?: string; orderId?: string } {
  if (path === collectionPath) return { template: collectionPath };
  const orderId = /^\/v1\/resources\/orders\/([^/]+)$/.exec(path)?.[1];
  return orderId === undefined ? {} : { template: orderPath, orderId };
}

/** A request to the API, as far as HTTP has read it. */
export interface ApiRequest {
  method: string;
  path: string;
  search: URLSearchParams;
  key: 'ok' | 'wrong' | 'missing';
  body: RequestBody;
  /** Whether an earlier PATCH of the same order was unfinished when this one came. */
  conflict: boolean;
}

export type RequestBody =
  | { kind: 'none' | 'too large' | 'not called JSON' }
  | { kind: 'not JSON'; text: string }
  | { kind: 'json'; value: unknown };

/** Carries a request out and says what the platform answers. */
export function answerRequest(platform: Platform, request: ApiRequest, now: number): Answer {
  const partner = request.key === 'ok' ? { 'X-Partner': partnerId } : undefined;
  try {
    const status = request.method === 'POST' ? 201 : 200;
    return jsonAnswer(status, perform(platform, request, now), partner);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    const allow = error.status === 405 && { Allow: allowedMethods(request.path).join(', ') };
    return jsonAnswer(error.status, { errors: error.errors }, { ...partner, ...allow });
  }
}

function perform(platform: Platform, request: ApiRequest, now: number): unknown {
  const { method, path, key } = request;
  const allowed = allowedMethods(path);
  if (allowed.length === 0) refuse(404, `Path ${path} not found`);
  if (key !== 'ok') refuse(401, key === 'missing' ? 'Authorization: key … is missing' : 'Unknown key');
  if (!allowed.includes(method)) refuse(405, `Method ${method} is not allowed here`);
  const { orderId } = routeOf(path);
  if (orderId === undefined) {
    if (method === 'POST')
      return viewOrder(platform, createOrder(platform, readCreateBody(jsonOf(request)), now));
    const orders = viewOrders(platform);
    return platform.rules.ignoreFilters ? orders : filterOrders(orders, request.search);
  }
  const order = platform.orders.get(orderId) ?? refuse(404, `Order ${orderId} not found`);
  if (method === 'GET') return viewOrder(platform, order);
  if (request.conflict) refuse(409, `Order ${orderId} is being changed by another request`);
  return viewOrder(platform, patchOrder(platform, order, readPatchBody(jsonOf(request)), now));
}

function jsonOf({ body }: ApiRequest): unknown {
  switch (body.kind) {
    case 'json':
      return body.value;
    case 'too large':
      return refuse(413, 'The body is too large');
    case 'not called JSON':
      return refuse(415, 'Content-Type: application/json expected');
    case 'none':
    case 'not JSON':
      break;
  }
  return refuse(400, 'The body is not JSON');
}

function allowedMethods(path: string): string[] {
  const { template } = routeOf(path);
  if (template === undefined) return [];
  return template === collectionPath ? ['GET', 'POST'] : ['GET', 'PATCH'];
}
