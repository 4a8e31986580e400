import type { WorkerDeploymentVersion } from '@temporalio/common';
import * as z from 'zod';
import { check, type Checked } from './domain/problem.js';
import { loadDotEnv, readFile, readSecretFiles, withoutEmpty } from './dot-env.js';
import { readBaseUrl } from './ticketscloud/base-url.js';
import { metricsAddressSchema } from './telemetry/metrics-address.js';
import { readWorkerVersion } from './worker-version.js';
import { DEFAULT_TASK_QUEUE } from './workflows/contract.js';

const KEY_WANTED =
  'expected the API key, 32 hexadecimal characters, here or in the file that TICKETSCLOUD_API_KEY_FILE names';

const environmentSchema = (allowHttp: boolean) =>
  z.object({
    TICKETSCLOUD_URL: z
      .string('expected the address of the API, such as https://api.ticketscloud.org')
      .superRefine((url, context) => {
        const message = objectionTo(() => readBaseUrl(url, allowHttp));
        if (message) context.addIssue(inOurWords(message));
      }),
    TICKETSCLOUD_ALLOW_HTTP: z.enum(['0', '1'], 'expected 1 (a sandbox without TLS) or 0').default('0'),
    TICKETSCLOUD_API_KEY: z.string(KEY_WANTED).regex(/^[0-9a-f]{32}$/i, KEY_WANTED),
    TICKETSCLOUD_API_KEY_FILE: z
      .string()
      .refine((path) => readFile(path) !== undefined, 'expected a file that can be read')
      .optional(),
    ORDERS_TASK_QUEUE: z.string().default(DEFAULT_TASK_QUEUE),
    METRICS_ADDRESS: metricsAddressSchema.optional(),
  });

export interface Config {
  readonly taskQueue: string;
  /** Where metrics are served; without it they are not. */
  readonly metricsAddress?: string;
  readonly ticketscloud: { readonly url: string; readonly apiKey: string; readonly allowHttp: boolean };
  /** Which version the worker is; absent when versions are not told apart. */
  readonly version?: WorkerDeploymentVersion;
}

/** Reads the environment, and the file `.env` for what it leaves open, or names every variable that is wrong. */
export function readConfig(): Checked<Config> {
  loadDotEnv();
  const { variables, problems } = readSecretFiles(withoutEmpty(process.env), ['TICKETSCLOUD_API_KEY']);
  const allowHttp = variables['TICKETSCLOUD_ALLOW_HTTP'] === '1';
  const version = readWorkerVersion(variables);
  if ('problems' in version) problems.push(...version.problems);
  const checked = check(environmentSchema(allowHttp), variables);
  if ('problems' in checked) return { problems: [...checked.problems, ...problems] };
  if (problems.length > 0 || 'problems' in version) return { problems };
  const { TICKETSCLOUD_URL: url, TICKETSCLOUD_API_KEY: apiKey, ORDERS_TASK_QUEUE: taskQueue } = checked.value;
  const { METRICS_ADDRESS: metricsAddress } = checked.value;
  return {
    value: {
      taskQueue,
      ticketscloud: { url, apiKey, allowHttp },
      ...(metricsAddress !== undefined && { metricsAddress }),
      ...(version.value && { version: version.value }),
    },
  };
}

/** The client of the API names its options, whoever sets the environment knows variables. */
function inOurWords(message: string): string {
  return message
    .replace(/^url must/, 'must')
    .replace('allowHttp', 'TICKETSCLOUD_ALLOW_HTTP=1')
    .replace('apiKey', 'TICKETSCLOUD_API_KEY');
}

function objectionTo(read: () => unknown): string | undefined {
  try {
    read();
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
