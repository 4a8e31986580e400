import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, inject, test, vi } from 'vitest';
import { freePort } from '../../../tools/temporal/ports.js';
import { deliver, deliverEvent, signed, webhookSecret } from '../../support/deliver.js';
import { token } from '../../support/gateway.js';
import { run, runBuilt, type Program } from '../../support/program.js';
import { useStack } from '../../support/stack.js';
import { troublesOf } from '../../support/troubles.js';
import { shownIn } from '../console.js';

// Every command that docs/runbook.md has in a block ```console is run by a shell, heading by heading, about an order in
// the trouble that the heading is about.

const stack = useStack();
const troubles = troublesOf(stack);
const root = join(import.meta.dirname, '../../..');
let worker: Program;
let env: { GATEWAY: string } & NodeJS.ProcessEnv;
let losingItsCreate: Awaited<ReturnType<typeof troubles.losingItsCreate>>;

beforeAll(async () => {
  const [port, ofGateway, ofWorker] = [await freePort(), await freePort(), await freePort()];
  const { address, sandbox } = stack();
  env = {
    TEMPORAL_ADDRESS: address,
    TICKETSCLOUD_URL: sandbox.url,
    TICKETSCLOUD_API_KEY: sandbox.key,
    TICKETSCLOUD_ALLOW_HTTP: '1',
    CLI: inject('devServerPath'),
    ORDER: join(inject('distPath'), 'terminal/main.js'),
    GATEWAY: `http://127.0.0.1:${port}`,
    GATEWAY_METRICS: `http://127.0.0.1:${ofGateway}/metrics`,
    WORKER_METRICS: `http://127.0.0.1:${ofWorker}/metrics`,
  };
  const gateway = runBuilt('gateway/main', {
    TEMPORAL_ADDRESS: address,
    GATEWAY_TOKENS: token,
    GATEWAY_WEBHOOK_SECRETS: webhookSecret,
    GATEWAY_PORT: String(port),
    GATEWAY_METRICS_ADDRESS: `127.0.0.1:${ofGateway}`,
  });
  const settings = {
    TEMPORAL_DEPLOYMENT_NAME: 'orders',
    TEMPORAL_WORKER_BUILD_ID: 'v1',
    METRICS_ADDRESS: `127.0.0.1:${ofWorker}`,
  };
  worker = await stack().startWorker((env) => runBuilt('worker', { ...env, ...settings }));
  await gateway.prints('"msg":"gateway ready"');
  const [makeCurrent] = commandsUnder('Wrong deploy').filter((command) => command.includes('set-current'));
  // A version that has just come up is not known at once.
  await vi.waitFor(async () => expect((await shell(makeCurrent!)).status).toBe(0), {
    timeout: 30_000,
    interval: 500,
  });
  losingItsCreate = await troubles.losingItsCreate();
  return () => void gateway.kill('SIGKILL');
});

const sections = readFileSync('docs/runbook.md', 'utf8').split(/^##? /m).slice(1);
const headingOf = (section: string) => section.split('\n', 1)[0]!.replaceAll('`', '');
// A block in a list is indented by two.
const commandsOf = (section: string) =>
  shownIn(section.replaceAll(/^ {2}/gm, '')).map(({ command }) => command);
const commandsUnder = (heading: string) =>
  sections.filter((section) => headingOf(section) === heading).flatMap(commandsOf);

// The dev server's CLI; and what `npm run order --` runs, built, since the page has it forty times.
const commands = `
  temporal() { "$CLI" "$@"; }
  npm() { if [ "$2" = order ]; then shift 3; node "$ORDER" "$@"; else command npm "$@"; fi; }
`;

/** Runs a command as the page has it, about this order in place of the page's. */
async function shell(command: string, reference = 'A-1') {
  const ours = command.replaceAll(/\bA-1\b/g, reference);
  const program = run('sh', ['-c', commands + ours], { env, cwd: root });
  const { status, stdout, stderr } = await program.ended;
  return { status, printed: stdout + stderr };
}

/** The heading, how an order gets into its trouble, and what the commands then show. */
const cases: [heading: string, trouble: () => Promise<unknown>, ...shown: string[]][] = [
  ['Runbook', troubles.reportedTwice, 'API key', 'payment_conflict', 'nothing is owed'],
  ['Safe, and not', troubles.due, 'called_off'],
  ['upstream_unreachable', () => troubles.stuck('Unknown'), 'upstream_unreachable', 'completeOrder'],
  ['upstream_refuses', () => troubles.stuck('Refused'), 'upstream_refuses', '✓ resolved'],
  ['wrong_key', () => troubles.stuck('WrongKey'), 'wrong_key', 'orders_upstream_wrong_key_total'],
  ['order_vanished', troubles.vanished, 'order_vanished', 'the order ended without tickets'],
  ['payment_conflict', troubles.reportedTwice, 'payment_conflict', '✓ resolved'],
  ['payment_malformed', troubles.reportedMalformed, 'payment_malformed', 'paymentConfirmed', '✓ resolved'],
  ['refund_due', troubles.paidTooLate, 'paid after the order had ended', '100.00 settled by Anna'],
  ['refund_overdue', troubles.paidTooLate, 'paid after the order had ended', '100.00 settled by Anna'],
  ['Late money', troubles.paidTooLate, '100.00', 'why="after_the_end"', 'orders_hold_left_seconds_bucket'],
  [
    'Possible orphans',
    () => losingItsCreate.due.then(() => losingItsCreate.reference),
    'orders_possible_orphans_total',
    '"possibleOrphans":1',
  ],
  ['Slow orders', troubles.due, 'orders_upstream_call_seconds_sum', 'schedule_to_start_latency_seconds_sum'],
  ['Many rejected', troubles.tooDear, 'price_changed', 'outcome="rejected"'],
  ['Terminated', troubles.terminated, 'none: terminated or failed', '40.00 of 100.00'],
  ['Wrong deploy', troubles.due, 'WorkflowTaskCompleted', 'CurrentVersionBuildID', 'Total: '],
  ['Webhooks not genuine', forged, 'result="not_genuine"} 1'],
  ['Webhooks not understood', notUnderstood, 'result="unreadable"} 1', 'the order is done'],
  ['A key or secret is lost or leaked', troubles.due, 'encryption', 'API key'],
  ['Full database', troubles.due, 'SERVING'],
  ['No workers', withoutWorkers, 'worker', 'CurrentVersionBuildID'],
  ['Backlog', troubles.unattended, 'ApproximateBacklogCount', 'Total: '],
  ['Temporal down', () => stack().killServer(), 'not_ready', '✗ Temporal'],
];

async function forged(): Promise<void> {
  const body = '{}';
  await deliver(
    env.GATEWAY,
    body,
    signed(body, { secrets: [`whsec_${btoa('of somebody else, who forges')}`] }),
  );
}

async function notUnderstood(): Promise<string> {
  await deliverEvent(env.GATEWAY, 'payment.confirmed', {});
  return troubles.due();
}

async function withoutWorkers(): Promise<void> {
  worker.kill('SIGTERM');
  await worker.ended;
}

test.each(cases)('what stands under "%s" can be done', async (heading, trouble, ...shown) => {
  const reference = await trouble();
  const commands = commandsUnder(heading);
  const done = [];
  for (const command of commands)
    done.push({ command, ...(await shell(command, reference as string | undefined)) });
  // The doctor ends with 1 when it has found what it was asked for.
  const failed = done.filter(
    ({ command, status }) => status !== 0 && !(status === 1 && command.endsWith(' doctor')),
  );
  expect(failed).toEqual([]);
  const printed = done.map(({ printed }) => printed).join('\n');
  expect(shown.filter((words) => !printed.includes(words)).map((words) => ({ words, printed }))).toEqual([]);
  expect(commands).not.toEqual([]);
});

test('everything that the page runs is run here', () => {
  const headings = sections.filter((section) => commandsOf(section).length > 0).map(headingOf);
  expect(cases.map(([heading]) => heading).sort()).toEqual(headings.sort());
});
