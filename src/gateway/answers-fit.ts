import type * as z from 'zod';
import type { OpenRefund, OrderOutcome, OrderStatus, PaymentDue } from '../client.js';
import type * as schemas from './answer-schemas.js';
import type { ProblemDetails } from './problem.js';

type Same<A, B> =
  (<T>(of: T) => T extends A ? 1 : 2) extends <T>(of: T) => T extends B ? 1 : 2 ? true : false;

/** Fails to compile when an answer of the client and its schema are not of one type. */
export type AnswersFit = [
  Expect<Same<z.output<typeof schemas.paymentDue>, Plain<PaymentDue>>>,
  Expect<Same<z.output<typeof schemas.orderOutcome>, Plain<OrderOutcome>>>,
  Expect<Same<z.output<typeof schemas.orderStatus>, Plain<OrderStatus>>>,
  Expect<Same<z.output<typeof schemas.openRefund>, Plain<OpenRefund>>>,
  Expect<Same<z.output<typeof schemas.problem>, Plain<ProblemDetails>>>,
];
type Expect<T extends true> = T;
/** The same type, written out and without `readonly`, which no document knows. */
type Plain<T> = T extends Date | string | number
  ? T
  : T extends readonly (infer One)[]
    ? readonly Plain<One>[]
    : { -readonly [Field in keyof T]: Plain<T[Field]> };
