import { loadDotEnv } from '../../dot-env.js';
import { unknown, type Check } from './check.js';
import { checkEncryption } from './encryption.js';
import { checkNode } from './node.js';
import { checkTemporal } from './temporal.js';

/** Looks at everything that orders need, whatever else is wrong. */
export async function examine(): Promise<Check[]> {
  loadDotEnv();
  const [temporal, upstream] = await Promise.all([checkTemporal(), checkPlatform()]);
  return [checkNode(), ...temporal, checkEncryption(), ...upstream];
}

async function checkPlatform(): Promise<Check[]> {
  try {
    const { checkUpstream } = await import('./upstream.js');
    return await checkUpstream();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ERR_MODULE_NOT_FOUND') throw error;
    // The package for backends comes without what speaks to the platform: only workers do.
    return [unknown('platform', 'only workers speak to it: npm run order -- doctor where one is set up')];
  }
}
