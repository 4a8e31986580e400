import { expect, it } from 'vitest';
import type { TestSandbox } from '../support/a-sandbox.js';
import { aSandbox, anOrderIn } from '../support/a-sandbox.js';

/** An order that waits for a click on the sandbox's payment page. */
async function anOrderToPay(sandbox: TestSandbox, urls: object = {}) {
  const { body: order } = await sandbox.create({ payment: { system: 'sandbox/PAGE', ...urls } });
  const { body } = await sandbox.patch(order, { status: 'in_progress' });
  return { order: body, page: body.payment.redirect_url ?? '' };
}

function click(page: string, decision: string) {
  return fetch(page, { method: 'POST', body: new URLSearchParams({ decision }), redirect: 'manual' });
}

it('reads a payment system that was set by name back as an id, in the next answer', async () => {
  const sandbox = await aSandbox();
  const { body: order } = await sandbox.create();
  const { body: echo } = await sandbox.patch(order, { payment: { system: 'api/BASE' } });
  expect(echo.payment.system).toBeNull();
  expect((await sandbox.read(order)).body.payment.system).toBe('545b544a5d645a463e779d53');
});

it('takes a payment system by its id', async () => {
  const sandbox = await aSandbox();
  const order = await anOrderIn(sandbox, 'executed', '545b544a5d645a463e779d53');
  expect(order.payment.system).toBe('545b544a5d645a463e779d53');
});

it('refuses a payment system that it does not know', async () => {
  const sandbox = await aSandbox();
  const { body: order } = await sandbox.create();
  expect(await sandbox.patch(order, { payment: { system: 'api/NONE' } })).toMatchObject({
    status: 400,
    body: { errors: ['Payment system api/NONE not found'] },
  });
});

it('merges what a PATCH says of the payment', async () => {
  const sandbox = await aSandbox();
  const { body: order } = await sandbox.create({
    payment: { success_url: 'https://shop.example/?reference=A-1' },
  });
  await sandbox.patch(order, { payment: { system: 'api/BASE' } });
  expect((await sandbox.read(order)).body.payment).toEqual({
    failure_url: null,
    success_url: 'https://shop.example/?reference=A-1',
    system: '545b544a5d645a463e779d53',
  });
});

it('names the payment page only while the order is in progress', async () => {
  const sandbox = await aSandbox();
  const { order, page } = await anOrderToPay(sandbox);
  expect(page).toMatch(new RegExp(`^${sandbox.url}/pay/[0-9a-f]{40}$`));
  await sandbox.patch(order, { status: 'canceled' });
  expect((await sandbox.read(order)).body.payment).not.toHaveProperty('redirect_url');
});

it('does not let the seller set done with a redirecting payment system', async () => {
  const sandbox = await aSandbox();
  const { order } = await anOrderToPay(sandbox);
  expect(await sandbox.patch(order, { status: 'done' })).toMatchObject({
    status: 400,
    body: { errors: ['Incorrect status in_progress for this operation'] },
  });
});

it('shows the order, the amount and both buttons on the payment page', async () => {
  const sandbox = await aSandbox();
  const { order, page } = await anOrderToPay(sandbox);
  const html = await (await fetch(page)).text();
  expect(html).toContain(`<h1>Pay for order ${order.number}</h1>`);
  expect(html).toContain('<button name="decision" value="pay">Pay 100.00</button>');
  expect(html).toContain('<button name="decision" value="decline">Decline</button>');
});

it('makes the order done by a click on pay, and sends the customer to success_url', async () => {
  const sandbox = await aSandbox();
  const { order, page } = await anOrderToPay(sandbox, { success_url: 'https://shop.example/thanks' });
  const answer = await click(page, 'pay');
  expect([answer.status, answer.headers.get('Location')]).toEqual([303, 'https://shop.example/thanks']);
  expect((await sandbox.read(order)).body.status).toBe('done');
});

it('leaves the order as it is by a click on decline, and sends the customer to failure_url', async () => {
  const sandbox = await aSandbox();
  const { order, page } = await anOrderToPay(sandbox, { failure_url: 'https://shop.example/sorry' });
  const answer = await click(page, 'decline');
  expect([answer.status, answer.headers.get('Location')]).toEqual([303, 'https://shop.example/sorry']);
  expect((await sandbox.read(order)).body.status).toBe('in_progress');
});

it('says so when there is no page to send the customer to', async () => {
  const sandbox = await aSandbox();
  const { page } = await anOrderToPay(sandbox);
  expect(await (await click(page, 'pay')).text()).toContain('<h1>Paid</h1>');
});

it('takes no payment for an order that has expired', async () => {
  const sandbox = await aSandbox();
  const { order, page } = await anOrderToPay(sandbox);
  sandbox.advance(30 * 60_000);
  const answer = await click(page, 'pay');
  expect([answer.status, await answer.text()]).toEqual([409, expect.stringContaining('has expired')]);
  expect((await sandbox.read(order)).body.status).toBe('expired');
});

it('knows only the payment pages that it gave out', async () => {
  const sandbox = await aSandbox();
  expect((await fetch(`${sandbox.url}/pay/${'0'.repeat(40)}`)).status).toBe(404);
});
