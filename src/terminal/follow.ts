import { Unavailable, type OrderOutcome, type OrderStatus } from '../client.js';
import { changesSince } from './changes.js';
import { oneLine } from './columns.js';
import type { Screen } from './screen.js';
import { showStatus } from './show-order.js';
import { timeOfDay } from './time.js';
import { AT_ONCE_MS, type Connected } from './with-orders.js';

// A countdown that a person watches moves every second.
const LOOK_EVERY_MS = 1_000;

/** Shows how an order stands whenever that changes, until it has ended. */
export async function follow(connected: Connected, reference: string, screen: Screen): Promise<OrderOutcome> {
  const { orders, within, webUi } = connected;
  const show = showingOn(screen, webUi(reference));
  const ask = () => within(AT_ONCE_MS, () => orders.status(reference));
  // A question that meets the end of its workflow may stay without an answer: the next one gets it.
  const look = async () => show((await ask().catch(notYet)) ?? (await ask()));
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
