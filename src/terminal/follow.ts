import { Unavailable, type OrderOutcome, type OrderStatus } from '../client.js';
import { oneLine } from './columns.js';
import type { Screen } from './screen.js';
import { AT_ONCE_MS, type Shop } from './shop.js';
import { outcomeWords, showStatus } from './show-order.js';
import { paidWords } from './steps.js';
import { instant, timeOfDay } from './time.js';
import { whatToDo } from './what-to-do.js';

// A countdown that a person watches moves every second.
const LOOK_EVERY_MS = 1_000;

/** Shows how an order stands whenever that changes, until it has ended. */
export async function follow(shop: Shop, reference: string, screen: Screen): Promise<OrderOutcome> {
  const { orders, within } = shop;
  const show = showingOn(screen, shop.webUi(reference));
  const look = async () => show(await within(AT_ONCE_MS, () => orders.status(reference)));
  for (;;) {
    await look();
    const outcome = await within(LOOK_EVERY_MS, () => orders.outcome(reference)).catch(notYet);
    if (!outcome) continue;
    await look();
    return outcome;
  }
}

function notYet(error: unknown): undefined {
  // Nothing is lost: a server that is really away is missed by the next look.
  if (!(error instanceof Unavailable)) throw error;
}

/** On a terminal a picture that moves; elsewhere a line for each change, for programs the whole status on it. */
function showingOn(screen: Screen, webUi: string | undefined): (status: OrderStatus) => void {
  if (screen.isLive) return (status) => screen.redraw(showStatus(status, webUi, Date.now()));
  let before: OrderStatus | undefined;
  return (status) => {
    const changed = JSON.stringify(status) !== JSON.stringify(before);
    if (screen.json && changed) screen.print(JSON.stringify(status));
    if (!screen.json)
      for (const line of changesSince(before, status))
        screen.print(`${timeOfDay(new Date())}  ${oneLine(line)}`);
    before = status;
  };
}

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
