import { inspect } from 'node:util';
import { ApplicationFailure } from '@temporalio/common';
import { describe, expect, test } from 'vitest';
import type { Fault } from '../../sandbox/sandbox.js';
import type { Activities } from '../../src/activities/activities.js';
import { anUpstreamOrder } from '../domain/an-upstream-order.js';
import { API_KEY } from '../support/a-client.js';
import { anOrderIn } from '../support/a-sandbox.js';
import { aScene, attempt, changes, customer, request, temporal, type Change } from './deeds.js';

interface Deed extends Pick<Change, 'before'> {
  run: (activities: Activities) => (id: string) => Promise<unknown>;
}

const deeds: Record<keyof Activities, Deed> = {
  createOrder: {
    before: (sandbox) => anOrderIn(sandbox, 'executed'),
    run: (activities) => () => activities.createOrder(request),
  },
  readOrder: {
    before: (sandbox) => anOrderIn(sandbox, 'executed'),
    run: (activities) => activities.readOrder,
  },
  findLostOrder: {
    before: (sandbox) => anOrderIn(sandbox, 'executed'),
    run: (activities) => () => activities.findLostOrder(request, 0),
  },
  watchOrder: {
    before: (sandbox) => anOrderIn(sandbox, 'in_progress'),
    run: (activities) => (id) => activities.watchOrder(anUpstreamOrder({ id })),
  },
  ...changes,
};

const gossip = { errors: [`${customer.email} or ${customer.mobile} is wrong, said ${API_KEY}`] };
const status = (code: number, headers: Record<string, string> = {}): Fault['fault'] => ({
  kind: 'status',
  status: code,
  headers,
  body: gossip,
});
const after = (seconds: string) => ({ 'Retry-After': seconds });

const misfortunes: [name: string, fault: Fault['fault'], type: string, nextRetryDelay?: number][] = [
  ['400', status(400), 'Refused'],
  ['422', status(422), 'Refused'],
  ['a redirect', status(301), 'Refused'],
  ['401', status(401), 'WrongKey'],
  ['403', status(403), 'WrongKey'],
  ['429', status(429), 'NotProcessed'],
  ['429 with Retry-After', status(429, after('7')), 'NotProcessed', 7_000],
  ['503 with Retry-After', status(503, after('7')), 'NotProcessed', 7_000],
  ['503 that asks for an hour', status(503, after('3600')), 'NotProcessed', 60_000],
  ['503', status(503), 'Unknown'],
  ['500', status(500), 'Unknown'],
  ['502', status(502), 'Unknown'],
  ['a reset', { kind: 'reset' }, 'Unknown'],
  ['a cut answer', { kind: 'cut' }, 'Unknown'],
  ['half a JSON', { kind: 'malformed' }, 'Unknown'],
  ['a page', { kind: 'html' }, 'Unknown'],
];

describe.each(Object.entries(deeds))('%s', (_, { before, run }) => {
  async function failureAfter(fault: Fault['fault']): Promise<unknown> {
    const { sandbox, activities } = await aScene();
    const { id } = await before(sandbox);
    sandbox.fail({ fault });
    return attempt(1, run(activities), id).catch((failure: unknown) => failure);
  }

  test.each(misfortunes)('that meets %s fails as told', async (_, fault, type, nextRetryDelay) => {
    const failure = await failureAfter(fault);
    expect(failure).toBeInstanceOf(ApplicationFailure);
    expect(failure).toMatchObject({ type, nextRetryDelay, nonRetryable: false });
  });

  test.each(misfortunes)('that meets %s tells no secret', async (_, fault) => {
    const failure = await failureAfter(fault);
    const told = `${inspect(failure, { depth: Infinity, showHidden: true })} ${JSON.stringify(failure)}`;
    expect(told).not.toMatch(new RegExp(`${API_KEY}|canary|9007654321|Authorization`, 'i'));
    expect(failure).toHaveProperty('cause', undefined);
  });

  test('ends its request when it is canceled', async () => {
    const { sandbox, activities } = await aScene();
    const { id } = await before(sandbox);
    sandbox.fail({ fault: { kind: 'hang' } });
    const environment = temporal();
    const failure = expect(environment.run(run(activities), id)).rejects.toMatchObject({
      type: 'Unknown',
      message: expect.stringMatching(/: canceled$/) as string,
    });
    await expect.poll(() => sandbox.journal().at(-1)?.fault).toBe('hang');
    environment.cancel('WORKER_SHUTDOWN');
    await failure;
  });
});
