import { activityInfo } from '@temporalio/activity';
import type { MetricMeter } from '@temporalio/common';
import { NoUsableAnswer, SaidNo } from '../ticketscloud/errors.js';
import type { AroundCall } from './around-calls.js';
import { ofUpstream, record } from './metrics.js';

/** Measures the calls that activities make, by deed, request and result. */
export const measureCalls =
  (meter: MetricMeter): AroundCall =>
  async ({ method, path }, call, send) => {
    const startedAt = performance.now();
    const told = (result: Result) => {
      const labels = { deed: activityInfo().activityType, request: `${method} ${path}`, result };
      record(meter, ofUpstream.call, (performance.now() - startedAt) / 1_000, labels);
      if (result === 'wrong_key') record(meter, ofUpstream.wrongKey, 1, {});
    };
    try {
      const answer = await send(call);
      told('ok');
      return answer;
    } catch (error) {
      told(resultOf(error));
      throw error;
    }
  };

/** What can come of a call. Dashboards and alerts name them, so renaming one is a breaking change. */
export const callResults = [
  'ok',
  'refused',
  'wrong_key',
  'not_found',
  'busy',
  'cut_short',
  'not_processed',
  'unknown',
] as const;

type Result = (typeof callResults)[number];

function resultOf(error: unknown): Result {
  if (error instanceof SaidNo) return resultOfStatus[error.status] ?? 'refused';
  if (!(error instanceof NoUsableAnswer)) return 'unknown';
  // A first try is too short to tell a platform that is slow from one that fails; an activity asks again, with more time.
  if (error.why === 'deadline' && activityInfo().isLocal) return 'cut_short';
  return error.processed === 'no' ? 'not_processed' : 'unknown';
}

const resultOfStatus: Partial<Record<number, Result>> = {
  401: 'wrong_key',
  403: 'wrong_key',
  404: 'not_found',
  409: 'busy',
};
