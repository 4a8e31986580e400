import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { isDuration, toMs } from '../../src/domain/duration.js';

const unitMs = { second: 1_000, minute: 60_000, hour: 3_600_000 };

test('reads a whole number of seconds, minutes or hours, one or many', () => {
  const units = fc.constantFrom('second', 'minute', 'hour');
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 999_999 }), units, fc.boolean(), (count, unit, many) => {
      const text = `${count} ${unit}${many ? 's' : ''}`;
      expect([isDuration(text), toMs(text)]).toEqual([true, count * unitMs[unit]]);
    }),
  );
});

const notDurations = ['', '15', 'minutes', '15m', '15 min', '15minutes', '15  minutes', ' 15 minutes'];
const nearDurations = ['15 Minutes', '15 days', '1.5 hours', '-1 minute', '1e2 seconds', '15 minutes\n'];
test.each([...notDurations, ...nearDurations, '1234567 seconds', '0 minutes', '000 hours'])(
  'refuses %j',
  (text) => {
    expect(isDuration(text)).toBe(false);
  },
);
