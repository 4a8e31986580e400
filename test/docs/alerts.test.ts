import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { attentions } from '../../src/domain/attention.js';

interface Alert {
  readonly alert: string;
  readonly expr: string;
  readonly labels: { readonly severity: string };
  readonly annotations: { readonly summary: string; readonly why: string; readonly runbook: string };
}

const rules = parse(readFileSync('deploy/prometheus/alerts.yaml', 'utf8')) as {
  groups: { rules: Alert[] }[];
};
const alerts = rules.groups.flatMap(({ rules }) => rules);
const tests = readFileSync('deploy/prometheus/alerts.test.yaml', 'utf8');
const runbook = readFileSync('docs/runbook.md', 'utf8');

/** Where an alert leads: one that is about several codes has a heading for each. */
function headingsFor({ expr, annotations }: Alert): string[] {
  const [, codes = ''] = /code=~"([^"]+)"/.exec(expr) ?? [];
  const [, anchor = ''] = annotations.runbook.split('#');
  return anchor.startsWith('{{') ? codes.split('|') : [anchor];
}

test.each(alerts)('$alert says what, why, how soon and what to do, and is tested', ({ alert, ...rule }) => {
  expect(rule.labels.severity).toMatch(/^(page|ticket)$/);
  expect(rule.annotations.summary.length).toBeGreaterThan(10);
  expect(rule.annotations.why.length).toBeGreaterThan(20);
  expect(rule.annotations.runbook).toMatch(/^docs\/runbook\.md#./);
  expect(tests).toContain(alert);
});

test.each(alerts)('$alert leads to the runbook', (alert) => {
  const anchors = Array.from(runbook.matchAll(/^#+ (.*)$/gm), ([, words]) =>
    words!
      .toLowerCase()
      .replace(/[^\w -]/g, '')
      .replaceAll(' ', '-'),
  );
  expect(headingsFor(alert).filter((heading) => !anchors.includes(heading))).toEqual([]);
});

test.each(attentions)('the runbook says what to do about %s', (code) => {
  expect(runbook).toContain(`\n## \`${code}\`\n`);
});
