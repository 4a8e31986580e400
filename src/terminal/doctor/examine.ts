import { loadDotEnv } from '../../dot-env.js';
import type { Check } from './check.js';
import { checkEncryption } from './encryption.js';
import { checkNode } from './node.js';
import { checkTemporal } from './temporal.js';
import { checkUpstream } from './upstream.js';

/** Looks at everything that orders need, whatever else is wrong. */
export async function examine(): Promise<Check[]> {
  loadDotEnv();
  const [temporal, upstream] = await Promise.all([checkTemporal(), checkUpstream()]);
  return [checkNode(), ...temporal, checkEncryption(), ...upstream];
}
