import * as z from 'zod';
import type { KeyRing } from '../codec/key-ring.js';
import { check, type Checked } from '../domain/problem.js';
import { loadDotEnv, readSecretFiles, withoutEmpty } from '../dot-env.js';
import { readEncryption } from '../encryption.js';
import { byVariable, listOf, port, readableFile, token } from '../settings.js';

const TOKENS_WANTED =
  'expected one token or more, separated by commas, here or one a line in the file that CODEC_SERVER_TOKENS_FILE names';
const KEYS_WANTED =
  'expected the keys that the workers have, here or in the file that ORDERS_CODEC_KEYS_FILE names';
const ORIGIN_WANTED =
  'expected origins such as https://temporal.example.com, without a path, separated by commas';

// Where `npm run temporal` opens the Web UI; to a browser, these are two origins.
const usualOrigins = 'http://localhost:8233,http://127.0.0.1:8233';

const environmentSchema = z.object({
  CODEC_SERVER_TOKENS: listOf(token, TOKENS_WANTED),
  CODEC_SERVER_TOKENS_FILE: readableFile,
  CODEC_SERVER_ORIGINS: listOf(z.string().refine(isOrigin, ORIGIN_WANTED), ORIGIN_WANTED).prefault(
    usualOrigins,
  ),
  CODEC_SERVER_HOST: z.string().default('127.0.0.1'),
  CODEC_SERVER_PORT: port.default(8089),
});

export interface CodecServerConfig {
  readonly host: string;
  readonly port: number;
  readonly tokens: readonly string[];
  readonly origins: readonly string[];
  readonly ring: KeyRing;
}

/** Reads the environment, and the file `.env` for what it leaves open, or names every variable that is wrong. */
export function readCodecServerConfig(): Checked<CodecServerConfig> {
  loadDotEnv();
  const { variables, problems } = readSecretFiles(withoutEmpty(process.env), ['CODEC_SERVER_TOKENS']);
  const checked = check(environmentSchema, variables);
  const encryption = readEncryption();
  const wrong = [checked, encryption].flatMap((read) => ('problems' in read ? read.problems : []));
  if ('value' in encryption && encryption.value.ring.size === 0)
    wrong.push({ field: 'ORDERS_CODEC_KEYS', expected: KEYS_WANTED });
  if ('problems' in checked || 'problems' in encryption || wrong.length + problems.length > 0)
    return { problems: [...wrong.map(byVariable), ...problems] };
  const { value } = checked;
  return {
    value: {
      host: value.CODEC_SERVER_HOST,
      port: value.CODEC_SERVER_PORT,
      tokens: value.CODEC_SERVER_TOKENS,
      origins: value.CODEC_SERVER_ORIGINS,
      ring: encryption.value.ring,
    },
  };
}

/** Tells whether a text is what a browser sends as `Origin`, to the letter. */
function isOrigin(text: string): boolean {
  return /^https?:/.test(text) && URL.canParse(text) && new URL(text).origin === text;
}
