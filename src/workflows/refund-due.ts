/**
 * Money that the shop owes back, open until somebody settles it: the list of open `refundDue` workflows is the list of
 * what is owed. It reminds every day, which also keeps a timer in it.
 */
import {
  allHandlersFinished,
  CancellationScope,
  condition,
  log,
  setCurrentDetails,
  setHandler,
  upsertSearchAttributes,
} from '@temporalio/workflow';
import { settleRefundSchema } from '../domain/messages.js';
import { check } from '../domain/problem.js';
import type { RefundDue, SettledRefund } from '../domain/refund.js';
import { searchAttribute, settleRefundUpdate } from './contract.js';
import { detailsOfRefund } from './details.js';
import { countRefund, countReminder } from './metrics.js';
import { wellFormed } from './well-formed.js';

/** No cancellation takes a debt off the list: only who settles it does, and says so. */
export function refundDue(owed: RefundDue): Promise<SettledRefund> {
  return CancellationScope.nonCancellable(() => untilSettled(owed));
}

async function untilSettled(owed: RefundDue): Promise<SettledRefund> {
  countRefund(owed.why);
  let settled: SettledRefund | undefined;
  setHandler(settleRefundUpdate, (message) => (settled ??= { ...owed, ...message }), {
    description: 'The money is back, or need not go back: {by, note}.',
    validator: (message) => void wellFormed(check(settleRefundSchema(), message)),
  });

  let days = 0;
  const show = () => setCurrentDetails(detailsOfRefund(settled ?? owed, days));
  show();
  while (!(await condition(() => settled !== undefined, '1 day', { summary: 'reminder' }))) {
    days++;
    show();
    if (days === 1)
      upsertSearchAttributes([{ key: searchAttribute.needsAttention, value: 'refund_overdue' }]);
    countReminder();
    log.warn(`a refund of ${owed.amount} for payment ${owed.paymentId} has been due for ${days} days`);
  }
  show();
  await condition(allHandlersFinished);
  upsertSearchAttributes([{ key: searchAttribute.needsAttention, value: null }]);
  return settled!;
}
