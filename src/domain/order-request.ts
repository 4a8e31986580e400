import * as z from 'zod';
import { isDuration } from './duration.js';
import { isAmount } from './money.js';
import { once } from './once.js';
import { check, type Checked } from './problem.js';

// What ties two fields together is said also when others are wrong, so that one look at the message is enough.
const isObject = ({ value }: { value: unknown }) =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const id = z.string().regex(/^[0-9A-Fa-f]{24}$/, 'expected an id: 24 hexadecimal characters');
const words = z.string().min(1, 'expected some text').max(200, 'expected at most 200 characters');
const webAddress = z
  .url({ protocol: /^https?$/, error: 'expected a web address, http(s)://…' })
  .max(2_000, 'expected at most 2000 characters');

/** Orders paid through this system are settled by the shop itself; the others have a payment page of the platform. */
const SELLER_SYSTEM = 'api/BASE';

// A copy: zod writes to the pattern that it uses, and a worker freezes what zod exports.
const email = z.email({ pattern: new RegExp(z.regexes.email), error: 'expected an e-mail address' });
const customer = z.strictObject({
  email: email.max(200).optional(),
  firstName: words.optional(),
  lastName: words.optional(),
  mobile: words.optional(),
  lang: words.optional(),
});

const payment = z
  .strictObject({
    system: words,
    settlement: z.enum(['seller', 'platform'], 'expected "seller" or "platform"').optional(),
    successUrl: webAddress.optional(),
    failureUrl: webAddress.optional(),
  })
  .refine((given) => given.successUrl !== undefined || !hasPaymentPage(given), {
    path: ['successUrl'],
    error: 'expected where the customer returns to after the payment page of the platform',
    when: isObject,
  })
  .transform((given) => ({
    ...given,
    settlement: given.settlement ?? (hasPaymentPage(given) ? ('platform' as const) : ('seller' as const)),
  }));

function hasPaymentPage({ system, settlement }: { system?: unknown; settlement?: unknown }): boolean {
  if (settlement !== undefined) return settlement === 'platform';
  return Boolean(system) && system !== SELLER_SYSTEM;
}

const tickets = z
  .array(id)
  .min(1, 'expected at least one ticket')
  .refine(
    (ids) => new Set(ids.map((one) => one.toLowerCase())).size === ids.length,
    'expected each ticket once',
  );

const random = z
  .record(
    id,
    z
      .number()
      .refine(
        (count) => Number.isInteger(count) && count >= 1 && count <= 1_000,
        'expected a whole number of tickets, 1 to 1000',
      ),
  )
  .refine((sets) => Object.keys(sets).length > 0, 'expected at least one set');

export const orderRequestSchema = once(() =>
  z
    .strictObject({
      reference: z.string().regex(/^[A-Za-z0-9._:-]{1,64}$/, 'expected 1 to 64 of A-Z a-z 0-9 . _ : -'),
      event: id,
      random: random.optional(),
      tickets: tickets.optional(),
      allOrNothing: z.boolean().default(true),
      customer: customer.optional(),
      payment,
      paymentWindow: z
        .string()
        .refine(isDuration, 'expected a duration such as "15 minutes", in seconds, minutes or hours')
        .optional(),
      expectedTotal: z.string().refine(isAmount, 'expected an amount such as "100.00"').optional(),
    })
    .refine((request) => (request.random === undefined) !== (request.tickets === undefined), {
      path: ['random'],
      error: 'expected exactly one of random and tickets',
      when: isObject,
    }),
);

/** What a shop asks for: the one argument of the workflow, as the caller writes it. */
export type OrderRequest = z.input<ReturnType<typeof orderRequestSchema>>;

/** An order request that was checked, with its defaults filled in. */
export type CheckedRequest = z.output<ReturnType<typeof orderRequestSchema>>;

/** Checks a request and fills in its defaults, or names every field that is wrong and what was expected there. */
export function checkRequest(input: unknown): Checked<CheckedRequest> {
  return check(orderRequestSchema(), input);
}

/** Counts the tickets that a request asks for. */
export function ticketsAsked({ random, tickets }: CheckedRequest): number {
  return tickets?.length ?? Object.values(random ?? {}).reduce((sum, count) => sum + count, 0);
}

/** Who collects the money and completes the order: the shop (`seller`), or the platform on its own payment page. */
export type Settlement = CheckedRequest['payment']['settlement'];
