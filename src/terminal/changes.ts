import type { OrderStatus } from '../client.js';
import { outcomeWords } from './show-order.js';
import { paidWords } from './steps.js';
import { instant } from './time.js';
import { whatToDo } from './what-to-do.js';

/** What is new in a status, a line each; all of it when nothing was known before. */
export function changesSince(before: OrderStatus | undefined, status: OrderStatus): string[] {
  const { phase, order, payBefore, payments, attention, trouble, outcome } = status;
  return [
    phase !== before?.phase && `… ${phase.replaceAll('_', ' ')}`,
    order && order.id !== before?.order?.id && `✓ order ${order.number} (${order.id}), ${order.total}`,
    payBefore !== undefined && payBefore !== before?.payBefore && `✓ to pay before ${instant(payBefore)}`,
    payments.length > (before?.payments.length ?? 0) && `✓ paid ${paidWords(status)}`,
    trouble !== undefined && trouble !== before?.trouble && `✗ ${trouble}`,
    attention !== before?.attention &&
      (attention ? `! ${attention}: ${whatToDo[attention]}` : '✓ needs no attention any more'),
    outcome && !before?.outcome && `${outcome.outcome === 'completed' ? '✓' : '✗'} ${outcomeWords(outcome)}`,
  ].filter((line) => typeof line === 'string');
}
