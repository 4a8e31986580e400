import { describe, expect, test } from 'vitest';
import type { Fault } from '../../sandbox/sandbox.js';
import { aScene, attempt, changes, type Change } from './deeds.js';

const refusal = (status: number, ...errors: string[]): Fault['fault'] => ({
  kind: 'status',
  status,
  body: { errors },
});

describe.each(Object.entries<Change>(changes))('%s', (_, { patch, before, run, shows }) => {
  /** A scene in which the change is due: `make` makes it, and what is sent from here on counts. */
  async function aChange() {
    const { sandbox, activities, begin, sent } = await aScene();
    const order = await before(sandbox);
    begin();
    return {
      sandbox,
      order,
      sent,
      make: (count = 1) => attempt(count, run(activities), order.id),
      shown: async () => (await sandbox.orders())[0],
    };
  }

  test('makes the change with one request', async () => {
    const { make, sent, shown } = await aChange();
    await make();
    expect(await shown()).toMatchObject(shows);
    expect(sent()).toEqual([patch]);
  });

  test('looks first from the second attempt on, and makes the change when it is still due', async () => {
    const { make, sent, shown } = await aChange();
    await make(2);
    expect(await shown()).toMatchObject(shows);
    expect(sent()).toEqual(['GET', patch]);
  });

  test('asks for nothing again when the answer to the first attempt was lost', async () => {
    const { sandbox, make, sent } = await aChange();
    sandbox.fail({ fault: { kind: 'reset' }, effect: true });
    await expect(make(1)).rejects.toMatchObject({ type: 'Unknown' });
    expect(await make(2)).toMatchObject({ id: (await sandbox.orders())[0]!.id });
    expect(sent()).toEqual([patch, 'GET']);
  });

  test('looks again when it was refused, and finds the change made', async () => {
    const { sandbox, make, sent, shown } = await aChange();
    sandbox.fail({ fault: refusal(400, 'too late'), effect: true });
    expect((await make()).status).toBe((await shown())!.status);
    expect(sent()).toEqual([patch, 'GET']);
  });

  test('looks again when the order was said not to be there, and finds the change made', async () => {
    const { sandbox, make, sent, shown } = await aChange();
    sandbox.fail({ fault: refusal(404, 'no such order'), effect: true });
    expect((await make()).status).toBe((await shown())!.status);
    expect(sent()).toEqual([patch, 'GET']);
  });

  test('changes nothing more when it is carried out twice', async () => {
    const { make, shown } = await aChange();
    await make();
    const once = await shown();
    await make();
    expect(await shown()).toEqual(once);
  });

  test.each(['expire', 'cancel'] as const)(
    'returns the order as it is when the platform was faster (%s)',
    async (move) => {
      const { sandbox, order, make, sent, shown } = await aChange();
      await sandbox.platform[move](order.id);
      expect((await make()).status).toBe((await shown())!.status);
      expect((await make(2)).status).toBe((await shown())!.status);
      expect(sent()).toEqual([patch, 'GET', 'GET']);
    },
  );

  test('is Refused, in the words of the platform, when it is still due after another look', async () => {
    const { sandbox, make, sent } = await aChange();
    sandbox.fail({ fault: refusal(400, 'Not enough money', 'call us') });
    await expect(make()).rejects.toMatchObject({
      type: 'Refused',
      message: 'PATCH /v1/resources/orders/:id answered 400: Not enough money; call us',
    });
    expect(sent()).toEqual([patch, 'GET']);
  });

  test('is NotProcessed for half a second to two when another request is at work', async () => {
    const { sandbox, make, sent } = await aChange();
    sandbox.fail({ fault: refusal(409, 'being changed'), times: 5 });
    for (let count = 0; count < 5; count++) {
      const delay = await make().catch((failure: { nextRetryDelay: number }) => failure.nextRetryDelay);
      expect(delay).toSatisfy((ms: number) => ms >= 500 && ms <= 2_000);
    }
    await make(2);
    expect(sent()).toEqual([patch, patch, patch, patch, patch, 'GET', patch]);
  });

  test('leaves it to the growing pauses of Temporal when another request does not end', async () => {
    const { sandbox, make } = await aChange();
    sandbox.fail({ match: { method: 'PATCH' }, fault: refusal(409, 'being changed'), times: 0 });
    const delayOf = (count: number) =>
      make(count).catch((failure: { nextRetryDelay?: number }) => failure.nextRetryDelay);
    expect(await delayOf(5)).toBeLessThanOrEqual(2_000);
    expect(await delayOf(6)).toBeUndefined();
  });

  test('is NotFound when the platform has forgotten the order', async () => {
    const { sandbox, order, make } = await aChange();
    await sandbox.platform.vanish(order.id);
    await expect(make(1)).rejects.toMatchObject({ type: 'NotFound' });
    await expect(make(2)).rejects.toMatchObject({ type: 'NotFound' });
  });

  test('passes on that the look got no answer', async () => {
    const { sandbox, make } = await aChange();
    sandbox.fail({ match: { method: 'GET' }, fault: { kind: 'reset' } });
    await expect(make(2)).rejects.toMatchObject({ type: 'Unknown' });
  });
});

const { setPaymentSystem: _, ...moves } = changes;
test.each(Object.entries<Change>(moves))(
  '%s is Unknown when a success shows the order where it was',
  async (_, { before, run }) => {
    const { sandbox, activities } = await aScene();
    const order = await before(sandbox);
    sandbox.fail({ fault: { kind: 'status', status: 200, body: JSON.parse(JSON.stringify(order)) } });
    await expect(attempt(1, run(activities), order.id)).rejects.toMatchObject({ type: 'Unknown' });
  },
);
