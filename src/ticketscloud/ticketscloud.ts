// A client of Ticketscloud's order API, version 1: one method a call, one attempt each; retrying is the caller's.
//
//   order-body (JSON) ─▶ http (axios) ═▶ the API ═▶ read-answer ─▶ order (schema) ─▶ Answer
//                         └▶ NoUsableAnswer           └▶ SaidNo, NoUsableAnswer
import type * as z from 'zod';
import { readBaseUrl } from './base-url.js';
import { createHttp, type Call, type HttpRequest } from './http.js';
import { newOrderBody, patchBody, type NewOrder, type OrderPatch } from './order-body.js';
import { orderSchema, pageSchema, type UnreadableOrder, type UpstreamOrder } from './order.js';
import { readAnswer, type Answer } from './read-answer.js';

export { NoUsableAnswer, SaidNo } from './errors.js';
export type { Answer, Call, NewOrder, OrderPatch, UpstreamOrder };

export interface Ticketscloud {
  /** Holds tickets. Run twice it makes two orders: there is no idempotency key. */
  createOrder(order: NewOrder, call: Call): Promise<Answer<UpstreamOrder>>;
  /** Changes an order; while an earlier change is at work the API says no with 409. */
  patchOrder(id: string, patch: OrderPatch, call: Call): Promise<Answer<UpstreamOrder>>;
  readOrder(id: string, call: Call): Promise<Answer<UpstreamOrder>>;
  /** Reads a page of orders. Filters and pages are documented for version 2 only, so they may be ignored. */
  listOrders(query: OrderQuery, call: Call): Promise<Answer<(UpstreamOrder | UnreadableOrder)[]>>;
  /** Closes all connections, also those in use. */
  close(): void;
}

export interface TicketscloudOptions {
  url: string;
  /** 32 hexadecimal characters. */
  apiKey: string;
  /** Lets `url` be http://, for a sandbox. */
  allowHttp?: boolean | undefined;
}

export interface OrderQuery {
  event: string;
  /** Epoch milliseconds, both ends included. */
  createdFrom: number;
  createdTo: number;
  /** Counted from 1. */
  page: number;
}

const ORDERS = '/v1/resources/orders';
const ORDER = `${ORDERS}/:id`;

// The most that the API gives at once.
const PAGE_SIZE = 200;

/** Creates the client; options that will not do are a TypeError that names the field. */
export function createTicketscloud({ url, apiKey, allowHttp }: TicketscloudOptions): Ticketscloud {
  if (!/^[0-9a-f]{32}$/i.test(apiKey)) throw new TypeError('apiKey must be 32 hexadecimal characters');
  const http = createHttp(readBaseUrl(url, allowHttp), apiKey);

  async function ask<T>(request: HttpRequest, schema: z.ZodType<T>, call: Call) {
    return readAnswer(request, await http.send(request, call), schema);
  }

  return {
    createOrder: (order, call) =>
      ask({ method: 'POST', path: ORDERS, body: newOrderBody(order), fresh: true }, orderSchema, call),
    patchOrder: (id, patch, call) =>
      ask({ method: 'PATCH', path: ORDER, id, body: patchBody(patch) }, orderSchema, call),
    readOrder: (id, call) => ask({ method: 'GET', path: ORDER, id }, orderSchema, call),
    listOrders: (query, call) =>
      ask({ method: 'GET', path: ORDERS, query: listQuery(query) }, pageSchema, call),
    close: http.close,
  };
}

function listQuery({ event, createdFrom, createdTo, page }: OrderQuery): URLSearchParams {
  const [from, to] = [createdFrom, createdTo].map((at) => new Date(at).toISOString());
  return new URLSearchParams({
    events: event,
    created_at: `${from},${to}`,
    page: String(page),
    page_size: String(PAGE_SIZE),
  });
}
