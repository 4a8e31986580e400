/** After money, and when tickets are given back, nothing is given up: it is flagged, and goes on. */
import { condition } from '@temporalio/workflow';
import type { Order } from '../domain/order.js';
import { look, lookDuring, lookForEver } from './attempt.js';
import { attentionFor, raise } from './attention.js';
import { publish, see } from './news.js';
import type { Saga } from './saga.js';

/**
 * Does what ends in a look at the order, for as long as it takes. What `quickly` has not come off, within five
 * minutes, is flagged and done `patiently`, without a limit, until it comes off or somebody says how the order ended.
 */
export async function persist(
  saga: Saga,
  order: Order,
  quickly: () => Promise<Order>,
  patiently: () => Promise<Order>,
): Promise<void> {
  const { seen, trouble } = await look(saga, order, quickly());
  if (seen) return see(saga, seen);

  publish(saga);
  raise(saga, attentionFor(trouble));
  const resolved = () => saga.facts.resolved !== undefined;
  const atLast = await lookDuring(
    () => lookForEver(saga, order, patiently),
    (hasSeen) => condition(() => hasSeen() || resolved()),
  );
  if (atLast) see(saga, atLast);
}
