import { ApplicationFailure } from '@temporalio/workflow';
import { failure } from '../domain/failure.js';
import { tellProblems, type Checked } from '../domain/problem.js';

/** Refuses what is not what it should be, for good, and names each field. */
export function wellFormed<T>(checked: Checked<T>): T {
  if ('value' in checked) return checked.value;
  throw ApplicationFailure.nonRetryable(
    tellProblems(checked.problems),
    failure.invalidRequest,
    checked.problems,
  );
}
