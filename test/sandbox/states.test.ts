import { describe, expect, it } from 'vitest';
import { aSandbox, anOrderIn, plentiful } from '../support/a-sandbox.js';

const incorrect = (status: string) => `Incorrect status ${status} for this operation`;
const uncancellable = expect.stringMatching(/^Order [0-9a-f]{24} is not cancellable$/) as string;
const states = ['executed', 'in_progress', 'done', 'canceled', 'expired'] as const;

/** What the platform says to each change of status; `null` means that it makes it. */
const table = {
  executed: { in_progress: null, done: incorrect('executed'), canceled: null },
  in_progress: { in_progress: incorrect('in_progress'), done: null, canceled: null },
  done: { in_progress: incorrect('done'), done: incorrect('done'), canceled: uncancellable },
  canceled: { in_progress: incorrect('canceled'), done: incorrect('canceled'), canceled: uncancellable },
  expired: { in_progress: incorrect('expired'), done: incorrect('expired'), canceled: uncancellable },
};

describe.each(states)('an order that is %s', (from) => {
  it.each(['in_progress', 'done', 'canceled'] as const)(
    'answers as documented when told to be %s',
    async (to) => {
      const sandbox = await aSandbox();
      const order = await anOrderIn(sandbox, from);
      const refusal = table[from][to];
      const { status, body } = await sandbox.patch(order, { status: to });
      expect(status).toBe(refusal === null ? 200 : 400);
      if (refusal !== null) expect(body).toEqual({ errors: [refusal] });
      expect((await sandbox.read(order)).body.status).toBe(refusal === null ? to : from);
    },
  );

  it.each(['executed', 'expired'])('cannot be made %s by hand', async (to) => {
    const sandbox = await aSandbox();
    const order = await anOrderIn(sandbox, from);
    expect(await sandbox.patch(order, { status: to })).toMatchObject({
      status: 400,
      body: { errors: [incorrect(from)] },
    });
  });

  it.each([
    { customer: { lang: 'en' } },
    { payment: { system: 'api/BASE' } },
    { promocodes: ['X'] },
    { random: { [plentiful]: 2 } },
  ])('takes %j only while executed', async (change) => {
    const sandbox = await aSandbox();
    const order = await anOrderIn(sandbox, from);
    expect((await sandbox.patch(order, change)).status).toBe(from === 'executed' ? 200 : 400);
  });
});

it('needs a payment system before the order is in progress', async () => {
  const sandbox = await aSandbox();
  const { body: order } = await sandbox.create();
  expect(await sandbox.patch(order, { status: 'in_progress' })).toMatchObject({
    status: 400,
    body: { errors: ['Payment system is not set'] },
  });
});

it('needs tickets before the order is in progress', async () => {
  const sandbox = await aSandbox();
  const order = await anOrderIn(sandbox, 'executed');
  expect(await sandbox.patch(order, { tickets: [], status: 'in_progress' })).toMatchObject({
    status: 400,
    body: { errors: ['there is no tickets in order'] },
  });
});

it('changes nothing when one part of a PATCH is refused', async () => {
  const sandbox = await aSandbox();
  const order = await anOrderIn(sandbox, 'executed');
  await sandbox.patch(order, { customer: { lang: 'en' }, tickets: [], status: 'done' });
  expect((await sandbox.read(order)).body).toEqual(order);
});

it('takes tickets, customer, payment and status in one PATCH', async () => {
  const sandbox = await aSandbox();
  const { body: order } = await sandbox.create();
  const { body } = await sandbox.patch(order, {
    random: { [plentiful]: 2 },
    customer: { email: 'a@example.org' },
    payment: { system: 'api/BASE' },
    status: 'in_progress',
  });
  expect(body).toMatchObject({
    status: 'in_progress',
    value: '200.00',
    customer: { lang: 'ru', email: 'a@example.org' },
  });
});

it('drops some tickets of an order in progress, but adds none and never all', async () => {
  const sandbox = await aSandbox();
  const { body: order } = await sandbox.create({
    random: { [plentiful]: 3 },
    payment: { system: 'api/BASE' },
  });
  await sandbox.patch(order, { status: 'in_progress' });
  const change = async (tickets: string[]) => (await sandbox.patch(order, { tickets })).status;
  const [first = '', second = ''] = order.tickets;
  expect([await change([first, second]), await change(order.tickets), await change([])]).toEqual([
    200, 400, 400,
  ]);
  expect((await sandbox.read(order)).body).toMatchObject({ tickets: [first, second], value: '200.00' });
});

it('cancels an order without tickets, or refuses to when started so', async () => {
  const cancel = async (refuseTicketlessCancel: boolean) => {
    const sandbox = await aSandbox({ refuseTicketlessCancel });
    const { body: order } = await sandbox.create({ random: { [plentiful]: 41 }, all_or_nothing: true });
    return (await sandbox.patch(order, { status: 'canceled' })).status;
  };
  expect([await cancel(false), await cancel(true)]).toEqual([200, 400]);
});
