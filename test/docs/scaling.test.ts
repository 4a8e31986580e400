import { readFileSync } from 'node:fs';
import { parseEnv } from 'node:util';
import { expect, test, vi } from 'vitest';
import { parse } from 'yaml';
import { countActions } from '../../bench/measures/actions.js';
import { readGatewayConfig } from '../../src/gateway/config.js';
import { workerEnvironment, workerSettings } from '../../src/worker-settings.js';
import { dynamicConfig, environment, scratchPragmas } from '../../tools/temporal/dev-server-settings.js';

// docs/scaling.md calculates with what is measured, and names what is set.

const page = 'docs/scaling.md';
const production = 'deploy/temporal/dynamic-config.yaml';

/** The cells of the table under the heading that begins so, without bold and code. */
function rowsUnder(heading: string, document = page): string[][] {
  const [, section = ''] = readFileSync(document, 'utf8').split(`\n## ${heading}`);
  const [, , ...rows] = section.split('\n## ', 1)[0]!.match(/^\|.*$/gm) ?? [];
  if (rows.length === 0) throw new Error(`${document}: expected a table under the heading ${heading}`);
  return rows
    .map((row) => row.replaceAll(/[*`]/g, '').split('|').slice(1, -1))
    .map((row) => row.map((cell) => cell.trim()));
}

const toNumber = (cell: string) => Number(cell.replaceAll(',', ''));
const figures = new Map(rowsUnder('Figures').map(([name, value]) => [name!, toNumber(value!)]));

/** Calculates from left to right what is written as `rate × worker ÷ 1000`. */
function calculate(arithmetic: string, rate: number): number {
  const known = (term: string) => (term === 'rate' ? rate : (figures.get(term) ?? toNumber(term)));
  const [first = '', ...others] = arithmetic.split(/ (?=[×÷])/);
  return others.reduce(
    (product, [sign, , ...term]) => product * known(term.join('')) ** (sign === '÷' ? -1 : 1),
    known(first),
  );
}

test.each(rowsUnder('A plan'))('calculates %s', (_, arithmetic = '', ...results) => {
  const exact = [10, 100, 1_000].map((rate) => calculate(arithmetic, rate));
  expect(results.map(toNumber)).toEqual(exact.map((result) => Number(result.toPrecision(2))));
});

test.each(['worker', 'server'])('plans with no less processor time of the %s than was measured', (part) => {
  const [ours] = rowsUnder('Processor time of an order', 'docs/benchmark.md');
  const measured = Number.parseFloat(ours![part === 'worker' ? 1 : 2]!);
  expect(figures.get(part)).toBeGreaterThanOrEqual(measured);
});

test.each(['paid', 'expired'])('counts the actions of an order that is %s', (end) => {
  const heading = end[0]!.toUpperCase() + end.slice(1);
  let task = '';
  const events = rowsUnder(heading, 'docs/decisions/0009-what-each-event-is-for.md').map(([event, kind]) => {
    if (kind === 'task') task = event!;
    const attributes = {
      workflowTaskCompletedEventId: task,
      searchAttributes: { indexedFields: { one: {} } },
    };
    return {
      [kind === 'call' ? 'activityTaskStartedEventAttributes' : `${kind}EventAttributes`]: attributes,
    };
  });
  const [row] = rowsUnder('Temporal Cloud').filter(([what]) => what!.startsWith(`an order that is ${end}`));
  expect(Number(row![1])).toBe(countActions(events as unknown as Parameters<typeof countActions>[0]));
});

test('says of each setting what is set, if anything', () => {
  const inProduction = parse(readFileSync(production, 'utf8')) as Record<
    string,
    [{ value: number | boolean }]
  >;
  const known: Record<string, string | number | boolean> = {
    ...workerSettings,
    ...workerEnvironment,
    ...dynamicConfig,
    ...environment,
    ...scratchPragmas,
  };
  for (const [key, [{ value }]] of Object.entries(inProduction)) known[key] = value;
  for (const [key, , ours] of rowsUnder('What to set'))
    expect([key, ours]).toEqual([key, String(known[key!] ?? '–')]);
});

test('lets one caller ask a gateway, unless told otherwise, for as much as its core carries', () => {
  for (const [name, value] of Object.entries(parseEnv(readFileSync('.env.example', 'utf8'))))
    vi.stubEnv(name, value);
  const row = rowsUnder('What to set').find(([key]) => key === 'GATEWAY_REQUESTS_PER_MINUTE');
  const [, said = '', , why = ''] = row!;
  const [, arithmetic = '', carries = ''] = /(60000 .*) = ([\d,]+)/.exec(why) ?? [];

  expect(readGatewayConfig()).toMatchObject({ value: { requestsPerMinute: toNumber(said) } });
  expect(calculate(arithmetic, 0)).toBe(toNumber(carries));
  expect(toNumber(said)).toBeGreaterThanOrEqual(toNumber(carries));
});
