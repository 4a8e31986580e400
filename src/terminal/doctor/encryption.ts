import { tellProblems } from '../../domain/problem.js';
import { readEncryption } from '../../encryption.js';
import { right, wrong, type Check } from './check.js';

/** Whether what goes to Temporal is encrypted, and with which key. Off is right too: it is a choice. */
export function checkEncryption(): Check {
  const encryption = readEncryption();
  if ('problems' in encryption) return wrong('encryption', tellProblems(encryption.problems));
  const [first, ...others] = encryption.value.ring.keys();
  if (first === undefined)
    return right('encryption', 'off: who may read in Temporal reads what is ordered, and by whom');
  return right(
    'encryption',
    [`on, with the key ${first}`, ...others.map((id) => `${id} is still read`)].join(', '),
  );
}
