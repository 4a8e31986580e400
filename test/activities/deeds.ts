import type { Info } from '@temporalio/activity';
import { MockActivityEnvironment } from '@temporalio/testing';
import { DefaultLogger } from '@temporalio/worker';
import type { OrderView, SandboxOptions } from '../../sandbox/sandbox.js';
import { createActivities, type Activities } from '../../src/activities/activities.js';
import type { Order } from '../../src/domain/order.js';
import { asked } from '../support/calls.js';
import { aCheckedOrder } from '../support/a-checked-order.js';
import { aClient } from '../support/a-client.js';
import { anOrderIn, aSandbox, type TestSandbox } from '../support/a-sandbox.js';

const successUrl = 'https://shop.example/thanks?lang=en';
export const customer = { email: 'canary@mail.example', lastName: 'Canary', mobile: '+79007654321' };
export const request = aCheckedOrder({
  reference: 'A-1',
  customer,
  payment: { system: 'api/BASE', successUrl },
});

/** The activities against a sandbox of the test's own. `sent` says what was asked of it since the test set the scene. */
export async function aScene(options: SandboxOptions = {}) {
  const sandbox = await aSandbox(options);
  const activities = createActivities(aClient(sandbox.url));
  let before = 0;
  return {
    sandbox,
    activities,
    begin: () => void (before = sandbox.journal().length),
    sent: () => asked(sandbox).slice(before),
    bodies: () =>
      sandbox
        .journal()
        .slice(before)
        .map(({ body }) => body),
  };
}

/** Temporal as an activity sees it in its first attempt, or another. */
export function temporal(attempt = 1, info: Partial<Info> = {}): MockActivityEnvironment {
  // Without a limit on all attempts; failures are the subject here, and each would be a warning.
  const logger = new DefaultLogger('ERROR');
  return new MockActivityEnvironment({ attempt, scheduleToCloseTimeoutMs: 0, ...info }, { logger });
}

/** Runs an activity as Temporal does; `count` is 1 for the first attempt. */
export function attempt<P extends unknown[], R>(
  count: number,
  activity: (...given: P) => Promise<R>,
  ...given: P
): Promise<R> {
  return temporal(count).run(activity, ...given);
}

export interface Change {
  /** As it is written on the wire. */
  patch: string;
  /** An order that the change is due to. */
  before: (sandbox: TestSandbox) => Promise<OrderView>;
  run: (activities: Activities) => (id: string) => Promise<Order>;
  /** What the platform shows when it was made. */
  shows: object;
}

/** The deeds that change an order which is there. */
export const changes = {
  setPaymentSystem: {
    patch: 'PATCH payment',
    before: async (sandbox) => (await sandbox.create()).body,
    run: (activities) => (id) => activities.setPaymentSystem(id, request),
    shows: { status: 'executed', payment: { system: '545b544a5d645a463e779d53' } },
  },
  setInProgress: {
    patch: 'PATCH in_progress',
    before: (sandbox) => anOrderIn(sandbox, 'executed'),
    run: (activities) => activities.setInProgress,
    shows: { status: 'in_progress' },
  },
  completeOrder: {
    patch: 'PATCH done',
    before: (sandbox) => anOrderIn(sandbox, 'in_progress'),
    run: (activities) => activities.completeOrder,
    shows: { status: 'done' },
  },
  cancelOrder: {
    patch: 'PATCH canceled',
    before: (sandbox) => anOrderIn(sandbox, 'executed'),
    run: (activities) => activities.cancelOrder,
    shows: { status: 'canceled' },
  },
} satisfies Record<string, Change>;
