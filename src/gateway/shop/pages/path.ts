import type { OrderStatus, Phase } from '../../../client.js';
import { html, type Html } from '../html.js';
import type { OrderSight } from '../sight.js';
import type { Texts } from '../texts.js';

type Step = keyof Texts['steps'];

const forward = ['creating', 'reserved', 'awaiting_payment', 'completing', 'completed'] as const;
const back = ['releasing', 'released'] as const;

/** Draws the saga's path, and lights what the order has passed and where it is. */
export function pathOf(t: Texts, sight?: OrderSight): Html {
  const journey = journeyOf(sight);
  const draw = (way: readonly Step[]) =>
    way.map((step, index) => drawStep(t, step, stateOf(step, way.slice(index + 1), journey)));
  return html`<div class="path" role="group" aria-label="${t.path}">
    <ol class="forward">
      ${draw(forward)}
    </ol>
    <ol class="backward">
      ${draw(back)}
    </ol>
  </div>`;
}

type State = 'now' | 'end' | 'done' | 'skipped' | 'ahead';

/** What an order has passed, where it is, and whether it stays there. */
interface Journey {
  readonly passed: ReadonlySet<Step>;
  readonly at: Step | undefined;
  readonly over: boolean;
}

function journeyOf(sight: OrderSight | undefined): Journey {
  const passed = sight ? stepsOf(sight) : new Set<Step>();
  const phase = sight?.status && phaseOf(sight.status);
  return { passed, at: phase && stepOf(phase, passed), over: phase === 'closed' };
}

function stateOf(step: Step, later: readonly Step[], { passed, at, over }: Journey): State {
  if (step === at) return over ? 'end' : 'now';
  if (passed.has(step)) return 'done';
  return later.some((next) => passed.has(next)) ? 'skipped' : 'ahead';
}

function drawStep(t: Texts, step: Step, state: State): Html {
  const words = { now: t.stepNow, end: t.stepDone, done: t.stepDone, skipped: undefined, ahead: undefined };
  const here = state === 'now' || state === 'end';
  return html`<li class="step ${step} ${state}" ${here ? html`aria-current="step"` : undefined}>
    ${t.steps[step]}${words[state] && html`<span class="unseen">, ${words[state]}</span>`}
  </li>`;
}

function stepOf(phase: Phase, passed: ReadonlySet<Step>): Step | undefined {
  if (phase !== 'closed') return phase;
  return [...forward, ...back].findLast((step) => passed.has(step));
}

/** An order that has its outcome is where that leaves it, also while its payments are still being answered. */
function phaseOf({ phase, outcome }: OrderStatus): Phase {
  return outcome ? 'closed' : phase;
}

/** What an order has passed: its status tells where it is, the calls that were sent for it tell how it came there. */
function stepsOf({ status, calls }: OrderSight): Set<Step> {
  const passed = new Set<Step>(['creating']);
  if (!status) return passed;
  const { order, payBefore, outcome } = status;
  const phase = phaseOf(status);
  const sent = (what: string) => calls.some((call) => call.what === what);
  if (order) passed.add('reserved');
  if (payBefore !== undefined) passed.add('awaiting_payment');
  if (outcome?.outcome === 'completed') {
    // On its own page the platform completes the order by itself.
    if (sent('PATCH done')) passed.add('completing');
    passed.add('completed');
  } else if (phase === 'releasing' || sent('PATCH canceled')) passed.add('releasing');
  if (outcome && outcome.outcome !== 'completed') passed.add('released');
  if (phase !== 'closed') passed.add(phase);
  return passed;
}
