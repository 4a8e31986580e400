import type { Phase } from '../../../workflows/contract.js';
import { html, type Html } from '../html.js';
import type { OrderSight } from '../sight.js';
import type { Texts } from '../texts.js';

type Step = keyof Texts['steps'];

const forward = ['creating', 'reserved', 'awaiting_payment', 'completing', 'completed'] as const;
const back = ['releasing', 'released'] as const;

/** Draws the saga's path, and lights what the order has passed and where it is. */
export function pathOf(t: Texts, sight?: OrderSight): Html {
  const passed = sight ? stepsOf(sight) : new Set<Step>();
  const now = sight?.status && stepOf(sight.status.phase, passed);
  const over = sight?.status?.phase === 'closed';
  const stateOf = (name: Step, later: readonly Step[]) => {
    if (name === now) return over ? 'end' : 'now';
    if (passed.has(name)) return 'done';
    return later.some((step) => passed.has(step)) ? 'skipped' : 'ahead';
  };
  const words = { now: t.stepNow, end: t.stepDone, done: t.stepDone, skipped: undefined, ahead: undefined };
  const draw = (name: Step, index: number, way: readonly Step[]) => {
    const state = stateOf(name, way.slice(index + 1));
    const word = words[state];
    return html`<li class="step ${name} ${state}" ${name === now ? html`aria-current="step"` : undefined}>
      ${t.steps[name]}${word === undefined ? undefined : html`<span class="unseen">, ${word}</span>`}
    </li>`;
  };
  return html`<div class="path" role="group" aria-label="${t.path}">
    <ol class="forward">
      ${forward.map(draw)}
    </ol>
    <ol class="backward">
      ${back.map(draw)}
    </ol>
  </div>`;
}

function stepOf(phase: Phase, passed: ReadonlySet<Step>): Step | undefined {
  if (phase !== 'closed') return phase;
  return [...forward, ...back].findLast((step) => passed.has(step));
}

/** What an order has passed: its status tells where it is, the calls that were sent for it tell how it came there. */
function stepsOf({ status, calls }: OrderSight): Set<Step> {
  const passed = new Set<Step>(['creating']);
  if (!status) return passed;
  const { phase, order, payBefore, outcome } = status;
  const sent = (what: string) => calls.some((call) => call.what === what);
  if (order) passed.add('reserved');
  if (payBefore !== undefined) passed.add('awaiting_payment');
  if (sent('PATCH done')) passed.add('completing');
  if (outcome?.outcome === 'completed') passed.add('completed');
  else if (phase === 'releasing' || sent('PATCH canceled')) passed.add('releasing');
  if (outcome && outcome.outcome !== 'completed') passed.add('released');
  if (phase !== 'closed') passed.add(phase);
  return passed;
}
