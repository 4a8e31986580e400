import { setTimeout as sleep } from 'node:timers/promises';
import { expect, it, onTestFinished, vi } from 'vitest';
import { OrderNotFound, Unavailable, type OrderStatus } from '../../src/client.js';
import { createLookout } from '../../src/gateway/lookout.js';

const status: OrderStatus = { reference: 'A-1', phase: 'creating', payments: [] };

/** A lookout whose looks are counted and answered as told, with a follower that writes down what it is told. */
function aLookout(answer: () => OrderStatus) {
  const looks: string[] = [];
  const lookout = createLookout(async (reference) => {
    looks.push(reference);
    return answer();
  });
  function follow(reference = 'A-1') {
    const told: (OrderStatus | 'left')[] = [];
    const follower = { tell: (one: OrderStatus) => void told.push(one), leave: () => void told.push('left') };
    const unfollow = lookout.follow(reference, follower);
    onTestFinished(unfollow);
    return { told, unfollow };
  }
  return { looks, follow };
}

it('looks at an order once for all who follow it', async () => {
  const { looks, follow } = aLookout(() => status);
  const followers = Array.from({ length: 20 }, () => follow());
  await vi.waitUntil(() => followers.every(({ told }) => told.length === 2), { timeout: 5_000 });

  expect(looks).toHaveLength(2);
});

it('looks no more when nobody follows the order', async () => {
  const { looks, follow } = aLookout(() => status);
  const { told, unfollow } = follow();
  const other = follow('A-2');
  await vi.waitUntil(() => told.length > 0, { timeout: 5_000 });
  unfollow();
  const before = other.told.length;
  // The other order is looked at as often as this one would have been.
  await vi.waitUntil(() => other.told.length > before + 1, { timeout: 5_000 });

  expect(looks.filter((reference) => reference === 'A-1')).toHaveLength(1);
});

it('goes on while Temporal does not answer', async () => {
  let down = true;
  const { looks, follow } = aLookout(() => {
    if (down) throw new Unavailable('for a while');
    return status;
  });
  const { told } = follow();
  await vi.waitUntil(() => looks.length > 0, { timeout: 5_000 });
  down = false;

  await vi.waitUntil(() => told.length > 0, { timeout: 5_000 });
  expect(told[0]).toBe(status);
});

it('tells that nothing more can be said of an order that is gone', async () => {
  const { follow } = aLookout(() => {
    throw new OrderNotFound('A-1');
  });
  const { told } = follow();

  await vi.waitUntil(() => told.length > 0, { timeout: 5_000 });
  expect(told).toEqual(['left']);
});

it('ends only after the look that is under way when the last follower leaves', async () => {
  const answers: ((status: OrderStatus) => void)[] = [];
  const lookout = createLookout(() => new Promise<OrderStatus>((answer) => answers.push(answer)));
  const stop = lookout.follow('A-1', { tell: () => undefined, leave: () => undefined });
  await vi.waitUntil(() => answers.length > 0, { timeout: 5_000 });
  stop();
  // Longer than from one look to the next.
  const first = await Promise.race([lookout.ended().then(() => 'ended'), sleep(1_000, 'waits')]);
  expect(first).toBe('waits');

  answers[0]!(status);
  await lookout.ended();
});
