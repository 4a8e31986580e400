import * as z from 'zod';
import { check, type Checked } from '../../domain/problem.js';
import { loadDotEnv, withoutEmpty } from '../../dot-env.js';
import { visitSandbox } from './sandbox.js';
import type { ShopOptions } from './shop.js';

const SANDBOX_WANTED = 'expected the address of a sandbox, such as http://127.0.0.1:8099 (npm run sandbox)';
const WEB_UI_WANTED = 'expected the web address of the Web UI, such as http://localhost:8233';
const SECONDS_WANTED = 'expected a number of seconds, 1 to 1800';

const address = (expected: string) => z.url({ protocol: /^https?$/, error: expected });

const environmentSchema = z.object({
  NODE_ENV: z
    .string()
    .refine((mode) => mode !== 'production', 'expected no shop in production: start it without --shop')
    .optional(),
  TICKETSCLOUD_URL: z.string('expected the address that the worker has, which must be that of the sandbox'),
  SHOP_SANDBOX_URL: address(SANDBOX_WANTED),
  // Enough to pay in, and not too long to watch it run out.
  SHOP_PAYMENT_SECONDS: z
    .string()
    .regex(/^\d{1,4}$/, SECONDS_WANTED)
    .transform(Number)
    .refine((seconds) => seconds >= 1 && seconds <= 1_800, SECONDS_WANTED)
    .default(90),
  SHOP_STAGE_URL: address('expected the address of who kills the worker').optional(),
  TEMPORAL_UI_URL: address(WEB_UI_WANTED).optional(),
});

/** Reads what the shop needs, and makes sure that it is a sandbox which it sells from. */
export async function readShopConfig(): Promise<Checked<ShopOptions>> {
  loadDotEnv();
  const given = withoutEmpty(process.env);
  const checked = check(environmentSchema, given);
  if ('problems' in checked) return checked;
  const { SHOP_SANDBOX_URL: sandboxUrl, SHOP_STAGE_URL: stageUrl, TEMPORAL_UI_URL: uiUrl } = checked.value;
  const objection = await objectionTo(sandboxUrl, checked.value.TICKETSCLOUD_URL);
  if (objection !== undefined) return { problems: [{ field: 'SHOP_SANDBOX_URL', expected: objection }] };
  return {
    value: {
      sandboxUrl,
      windowSeconds: checked.value.SHOP_PAYMENT_SECONDS,
      ...(uiUrl !== undefined && { uiUrl }),
      ...(stageUrl !== undefined && { stageUrl }),
    },
  };
}

/** The shop gives tickets away and makes trouble: never where they are real. */
async function objectionTo(sandboxUrl: string, platformUrl: string): Promise<string | undefined> {
  if (!URL.canParse(platformUrl) || new URL(platformUrl).origin !== new URL(sandboxUrl).origin)
    return 'expected the same address as TICKETSCLOUD_URL: the shop sells only what its worker sells in a sandbox';
  try {
    await visitSandbox(sandboxUrl).event();
    return undefined;
  } catch {
    return `expected a sandbox at ${sandboxUrl}, but none answers: start one (npm run sandbox), and never name a real platform`;
  }
}
