import * as z from 'zod';
import { check, type Checked } from '../domain/problem.js';
import { loadDotEnv, readFile, withoutEmpty } from '../dot-env.js';
import { DEFAULT_TASK_QUEUE } from '../workflows/contract.js';

const TOKENS_WANTED =
  'expected one token or more, separated by commas, here or one a line in the file that GATEWAY_TOKENS_FILE names';
// As RFC 6750 has them; what is shorter can be guessed.
const token = /^[A-Za-z0-9._~+/-]{20,200}=*$/;

const environmentSchema = z.object({
  GATEWAY_TOKENS: z
    .string(TOKENS_WANTED)
    .transform((text) => text.split(/[\s,]+/).filter((part) => part !== ''))
    .pipe(
      z
        .array(z.string().regex(token, 'expected tokens of 20 to 200 of A-Z a-z 0-9 . _ ~ + / - each'))
        .min(1, TOKENS_WANTED),
    ),
  GATEWAY_TOKENS_FILE: z
    .string()
    .refine((path) => readFile(path) !== undefined, 'expected a file that can be read')
    .optional(),
  GATEWAY_HOST: z.string().default('127.0.0.1'),
  GATEWAY_PORT: numberFrom(0, 65_535, 'expected a port, 0 to 65535').default(8088),
  GATEWAY_REQUESTS_PER_MINUTE: numberFrom(1, 1_000_000, 'expected a number, 1 to 1000000').default(600),
  ORDERS_TASK_QUEUE: z.string().default(DEFAULT_TASK_QUEUE),
});

export interface GatewayConfig {
  readonly host: string;
  readonly port: number;
  readonly tokens: readonly string[];
  readonly requestsPerMinute: number;
  readonly taskQueue: string;
}

/** Reads the environment, and the file `.env` for what it leaves open, or names every variable that is wrong. */
export function readGatewayConfig(): Checked<GatewayConfig> {
  loadDotEnv();
  const given = withoutEmpty(process.env);
  const file = given['GATEWAY_TOKENS_FILE'];
  const fileTokens = file === undefined ? undefined : readFile(file);
  if (fileTokens !== undefined) given['GATEWAY_TOKENS'] ??= fileTokens;

  const checked = check(environmentSchema, given);
  if ('problems' in checked) return { problems: checked.problems.map(byVariable) };
  const { value } = checked;
  return {
    value: {
      host: value.GATEWAY_HOST,
      port: value.GATEWAY_PORT,
      tokens: value.GATEWAY_TOKENS,
      requestsPerMinute: value.GATEWAY_REQUESTS_PER_MINUTE,
      taskQueue: value.ORDERS_TASK_QUEUE,
    },
  };
}

/** Whoever sets the environment knows variables, not their parts. */
function byVariable({ field, expected }: { field: string; expected: string }) {
  return { field: field.split('.')[0] ?? field, expected };
}

function numberFrom(least: number, most: number, expected: string) {
  return z
    .string()
    .regex(/^\d{1,7}$/, expected)
    .transform(Number)
    .refine((number) => number >= least && number <= most, expected);
}
