import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import type { Say } from '../temporal/acquire.js';
import { freePort } from '../temporal/ports.js';
import { withProgress } from '../temporal/progress.js';
import { run } from '../temporal/run.js';
import { spawnOwned, type OwnedProcess } from '../temporal/spawn-owned.js';
import { untilReady } from '../temporal/until-ready.js';
import { createService, type Service } from './service.js';

/** A gateway, and what its callers need. */
export interface Gateway extends Service {
  readonly url: string;
  readonly token: string;
  readonly webhookSecret: string;
}

const root = join(import.meta.dirname, '../..');
// It takes 1 s, several times that on a machine that does other things too.
const readyWithinMs = 60_000;

/** Builds what production runs. */
export async function build(say: Say): Promise<void> {
  await withProgress(say, 'building worker and gateway', () =>
    run('npm', ['run', '--silent', 'build'], { cwd: root }),
  );
}

/** A worker as production runs it; not started yet. */
export function createWorker(name: string, environment: NodeJS.ProcessEnv): Service {
  return createService(name, () => launch('dist/worker.js', environment, '"msg":"worker ready"'));
}

/** A gateway as production runs it, with a token and a secret of its own; not started yet. */
export async function createGateway(
  environment: NodeJS.ProcessEnv,
  preferredPort?: number,
): Promise<Gateway> {
  const port = await freePort(preferredPort);
  const token = randomBytes(32).toString('hex');
  const webhookSecret = `whsec_${randomBytes(32).toString('base64')}`;
  const settings = {
    ...environment,
    GATEWAY_PORT: String(port),
    GATEWAY_TOKENS: token,
    GATEWAY_WEBHOOK_SECRETS: webhookSecret,
  };
  const service = createService('gateway', () =>
    launch('dist/gateway/main.js', settings, '"msg":"gateway ready"'),
  );
  return { ...service, url: `http://127.0.0.1:${port}`, token, webhookSecret };
}

/** Lets a program see these settings and no others: a person's own, and their `.env`, are not meant for the stack. */
export function noOtherSettings(environment: NodeJS.ProcessEnv) {
  return {
    cwd: import.meta.dirname,
    // The person's file of Temporal settings may lead to another server; one that is missing is taken for none.
    env: { PATH: process.env['PATH'], TEMPORAL_CONFIG_FILE: 'missing.toml', ...environment },
  };
}

async function launch(file: string, environment: NodeJS.ProcessEnv, ready: string): Promise<OwnedProcess> {
  let isReady = false;
  const child = spawnOwned(process.execPath, [join(root, file)], {
    ...noOtherSettings({ ...environment, NODE_ENV: 'production' }),
    stdio: ['ignore', 'pipe', 'pipe'],
    onOutput: (text) => (isReady ||= text.includes(ready)),
  });
  await untilReady(() => isReady, { server: child, limitMs: readyWithinMs });
  return child;
}
