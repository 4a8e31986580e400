import { expect, test } from 'vitest';
import * as client from '../../src/client/errors.js';
import { statusOfCode } from '../../src/terminal/exit-status.js';

test('has a status for everything that the client throws', () => {
  const classes = Object.values(client).filter((thrown) => thrown !== client.OrdersError);
  const codes = classes.map(
    (Thrown) => new (Thrown as new (...given: unknown[]) => client.OrdersError)([]).code,
  );

  expect(codes.length).toBeGreaterThan(5);
  expect(codes.filter((code) => statusOfCode[code] === undefined)).toEqual([]);
});
