import * as z from 'zod';
import { check, type Checked } from '../domain/problem.js';
import { loadDotEnv, readSecretFiles, withoutEmpty } from '../dot-env.js';
import { byVariable, listOf, numberFrom, port, readableFile, token } from '../settings.js';
import { metricsAddressSchema } from '../telemetry/metrics-address.js';
import { DEFAULT_TASK_QUEUE } from '../workflows/contract.js';
import type { WebhookSecrets } from './webhook.js';

const TOKENS_WANTED =
  'expected one token or more, separated by commas, here or one a line in the file that GATEWAY_TOKENS_FILE names';
const SECRETS_WANTED =
  'expected one secret or more, separated by commas, here or one a line in the file that GATEWAY_WEBHOOK_SECRETS_FILE names';
const EXAMPLE_PAY_WANTED = 'expected secrets of 20 to 200 characters each, separated by commas';

// Those of .env.example, for trying things out.
const published = ['change-me-to-something-random', 'whsec_dGhlIHNlY3JldCBvZiB0aGUgdGVzdHMgb2YgdG9kYXk='];
const OURS_WANTED =
  'expected, as NODE_ENV is production, another than that of .env.example, which everybody can read';

const environmentSchema = z.object({
  GATEWAY_TOKENS: listOf(token.refine(isOurs, OURS_WANTED), TOKENS_WANTED),
  GATEWAY_TOKENS_FILE: readableFile,
  GATEWAY_WEBHOOK_SECRETS: listOf(
    z
      .string()
      .refine(isWebhookSecret, 'expected whsec_ and the base64 of 24 to 64 random bytes each')
      .refine(isOurs, OURS_WANTED),
    SECRETS_WANTED,
  ),
  GATEWAY_WEBHOOK_SECRETS_FILE: readableFile,
  GATEWAY_EXAMPLE_PAY_SECRETS: listOf(
    z.string().regex(/^.{20,200}$/, EXAMPLE_PAY_WANTED),
    EXAMPLE_PAY_WANTED,
  ).optional(),
  GATEWAY_HOST: z.string().default('127.0.0.1'),
  GATEWAY_PORT: port.default(8088),
  // About what the core of a gateway carries (docs/scaling.md): it stops a caller that runs wild, and no sale.
  GATEWAY_REQUESTS_PER_MINUTE: numberFrom(1, 1_000_000, 'expected a number, 1 to 1000000').default(6_000),
  GATEWAY_TRUST_PROXY: numberFrom(
    0,
    10,
    'expected how many proxies stand before the gateway, 0 to 10',
  ).default(0),
  ORDERS_TASK_QUEUE: z.string().default(DEFAULT_TASK_QUEUE),
  GATEWAY_METRICS_ADDRESS: metricsAddressSchema.optional(),
});

export interface GatewayConfig {
  readonly host: string;
  readonly port: number;
  readonly tokens: readonly string[];
  readonly secrets: WebhookSecrets;
  readonly requestsPerMinute: number;
  /** How many proxies stand before the gateway, each of which adds the address that it saw. */
  readonly trustProxy: number;
  readonly taskQueue: string;
  /** Where metrics are served; without it they are not. */
  readonly metricsAddress?: string;
}

/** Reads the environment, and the file `.env` for what it leaves open, or names every variable that is wrong. */
export function readGatewayConfig(): Checked<GatewayConfig> {
  loadDotEnv();
  const secrets = ['GATEWAY_TOKENS', 'GATEWAY_WEBHOOK_SECRETS'];
  const { variables, problems } = readSecretFiles(withoutEmpty(process.env), secrets);
  const checked = check(environmentSchema, variables);
  if ('problems' in checked) return { problems: [...checked.problems.map(byVariable), ...problems] };
  if (problems.length > 0) return { problems };
  const { value } = checked;
  return {
    value: {
      host: value.GATEWAY_HOST,
      port: value.GATEWAY_PORT,
      tokens: value.GATEWAY_TOKENS,
      secrets: {
        standard: value.GATEWAY_WEBHOOK_SECRETS,
        examplePay: value.GATEWAY_EXAMPLE_PAY_SECRETS ?? [],
      },
      requestsPerMinute: value.GATEWAY_REQUESTS_PER_MINUTE,
      trustProxy: value.GATEWAY_TRUST_PROXY,
      taskQueue: value.ORDERS_TASK_QUEUE,
      ...(value.GATEWAY_METRICS_ADDRESS !== undefined && { metricsAddress: value.GATEWAY_METRICS_ADDRESS }),
    },
  };
}

function isOurs(secret: string): boolean {
  return process.env['NODE_ENV'] !== 'production' || !published.includes(secret);
}

/** Tells whether a text is a secret as Standard Webhooks writes them. */
function isWebhookSecret(text: string): boolean {
  const base64 = /^whsec_(.+)$/.exec(text)?.[1] ?? '';
  const bytes = Buffer.from(base64, 'base64');
  return bytes.toString('base64') === base64 && bytes.length >= 24 && bytes.length <= 64;
}
