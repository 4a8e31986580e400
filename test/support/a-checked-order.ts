import { checkRequest, type CheckedRequest } from '../../src/domain/order-request.js';
import { tellProblems } from '../../src/domain/problem.js';
import { anOrder } from './an-order.js';

/** The request of `anOrder`, as the workflow hands it on: checked, with its defaults filled in. */
export function aCheckedOrder(fields: Parameters<typeof anOrder>[0] = {}): CheckedRequest {
  const checked = checkRequest(anOrder(fields));
  if ('problems' in checked) throw new TypeError(tellProblems(checked.problems));
  return checked.value;
}
