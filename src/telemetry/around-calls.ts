import type { Called } from '../ticketscloud/errors.js';
import type { Call, Ticketscloud } from '../ticketscloud/ticketscloud.js';

/** Does something around a call of the upstream, which `send` makes; what comes of it is passed on. */
export type AroundCall = <T>(called: Called, call: Call, send: (call: Call) => Promise<T>) => Promise<T>;

const post = { method: 'POST', path: '/v1/resources/orders' } as const;
const list = { method: 'GET', path: '/v1/resources/orders' } as const;
const get = { method: 'GET', path: '/v1/resources/orders/:id' } as const;
const patch = { method: 'PATCH', path: '/v1/resources/orders/:id' } as const;

/** The same upstream, with something done around each call. */
export function aroundCalls(upstream: Ticketscloud, around: AroundCall): Ticketscloud {
  return {
    createOrder: (order, call) => around(post, call, (call) => upstream.createOrder(order, call)),
    patchOrder: (id, change, call) => around(patch, call, (call) => upstream.patchOrder(id, change, call)),
    readOrder: (id, call) => around(get, call, (call) => upstream.readOrder(id, call)),
    listOrders: (query, call) => around(list, call, (call) => upstream.listOrders(query, call)),
    close: () => upstream.close(),
  };
}
