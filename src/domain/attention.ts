/** Why an order waits for a human, the gravest first. Stored in histories and searched for: renaming one is breaking. */
export const attentions = [
  'order_vanished',
  'wrong_key',
  'upstream_refuses',
  'upstream_unreachable',
  'payment_conflict',
  'payment_malformed',
  'refund_overdue',
  'refund_due',
] as const;

export type Attention = (typeof attentions)[number];

/** The one of several flags to show where there is room for one: no message hides that the order itself is stuck. */
export function gravest(flags: readonly Attention[]): Attention | undefined {
  return attentions.find((code) => flags.includes(code));
}

/** Whether the order itself is stuck, so that somebody may say how it ended; the others are about a message only. */
export function isStuck(code: Attention | undefined): boolean {
  return code === 'upstream_unreachable' || code === 'upstream_refuses' || code === 'wrong_key';
}
