/** The payment systems that an order can name, by name or id, and who says that the money is there. */
export const paymentSystems = {
  'api/BASE': { id: '545b544a5d645a463e779d53', settledBy: 'seller' },
  'sandbox/PAGE': { id: '545b544a5d645a463e779d54', settledBy: 'platform' },
} as const;

export type PaymentSystem = keyof typeof paymentSystems;

/** Finds the payment system that a request names, by its name or its id. */
export function findPaymentSystem(nameOrId: string): PaymentSystem | undefined {
  const names = Object.keys(paymentSystems) as PaymentSystem[];
  return names.find((name) => name === nameOrId || paymentSystems[name].id === nameOrId);
}
