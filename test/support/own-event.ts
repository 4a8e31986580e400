import { expect, vi } from 'vitest';
import type { Catalogue, Fault, Sandbox } from '../../sandbox/sandbox.js';
import type { OrderRequest } from '../../src/client.js';
import { anOrder } from './an-order.js';
import { asked, call } from './calls.js';

/** An event with a set of a few tickets. An order that has one to itself can be told apart in all that the platform sees. */
export interface OwnEvent {
  readonly event: string;
  readonly set: string;
}

export function ownEvent(at: number): OwnEvent {
  // Far enough apart for the ids of the tickets, which follow from the event's.
  return { event: `56a6253df06c5a059a${hex((at + 1) * 0x1000)}`, set: `56a6254bf06c5a059b${hex(at)}` };
}

const hex = (number: number) => number.toString(16).padStart(6, '0');

export function catalogueOf(events: readonly OwnEvent[]): Catalogue {
  const sets = (id: string) => [{ id, rule: id, price: '100.00', tickets: 3 }];
  return { events: events.map(({ event, set }) => ({ id: event, sets: sets(set) })) };
}

/** Asks for one ticket of the event. */
export function anOrderFor({ event, set }: OwnEvent, rest: Partial<OrderRequest> = {}): OrderRequest {
  return { ...anOrder(), event, random: { [set]: 1 }, ...rest };
}

/** Lets a call about the order of the event go wrong, once. */
export function failFor(sandbox: Sandbox, { event }: OwnEvent, { match = {}, ...fault }: Fault): void {
  const created = { ...call.create, body: { event } };
  if (match.method === 'POST') return sandbox.fail({ ...fault, match: created });
  // Only now it has an id to be known by; a look for it among all orders names none.
  sandbox.meanwhile(created, 'after', ({ orderId }) =>
    sandbox.fail({ ...fault, match: match.path ? match : { ...match, order: orderId! } }),
  );
}

/** Waits until so many calls that were to go wrong are under way: received, and neither answered nor given up. */
export async function untilUnderWay({ journal }: Sandbox, count: number): Promise<void> {
  const underWay = () => journal().filter(({ fault, answeredAt }) => fault !== null && answeredAt === null);
  await vi.waitFor(
    () => expect(asked({ journal: underWay() }), 'calls that are under way').toHaveLength(count),
    { timeout: 60_000, interval: 20 },
  );
}
