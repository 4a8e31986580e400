import type { OrderStatus, RefundDue } from '../client.js';

/** What an operator at a terminal does about each flag; docs/errors.md says more. */
export const whatToDo: Readonly<Record<NonNullable<OrderStatus['attention']>, string>> = {
  upstream_unreachable: 'look at the platform; nothing is lost, it goes on trying',
  upstream_refuses: 'talk to the platform; if it cannot be mended, say how the order ended: order resolve',
  wrong_key: 'give the workers the right key and restart them; order doctor tries the one that is set here',
  payment_conflict: 'find out which amount is true; order resolve takes the flag down',
  payment_malformed: 'mend the sender, report the payment again; order resolve takes the flag down',
  order_vanished: 'look for the order on the platform',
  refund_due: 'pay it back, then order settle',
  refund_overdue: 'pay it back now, then order settle',
};

/** Why money is owed, and what is to be found out before it is paid back. */
export const whyOwed: Readonly<Record<RefundDue['why'], string>> = {
  order_ended: 'the order ended without tickets',
  excess: 'more was paid than the order costs',
  claim: 'said to be paid on the page of the platform: find out who holds the money',
  after_the_end: 'paid after the order had ended',
  unknown_order: 'no order can say where it is: look at the platform and the shop first',
  conflict: 'contradicts what the order ended with: find out what was taken before you pay',
};
