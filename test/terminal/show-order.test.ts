import { expect, test } from 'vitest';
import { showDue, showStatus } from '../../src/terminal/show-order.js';
import { aStatus, ended, now, payBefore } from './a-status.js';

test('shows an order that waits for its payment', () => {
  expect(showStatus(aStatus(), 'http://localhost:8233/x', now)).toBe(
    [
      'A-1: awaiting payment',
      '✓ tickets held  order 497291903 (56a73b4f37056457c1f1e0a3), 2 tickets, 200.00',
      '✓ payment due   before 2026-01-26 09:55:00Z, 30:00 left',
      '… paid',
      '– completed',
      '  Web UI        http://localhost:8233/x',
    ].join('\n'),
  );
});

test('says of an order that waits for a human what went wrong, and what to do', () => {
  const shown = showStatus(aStatus({ attention: 'wrong_key', trouble: 'GET answered 401' }), undefined, now);

  expect(shown).toMatch(/\n! attention +wrong_key: give the workers the right key .*\n {2}last trouble +GET/);
});

test('says of every payment of an order that has ended where its money is', () => {
  const payments = [
    { paymentId: 'p-1', amount: '200.00', became: 'applied' as const },
    { paymentId: 'p-2', amount: '1.00', became: 'refund_due' as const },
  ];
  const shown = showStatus(aStatus(ended({ payments })), undefined, now);

  expect(shown).toMatch(/✓ outcome +completed: paid, decided by payment\n/);
  expect(shown).toMatch(/ {2}payment +200.00 of p-1: applied\n {2}payment +1.00 of p-2: owed back, .*$/);
});

test('lets no words of the platform steer the terminal', () => {
  const shown = showStatus(aStatus({ trouble: '\u001b[2Jgone\nand\u009bmore' }), undefined, now);

  expect(shown).toMatch(/last trouble +\[2Jgone and more$/);
});

test('tells a customer where to pay, when that is on another page', () => {
  const due = { reference: 'A-1', orderId: 'x', number: 1, total: '200.00', tickets: ['a', 'b'], payBefore };
  const redirectUrl = 'https://pay.example/1';

  expect(showDue({ ...due, redirectUrl }, undefined, now)).toContain(`on the page  ${redirectUrl}\n`);
  expect(showDue(due, undefined, now)).not.toContain('page');
});
