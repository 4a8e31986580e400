import { tellProblems, type Problem } from '../domain/problem.js';

/** What the client throws. Each says what to do next; `code` is for programs. */
export abstract class OrdersError extends Error {
  abstract readonly code: string;
  override get name(): string {
    return this.constructor.name;
  }
}

/** What was asked for is not an order request, a payment, …: nothing was sent. Mend the fields and ask again. */
export class InvalidInput extends OrdersError {
  readonly code = 'invalid_input';
  constructor(readonly problems: readonly Problem[]) {
    super(tellProblems(problems));
  }
}

/** The reference belongs to another order request: nothing was started. Take a new reference for a new order. */
export class ReferenceTaken extends OrdersError {
  readonly code = 'reference_taken';
  constructor(
    readonly reference: string,
    /** The fields in which the two requests differ. */
    readonly differing: readonly string[] = [],
  ) {
    const where = differing.length > 0 ? `, which differs in ${differing.join(', ')}` : '';
    super(
      `reference ${reference} belongs to an order with another request${where}: use a new one for a new order`,
    );
  }
}

/** There is no order with this reference, or its history is not retained any more. */
export class OrderNotFound extends OrdersError {
  readonly code = 'order_not_found';
  constructor(readonly reference: string) {
    super(`there is no order with reference ${reference}: check the reference and the namespace`);
  }
}

/** The order is paid: it cannot be called off any more. Returning tickets is another process. */
export class AlreadyPaid extends OrdersError {
  readonly code = 'already_paid';
  constructor(readonly reference: string) {
    super(`order ${reference} is paid and cannot be called off any more: return the tickets instead`);
  }
}

/** The order does not wait for help, or has ended, so nobody has to say how it ended: see its status. */
export class NeedsNoHelp extends OrdersError {
  readonly code = 'needs_no_help';
  constructor(readonly reference: string) {
    super(`order ${reference} is not waiting for help: see its status`);
  }
}

/** Nothing is owed for this payment: check the reference and the payment. */
export class PaymentNotOwed extends OrdersError {
  readonly code = 'payment_not_owed';
  constructor(
    readonly reference: string,
    readonly paymentId: string,
  ) {
    super(`nothing is owed for payment ${paymentId} of order ${reference}: see the list of refunds due`);
  }
}

/** The workflow of the order was terminated or has failed: what was recorded inside it is lost. Look at its history. */
export class NoOutcome extends OrdersError {
  readonly code = 'no_outcome';
  constructor(
    readonly reference: string,
    cause: unknown,
  ) {
    super(
      `order ${reference} ended without an outcome: look at workflow order-${reference} and at the platform`,
      {
        cause,
      },
    );
  }
}

/** Temporal is there, but not made ready for orders. Nothing was started. */
export class NotSetUp extends OrdersError {
  readonly code = 'not_set_up';
  constructor(words: string) {
    super(`Temporal is not ready for orders, ${words}: run npm run setup against it`);
  }
}

/** What Temporal keeps is encrypted, and cannot be decrypted here: see that every program has the same keys. */
export class Unreadable extends OrdersError {
  readonly code = 'unreadable';
  constructor(words: string) {
    super(`a payload cannot be read, it is ${words}: check ORDERS_CODEC_KEYS`);
  }
}

/** Temporal could not be reached, or did not answer in time. What was asked for may have happened: ask again. */
export class Unavailable extends OrdersError {
  readonly code = 'unavailable';
  constructor(words: string) {
    super(`Temporal did not answer (${words}): repeat the same call, it is safe`);
  }
}
