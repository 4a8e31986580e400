import * as z from 'zod';

const id = z.string().regex(/^[0-9a-f]{24}$/i);

// ISO 8601 with zone and microseconds, read as epoch milliseconds.
const instant = z.iso.datetime({ offset: true }).transform((text) => Date.parse(text));

// The platform says null for "none".
const textOrNone = z.nullish(z.string()).transform((text) => text ?? undefined);

/** Reads an order as the API shows it: strict about the fields named here, tolerant of all others. */
export const orderSchema = z
  .object({
    id,
    number: z.int(),
    event: id,
    status: z.enum(['executed', 'in_progress', 'done', 'canceled', 'expired']),
    created_at: instant,
    reserved_till: instant,
    tickets: z.array(id),
    values: z.object({ full: z.string().regex(/^\d{1,12}\.\d{2}$/) }),
    payment: z.object({ system: textOrNone, success_url: textOrNone, redirect_url: textOrNone }).nullish(),
  })
  .transform(({ created_at, reserved_till, values, payment, ...same }) => ({
    ...same,
    createdAt: created_at,
    reservedTill: reserved_till,
    total: values.full,
    /** Written as a name, read back as an id, or as nothing for a while: never to be compared with what was sent. */
    paymentSystem: payment?.system,
    successUrl: payment?.success_url,
    /** Where the customer pays, when that is on another page. */
    redirectUrl: payment?.redirect_url,
  }));

/** Of an order that cannot be read, what tells whose it is. */
const unreadableSchema = z
  .object({ id: z.string(), payment: z.object({ success_url: textOrNone }).nullish().catch(null) })
  .transform(({ id, payment }) => ({ id, successUrl: payment?.success_url, unreadable: true as const }));

/** Reads a page of orders: one that cannot be read, of another channel perhaps, keeps nobody from reading the others. */
export const pageSchema = z.array(z.union([orderSchema, unreadableSchema]));

/** An order as the API shows it; instants are epoch milliseconds, `total` is a decimal string. */
export type UpstreamOrder = z.output<typeof orderSchema>;
export type UnreadableOrder = z.output<typeof unreadableSchema>;
