import { isGrpcDeadlineError, type Connection, type WorkflowClientInterceptor } from '@temporalio/client';

// Longer than a busy machine needs to answer.
const ANSWERED_WITHIN_MS = 4_000;
const TRIES = 3;

/**
 * Asks again what the time-skipping server leaves without an answer: a query that comes while the last task of a
 * workflow runs. The real server answers it.
 */
export const askAgain = (connection: () => Connection): WorkflowClientInterceptor => ({
  async query(input, next) {
    for (let attempt = 1; ; attempt++)
      try {
        return await connection().withDeadline(Date.now() + ANSWERED_WITHIN_MS, () => next(input));
      } catch (error) {
        if (attempt === TRIES || !isGrpcDeadlineError(error)) throw error;
      }
  },
});
