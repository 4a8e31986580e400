import { historyFromJSON } from '@temporalio/common/lib/proto-utils.js';
import { DeterminismViolationError } from '@temporalio/workflow';
import { expect, it } from 'vitest';
import { newsOfTasks } from '../support/news-of-tasks.js';
import { outcomeIn, readRecorded, replay, swapDeed } from './recorded.js';

// Races that were forced once and recorded: see tools/histories/races.ts. That the saga decides now as it did then is
// in replay.test.ts; here it is what they show, and that another decision would be noticed.

const pay = 'update pay-payment-of-100.00-100.00';
const cancel = 'update cancel-customer';

it.each([
  ['payment-and-deadline-together', ['workflowExecutionSignaled', 'timerFired']],
  ['deadline-and-payment-together', ['timerFired', 'workflowExecutionSignaled']],
  ['payment-and-cancellation-together', ['workflowExecutionSignaled', 'workflowExecutionCancelRequested']],
  ['cancellation-and-payment-together', ['workflowExecutionCancelRequested', 'workflowExecutionSignaled']],
  ['payment-and-cancel-together', [pay, cancel]],
  ['cancel-and-payment-together', [cancel, pay]],
  ['last-answer-and-payment-together', ['activityTaskCompleted', 'update pay-payment-of-50.00-50.00']],
])('%s: one task brought both, in this order', (name, together) => {
  expect(newsOfTasks(historyFromJSON(readRecorded(name)))).toContainEqual(together);
});

it.each([
  ['payment-and-deadline-together', 'completeOrder', 'readOrder'],
  ['deadline-and-payment-together', 'completeOrder', 'readOrder'],
  ['payment-and-cancellation-together', 'completeOrder', 'readOrder'],
  ['cancellation-and-payment-together', 'completeOrder', 'readOrder'],
  ['payment-and-cancel-together', 'completeOrder', 'readOrder'],
  ['cancel-and-payment-together', 'completeOrder', 'readOrder'],
  ['payment-during-the-look', 'completeOrder', 'cancelOrder'],
  ['payment-before-the-cancel', 'completeOrder', 'cancelOrder'],
])('%s: the replay notices a saga that did not %s but %s', async (name, decided, otherwise) => {
  const history = readRecorded(name);
  const swapped = { events: history.events.map((event) => swapDeed(event, decided, otherwise)) };

  await expect(replay(swapped)).rejects.toThrow(DeterminismViolationError);
});

it('last-answer-and-payment-together: the replay notices a saga that returned without an answer', async () => {
  const { events } = readRecorded('last-answer-and-payment-together');
  const refund = events.findIndex((event) => 'startChildWorkflowExecutionInitiatedEventAttributes' in event);
  const returned = { ...events.at(-1), eventId: events[refund]!['eventId'] };

  const history = { events: [...events.slice(0, refund), returned] };

  await expect(replay(history)).rejects.toThrow(DeterminismViolationError);
});

it.each([
  ['completed', 'payment-and-deadline-together'],
  ['completed', 'deadline-and-payment-together'],
  ['completed', 'payment-and-cancellation-together'],
  ['completed', 'cancellation-and-payment-together'],
  ['completed', 'payment-and-cancel-together'],
  ['completed', 'cancel-and-payment-together'],
  ['completed', 'last-answer-and-payment-together'],
  ['completed', 'payment-during-the-look'],
  ['completed', 'payment-before-the-cancel'],
  ['completed', 'done-and-paid-during-the-cancel'],
  ['completed', 'done-during-the-cancel'],
  ['expired', 'cancel-answer-lost'],
  ['refund_required', 'expired-before-done'],
  ['refund_required', 'lapsed-while-nobody-decides'],
  ['refund_required', 'refund-required'],
])('ends %s in %s', (outcome, name) => {
  expect(outcomeIn(readRecorded(name))).toMatchObject({ outcome });
});
