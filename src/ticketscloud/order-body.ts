export interface NewOrder {
  event: string;
  /** How many tickets of which set; this or `tickets`, never both. */
  random?: Readonly<Record<string, number>> | undefined;
  tickets?: readonly string[] | undefined;
  /** Holds nothing at all, instead of less, when not all tickets can be held. */
  allOrNothing?: boolean | undefined;
  customer?: Customer | undefined;
  payment?: Payment | undefined;
}

export interface Customer {
  email?: string | undefined;
  firstName?: string | undefined;
  lastName?: string | undefined;
  mobile?: string | undefined;
  lang?: string | undefined;
}

export interface Payment {
  /** A name such as `api/BASE`, or an id. */
  system?: string | undefined;
  successUrl?: string | undefined;
  failureUrl?: string | undefined;
}

/** One change to an order; the states are those that a seller may ask for. */
export type OrderPatch = { payment: Payment } | { status: 'in_progress' | 'done' | 'canceled' };

/** Writes a new order as it goes over the wire; JSON leaves out what is undefined. */
export function newOrderBody({ event, random, tickets, allOrNothing, customer, payment }: NewOrder) {
  return {
    event,
    random,
    tickets,
    all_or_nothing: allOrNothing,
    customer: customer && {
      email: customer.email,
      first_name: customer.firstName,
      last_name: customer.lastName,
      mobile: customer.mobile,
      lang: customer.lang,
    },
    payment: payment && paymentBody(payment),
  };
}

/** Writes a change as it goes over the wire. */
export function patchBody(patch: OrderPatch) {
  return 'payment' in patch ? { payment: paymentBody(patch.payment) } : { status: patch.status };
}

function paymentBody({ system, successUrl, failureUrl }: Payment) {
  return { system, success_url: successUrl, failure_url: failureUrl };
}
