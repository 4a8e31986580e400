import { setTimeout as sleep } from 'node:timers/promises';
import { expect, it, vi } from 'vitest';
import { deliverEvent } from '../support/deliver.js';
import { anOrder } from '../support/an-order.js';
import { useGateway } from '../support/gateway.js';

// Temporal is killed while payments come in, and started again while their senders try again, as senders do.

const stack = useGateway();

const PAYMENTS = 40;

it('loses no payment that it has acknowledged when Temporal is killed under load', async () => {
  const { orders, gateway, killServer, restartServer } = stack();
  const due = Array.from({ length: PAYMENTS / 2 }, () => anOrder());
  await Promise.all(due.map((order) => orders.place(order)));
  const unknown = due.map((_, at) => `unknown-${at}`);
  const references = due.flatMap(({ reference }, at) => [reference, unknown[at]!]);

  const answers: { status: number; retryAfter: string | null }[] = [];
  const count = (status: number) => answers.filter((answer) => answer.status === status).length;
  async function send(reference: string, at: number): Promise<void> {
    const paid = { reference, paymentId: `p-${reference}`, amount: '100.00' };
    // One after the other, so that there is a middle in which to be killed.
    await vi.waitUntil(() => answers.length >= Math.min(at - 4, PAYMENTS / 4), {
      timeout: 20_000,
      interval: 5,
    });
    for (; ; await sleep(200)) {
      const { status, headers } = await deliverEvent(gateway.url, 'payment.confirmed', paid);
      answers.push({ status, retryAfter: headers.get('retry-after') });
      if (status === 204) return;
    }
  }
  const sent = Promise.all(references.map(send));
  await vi.waitUntil(() => count(204) >= PAYMENTS / 4, { timeout: 20_000, interval: 5 });
  await killServer();
  const acknowledged = count(204);
  await vi.waitUntil(() => count(503) >= 3, { timeout: 20_000, interval: 5 });
  await restartServer();
  await sent;

  expect(acknowledged).toBeLessThan(PAYMENTS);
  expect(
    answers.filter(({ status, retryAfter }) => status !== 204 && !(status === 503 && retryAfter)),
  ).toEqual([]);
  const outcomes = await Promise.all(due.map(({ reference }) => orders.outcome(reference)));
  expect(outcomes.map(({ payments }) => payments.map(({ amount, became }) => `${amount} ${became}`))).toEqual(
    due.map(() => ['100.00 applied']),
  );
  await vi.waitFor(
    async () => {
      const owed = (await orders.refundsDue()).map(({ reference }) => reference);
      expect(owed.sort()).toEqual(unknown.toSorted());
    },
    { timeout: 20_000 },
  );
});
