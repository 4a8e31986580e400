/** One way to break each law of the saga on purpose, and the test that must notice. */
export interface Mutation {
  /** The law that is broken, in a few words. */
  readonly law: string;
  /** What is broken, in words. */
  readonly breaks: string;
  /** Where, and how: `from` stands in the file exactly once. */
  readonly file: string;
  readonly from: string;
  readonly to: string;
  readonly caughtBy: { readonly file: string; readonly test: string };
}

const workflows = (name: string) => `test/workflows/${name}.test.ts`;

export const mutations: readonly Mutation[] = [
  {
    law: '1 single writer',
    breaks: 'a payment does not wait for the cancel that is in flight',
    file: 'src/workflows/settlement.ts',
    from: 'await attempt(saga, cancelOrder(order.id));',
    to: 'await Promise.race([attempt(saga, cancelOrder(order.id)), condition(changed).then(() => ({ seen: order }))]);',
    caughtBy: {
      file: workflows('release'),
      test: 'owes a refund when the payment arrives while the cancel is in flight',
    },
  },
  {
    law: '1 single writer',
    breaks: 'a create whose answer was lost is sent again by itself',
    file: 'src/workflows/activities.ts',
    from: "scheduleToStartTimeout: '1 minute',\n  retry: { maximumAttempts: 1 },",
    to: "scheduleToStartTimeout: '1 minute',\n  retry: { maximumAttempts: 2 },",
    caughtBy: {
      file: workflows('lost-create'),
      test: 'adopts the order that a create made whose answer was lost',
    },
  },
  {
    law: '2 handlers record facts',
    breaks: 'the handler of a payment waits before it takes note',
    file: 'src/workflows/messages.ts',
    from: '(payment) => void recordPayment(saga, payment)',
    to: 'async (payment) => void recordPayment(saga, await new Promise((done) => setTimeout(done, 1, payment)))',
    caughtBy: {
      file: workflows('races-in-one-task'),
      test: 'completes when payment and deadline share a task',
    },
  },
  {
    law: '2 handlers record facts',
    breaks: 'the handlers are in place only after the first await',
    file: 'src/workflows/order-saga.ts',
    from: '    listen(saga);',
    to: '    await new Promise((done) => setTimeout(done, 1));\n    listen(saga);',
    caughtBy: { file: workflows('outcomes'), test: 'completes an order that is paid in time' },
  },
  {
    law: '3 GET is the truth',
    breaks: 'a 400 to a PATCH is believed',
    file: 'src/activities/reach.ts',
    from: 'if (error.status !== 400 && error.status !== 404) throw error;',
    to: 'if (error.status !== 404) throw error;',
    caughtBy: {
      file: 'test/activities/reach.test.ts',
      test: 'looks again when it was refused, and finds the change made',
    },
  },
  {
    law: '3 GET is the truth',
    breaks: 'what was tried within the workflow task is asked again without a look',
    file: 'src/workflows/before-payment.ts',
    from: "step(stepsWithin(leftMs), order, 'again')",
    to: 'step(stepsWithin(leftMs), order)',
    caughtBy: {
      file: workflows('lost-answers'),
      test: 'goes on when in_progress took effect and its answer was lost',
    },
  },
  {
    law: '4 never cancel a paid order',
    breaks: 'no second look at the facts before the cancel',
    file: 'src/workflows/settlement.ts',
    from: '    if (changed()) return;\n    const { seen',
    to: '    const { seen',
    caughtBy: {
      file: workflows('release'),
      test: 'completes without a cancel when the payment arrives during the look after the deadline',
    },
  },
  {
    law: '4 never cancel a paid order',
    breaks: 'the timer beats a payment that came with it',
    file: 'src/domain/decision.ts',
    from: "if (covered && due && order.status === 'in_progress')",
    to: "if (covered && due && !isLate(situation) && order.status === 'in_progress')",
    caughtBy: { file: 'test/domain/decision.test.ts', test: '' },
  },
  {
    law: '5 never drop money',
    breaks: 'nobody owes the money back that an order does not take',
    file: 'src/workflows/close.ts',
    from: 'for (const payment of owed()) await startRefund(saga, payment, whyOwed(saga, ending));',
    to: 'for (const { paymentId } of owed()) change(saga, { refunds: [...saga.refunds, paymentId] });',
    caughtBy: {
      file: workflows('refunds'),
      test: 'is owed for a part that was paid when the rest does not come',
    },
  },
  {
    law: '5 never drop money',
    breaks: 'the platform is told of a sale whose payment may still get lost with its task',
    file: 'src/workflows/settlement.ts',
    from: '(saga.unwrittenMoney ? quick.completeOrder(order.id) : atOnce(saga, done))',
    to: 'atOnce(saga, done)',
    caughtBy: {
      file: workflows('at-once'),
      test: 'has a payment that came as an update written down before the platform is told of it',
    },
  },
  {
    law: '6 shielded after money',
    breaks: "Temporal's cancellation reaches what runs",
    file: 'src/workflows/order-saga.ts',
    from: 'return CancellationScope.nonCancellable(async () => {',
    to: 'return CancellationScope.cancellable(async () => {',
    caughtBy: {
      file: workflows('messages'),
      test: "by Temporal's own cancellation does not stop an order that is paid",
    },
  },
  {
    law: '6 shielded after money',
    breaks: 'an order that is stuck tells nobody',
    file: 'src/workflows/persist.ts',
    from: '  raise(saga, attentionFor(trouble));\n',
    to: '',
    caughtBy: {
      file: workflows('attention'),
      test: 'is asked for when a paid order is refused for five minutes, and no more once it is done',
    },
  },
  {
    law: '6 shielded after money',
    breaks: 'a paid order is asked to be done three times, and then given up to a human',
    file: 'src/workflows/activities.ts',
    from: "retry: { ...gone, maximumInterval: '60 seconds' },",
    to: "retry: { ...gone, maximumInterval: '60 seconds', maximumAttempts: 3 },",
    caughtBy: {
      file: workflows('attention'),
      test: 'is asked for when a paid order is refused for five minutes, and no more once it is done',
    },
  },
  {
    law: '7 the undo is known before the do',
    breaks: 'nobody looks for the order of a lost create',
    file: 'src/workflows/hold-tickets.ts',
    from: 'const found = await findLost(saga, trouble);',
    to: 'const found = undefined as Order | undefined;',
    caughtBy: {
      file: workflows('lost-create'),
      test: 'adopts the order that a create made whose answer was lost',
    },
  },
  {
    law: "8 the deadline is the server's",
    breaks: 'the hold is measured by our clock',
    file: 'src/activities/order-view.ts',
    from: 'holdMs: reservedTill - answeredAt,',
    to: 'holdMs: reservedTill - Date.now(),',
    caughtBy: {
      file: workflows('deadline'),
      test: 'follows the clock of the platform, however wrong it is',
    },
  },
  {
    law: '9 the key is in no history',
    breaks: 'an error of axios gets out as a cause',
    file: 'src/ticketscloud/http.ts',
    from: "throw new NoUsableAnswer(request, late ? 'deadline' : whyNoAnswer(error));",
    to: "throw Object.assign(new NoUsableAnswer(request, late ? 'deadline' : whyNoAnswer(error)), { cause: error });",
    caughtBy: { file: 'test/ticketscloud/misfortunes.test.ts', test: 'tells no secret when' },
  },
  {
    law: '10 no hold longer than it must be',
    breaks: 'an order with too few tickets is kept until it lapses',
    file: 'src/workflows/news.ts',
    from: 'if (objection) leave(saga, objection);',
    to: 'if (objection) change(saga, { ended: true, facts: { ...saga.facts, resolved: objection } });',
    caughtBy: {
      file: workflows('outcomes'),
      test: 'ends rejected, and releases, when the total is above what was expected',
    },
  },
];
