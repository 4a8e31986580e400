/** What waits for a human is a flag on a saga that is still running: a code to search for, and words beside it. */
import { upsertSearchAttributes } from '@temporalio/workflow';
import { isStuck, type Attention } from '../domain/attention.js';
import { failure } from '../domain/failure.js';
import { searchAttribute } from './contract.js';
import { show, type Saga } from './saga.js';
import type { Trouble } from './trouble.js';

/** Raises the flag; the last trouble says more. */
export function raise(saga: Saga, code: Attention): void {
  // What a message is about must not hide that the order itself is stuck: only then can somebody resolve it.
  if (saga.attention === code || (isStuck(saga.attention) && !isStuck(code) && code !== 'order_vanished'))
    return;
  saga.attention = code;
  show(saga);
  upsertSearchAttributes([{ key: searchAttribute.needsAttention, value: code }]);
}

/** Takes the flag of an order that was stuck down again: the trouble is over. */
export function relieve(saga: Saga): void {
  if (isStuck(saga.attention)) lower(saga);
}

/** Takes the flag down, whatever it says. */
export function lower(saga: Saga): void {
  delete saga.attention;
  show(saga);
  upsertSearchAttributes([{ key: searchAttribute.needsAttention, value: null }]);
}

export function attentionFor({ type }: Trouble): Attention {
  if (type === failure.wrongKey) return 'wrong_key';
  return type === failure.refused ? 'upstream_refuses' : 'upstream_unreachable';
}
