import { setTimeout as sleep } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { paceOf } from '../../bench/measures/pace.js';
import type { Running } from '../../bench/site.js';

// The watch over customers who need no server; it reads /proc.

function aVariant(payMs: () => number) {
  let paid = 0;
  const pay = () => sleep(payMs()).then(() => void paid++);
  const variant = { name: 'ours', place: () => Promise.resolve(), pay, workerPid: () => process.pid };
  return { variant: variant as unknown as Running, paid: () => paid };
}

const site = { serverPid: process.pid };
const linux = it.skipIf(process.platform !== 'linux');

linux('counts nothing that is sold before the server has settled', async () => {
  const began = performance.now();
  const { variant } = aVariant(() => (performance.now() - began < 300 ? 1 : 50));
  const plan = { windowMs: 300, timesEach: 1, settleMs: 400 };

  // Orders of 50 ms come to 24 a second at most, however busy the machine; those of 1 ms, to some 700.
  expect((await paceOf(site, variant, 1, 's', plan)).ordersPerSecond).toBeLessThan(50);
});

linux('watches until each customer has bought so often, however short the window', async () => {
  const { variant, paid } = aVariant(() => 5);
  await paceOf(site, variant, 4, 's', { windowMs: 0, timesEach: 5, settleMs: 0 });

  expect(paid()).toBeGreaterThanOrEqual(4 + 4 * 5);
});
