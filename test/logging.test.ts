import { Writable } from 'node:stream';
import { ApplicationFailure } from '@temporalio/common';
import { pino } from 'pino';
import { describe, expect, test } from 'vitest';
import { createLogger, forTemporal } from '../src/logging.js';

const secret = 'key 047bdb8bcee44d3693371920aaf9135c';
const allowed = {
  workflowId: 'order-A-1',
  activityType: 'createOrder',
  attempt: 2,
  address: 'localhost:7233',
};

/** The line that is written for what Temporal logs. */
function lineOf(meta: Record<PropertyKey, unknown>): Record<string, unknown> {
  let line = '';
  const stream = new Writable({ write: (chunk, _, done) => ((line += chunk), done()) });
  forTemporal(createLogger(stream)).warn('Activity failed', meta);
  return JSON.parse(line) as Record<string, unknown>;
}

test.each([
  ['order-A-1', 'A-1'],
  ['refund-A%2F1/p-1/2', 'A%2F1'],
])('names the order that %s is about', (workflowId, reference) => {
  expect(lineOf({ workflowId })).toMatchObject({ workflowId, reference });
});

test('calls the trace as all lines do', () => {
  expect(lineOf({ trace_id: 'a1' })).toMatchObject({ traceId: 'a1' });
});

function requestError(): Error {
  const config = { headers: { Authorization: secret }, data: secret };
  return Object.assign(new Error('failed', { cause: new Error(secret) }), { config, toJSON: () => config });
}

test('writes the fields that are allowed', () => {
  expect(lineOf(allowed)).toMatchObject({ msg: 'Activity failed', ...allowed });
});

test.each([
  ['a field of its own', { apiKey: secret }],
  ['headers', { headers: { Authorization: secret } }],
  ['a list', { args: [secret, { customer: secret }] }],
  ['an allowed field that holds more than a word', { reason: { config: secret }, upstream: [secret] }],
  ['a symbol', { [Symbol('key')]: secret }],
  ['the fields and the cause of an error', { error: requestError() }],
  ['an error under any other name', { err: requestError(), e: requestError() }],
  ['what was thrown without being an error', { error: { message: secret } }],
  ['the details and the cause of a failure', { error: failure() }],
  ['errors in an error', { error: new AggregateError([new Error(secret)], 'all failed') }],
])('never writes %s', (_, meta) => {
  const line = lineOf({ ...allowed, ...meta });
  expect(line).toMatchObject(allowed);
  expect(JSON.stringify(line)).not.toContain(secret);
});

describe('an error', () => {
  test('of the closed set is told by its type and its words', () => {
    expect(lineOf({ error: failure() })['error']).toEqual({ type: 'Refused', message: 'sold out' });
  });

  test('that is a bug is told with where it is', () => {
    const stack: unknown = expect.stringContaining('logging.test.ts');
    expect(lineOf({ error: new RangeError('off by one') })['error']).toEqual({
      type: 'RangeError',
      message: 'off by one',
      stack,
    });
  });
});

test.each(['trace', 'debug', 'info', 'warn', 'error'] as const)('writes at the level %s', (level) => {
  let line = '';
  const stream = new Writable({ write: (chunk, _, done) => ((line += chunk), done()) });
  forTemporal(pino({ level: 'trace', formatters: { level: (label) => ({ label }) } }, stream))[level](
    'hello',
  );
  expect(JSON.parse(line)).toMatchObject({ label: level, msg: 'hello' });
});

function failure(): ApplicationFailure {
  const cause = new Error(secret);
  return ApplicationFailure.create({ type: 'Refused', message: 'sold out', details: [secret], cause });
}
