import { z } from 'zod';
import { parseOrRefuse } from './parse-or-refuse.js';
import { refuse } from './refusal.js';
import type { TicketWish } from './stock.js';

const webAddress = z.url({ protocol: /^https?$/ }).nullable();
const changes = {
  tickets: z.array(z.string()).optional(),
  random: z.record(z.string(), z.int().positive()).optional(),
  customer: z
    .strictObject({
      email: z.string(),
      first_name: z.string(),
      last_name: z.string(),
      mobile: z.string(),
      lang: z.string(),
    })
    .partial()
    .optional(),
  payment: z
    .strictObject({
      system: z.string(),
      success_url: webAddress,
      failure_url: webAddress,
      send_tickets: z.boolean(),
    })
    .partial()
    .optional(),
  promocodes: z.array(z.string()).optional(),
};
const createBody = z.strictObject({ event: z.string(), all_or_nothing: z.boolean().optional(), ...changes });
const patchBody = z.strictObject({
  status: z.enum(['executed', 'in_progress', 'done', 'canceled', 'expired']).optional(),
  ...changes,
});

export type CreateBody = z.infer<typeof createBody>;
export type PatchBody = z.infer<typeof patchBody>;
export type Customer = NonNullable<PatchBody['customer']>;

/** Reads the body of a POST. The platform says nothing about fields it does not know; here they are refused, to find misspellings. */
export function readCreateBody(body: unknown): CreateBody {
  return parseOrRefuse(createBody, body);
}

/** Reads the body of a PATCH, as strictly. */
export function readPatchBody(body: unknown): PatchBody {
  return parseOrRefuse(patchBody, body);
}

/** What the body says about tickets; `undefined` when it says nothing. */
export function wishOf({ tickets, random }: PatchBody | CreateBody): TicketWish | undefined {
  if (tickets && random) refuse(400, 'Only one of tickets or random can be set');
  return tickets ? { tickets } : random && { random };
}
