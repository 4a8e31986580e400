/** Why an order waits for a human. Stored in histories and searched for: renaming one is a breaking change. */
export type Attention =
  | 'upstream_unreachable'
  | 'upstream_refuses'
  | 'wrong_key'
  | 'payment_conflict'
  | 'payment_malformed'
  | 'order_vanished'
  | 'refund_due'
  | 'refund_overdue';

/** Whether the order itself is stuck, so that somebody may say how it ended; the others are about a message only. */
export function isStuck(code: Attention | undefined): boolean {
  return code === 'upstream_unreachable' || code === 'upstream_refuses' || code === 'wrong_key';
}
