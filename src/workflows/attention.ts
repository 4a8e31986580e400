/** What waits for a human is a flag on a saga that is still running: a code to search for, and words beside it. */
import { upsertSearchAttributes } from '@temporalio/workflow';
import { gravest, isStuck, type Attention } from '../domain/attention.js';
import { failure } from '../domain/failure.js';
import { searchAttribute } from './contract.js';
import { tellOfAttention } from './metrics.js';
import { change, type Saga } from './saga.js';
import type { Trouble } from './trouble.js';

/** Raises a flag; the last trouble says more. An order is stuck for one reason at a time: the last one. */
export function raise(saga: Saga, code: Attention): void {
  if (!saga.flags.includes(code)) tellOfAttention(saga, code);
  const others = saga.flags.filter((flag) => flag !== code && !(isStuck(flag) && isStuck(code)));
  fly(saga, [...others, code]);
}

/** Takes the flag of an order that was stuck down again: the trouble is over. */
export function relieve(saga: Saga): void {
  const others = saga.flags.filter((flag) => !isStuck(flag));
  fly(saga, others);
}

/** Takes all flags down: somebody has seen to it. */
export function lower(saga: Saga): void {
  fly(saga, []);
}

export function attentionFor({ type }: Trouble): Attention {
  if (type === failure.wrongKey) return 'wrong_key';
  return type === failure.refused ? 'upstream_refuses' : 'upstream_unreachable';
}

function fly(saga: Saga, flags: readonly Attention[]): void {
  const before = gravest(saga.flags);
  change(saga, { flags });
  const now = gravest(flags);
  if (now !== before) upsertSearchAttributes([{ key: searchAttribute.needsAttention, value: now ?? null }]);
}
