import { fastify } from 'fastify';
import { expect, it, test } from 'vitest';
import * as errors from '../../src/client/errors.js';
import { answerProblem } from '../../src/gateway/problem.js';

/** What is answered when this is thrown. */
async function answerTo(thrown: unknown) {
  const app = fastify();
  app.setErrorHandler(answerProblem);
  app.get('/', () => {
    throw thrown;
  });
  const { statusCode, headers, body } = await app.inject('/');
  return { status: statusCode, headers, body };
}

const { OrdersError: _, ...kinds } = errors;
const told: Record<keyof typeof kinds, [thrown: errors.OrdersError, status: number]> = {
  InvalidInput: [new errors.InvalidInput([{ field: 'event', expected: 'expected text' }]), 422],
  ReferenceTaken: [new errors.ReferenceTaken('A-1', ['event']), 409],
  AlreadyPaid: [new errors.AlreadyPaid('A-1'), 409],
  NeedsNoHelp: [new errors.NeedsNoHelp('A-1'), 409],
  OrderNotFound: [new errors.OrderNotFound('A-1'), 404],
  PaymentNotOwed: [new errors.PaymentNotOwed('A-1', 'p-1'), 404],
  NoOutcome: [new errors.NoOutcome('A-1', new Error('canary')), 410],
  NotSetUp: [new errors.NotSetUp('the namespace is missing'), 503],
  Unreadable: [new errors.Unreadable('encrypted'), 503],
  Unavailable: [new errors.Unavailable('in time'), 503],
};

test.each(Object.entries(told))('%s is told in its own words', async (_, [thrown, status]) => {
  const answer = await answerTo(thrown);

  expect([answer.status, 'retry-after' in answer.headers]).toEqual([status, status === 503]);
  expect(JSON.parse(answer.body)).toMatchObject({ status, code: thrown.code, detail: thrown.message });
  expect(answer.body).not.toContain('canary');
});

it('tells nothing of a bug, nor of what is thrown that is no error', async () => {
  for (const thrown of [new TypeError('canary'), 'canary', { message: 'canary', statusCode: 302 }]) {
    const { status, body } = await answerTo(thrown);
    expect([status, JSON.parse(body)]).toEqual([500, expect.objectContaining({ code: 'internal_error' })]);
    expect(body).not.toMatch(/canary|stack/);
  }
});
