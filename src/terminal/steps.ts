import type { OrderStatus } from '../client.js';
import { paid } from '../domain/ledger.js';
import { fromMinor, toMinor } from '../domain/money.js';
import { exactly } from './columns.js';
import { instant, timeLeft } from './time.js';

/** A step of an order: done (✓), under way (…), failed (✗), or not come to (–). */
export interface Step {
  readonly mark: '✓' | '…' | '✗' | '–';
  readonly name: string;
  readonly words: string;
}

/** The steps of an order as far as they have come; an order on its way out gives its tickets back instead. */
export function stepsOf(status: OrderStatus, now: number): Step[] {
  const { phase, order, outcome, payBefore } = status;
  const leaving = phase === 'releasing' || (outcome !== undefined && outcome.outcome !== 'completed');
  const here = (is: boolean) => {
    if (leaving) return '✗';
    return is ? '…' : '–';
  };
  const held = order !== undefined && outcome?.outcome !== 'unavailable';
  const due = payBefore !== undefined;
  const covered = outcome?.outcome === 'completed' || isCovered(status);
  const steps: Step[] = [
    { mark: held ? '✓' : here(phase === 'creating'), name: 'tickets held', words: orderWords(status) },
    { mark: due ? '✓' : here(held), name: 'payment due', words: dueWords(status, now) },
    { mark: covered ? '✓' : here(due), name: 'paid', words: paidWords(status) },
  ];
  if (leaving) return order ? [...steps, givenBack(status)] : steps;
  const mark = outcome ? '✓' : here(phase === 'completing');
  return [
    ...steps,
    { mark, name: 'completed', words: order?.status === 'done' ? 'the platform says done' : '' },
  ];
}

function isCovered({ order, payments, phase }: OrderStatus): boolean {
  if (phase === 'completing') return true;
  return order !== undefined && payments.length > 0 && paid(payments) >= toMinor(order.total);
}

function givenBack({ order, outcome }: OrderStatus): Step {
  const free = order?.status === 'canceled' || order?.status === 'expired';
  const mark = free ? '✓' : outcome ? '✗' : '…';
  return { mark, name: 'tickets given back', words: `the platform shows the order as ${order?.status}` };
}

function orderWords({ order, possibleOrphans = 0, outcome }: OrderStatus): string {
  const lost = possibleOrphans > 0 ? `${possibleOrphans} created without an answer, which may hold some` : '';
  if (!order) return lost || (outcome?.details ?? '');
  const count = `${order.tickets.length} ${order.tickets.length === 1 ? 'ticket' : 'tickets'}`;
  return [`order ${order.number} (${order.id})`, count, order.total, lost].filter(Boolean).join(', ');
}

function dueWords({ payBefore, phase, outcome }: OrderStatus, now: number): string {
  if (payBefore === undefined) return '';
  const counting = phase === 'awaiting_payment' && !outcome;
  return `before ${instant(payBefore)}${counting ? `, ${timeLeft(payBefore, now)}` : ''}`;
}

/** How much is paid of how much, and by which payments. */
export function paidWords({ order, payments }: OrderStatus): string {
  if (payments.length === 0) return '';
  const each = payments.map(({ paymentId, amount }) => `${exactly(paymentId)}: ${amount}`).join(', ');
  return `${fromMinor(paid(payments))}${order ? ` of ${order.total}` : ''} (${each})`;
}
