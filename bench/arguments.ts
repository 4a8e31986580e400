import { parseArgs } from 'node:util';
import { fullPlan, quickPlan, type Plan } from './plan.js';

export const partNames = ['history', 'throughput', 'latency', 'memory', 'drain', 'kills'] as const;
export type PartName = (typeof partNames)[number];

export interface Asked {
  readonly help: boolean;
  readonly parts: readonly PartName[];
  readonly plan: Plan;
  /** Everything, in full: what the page is made of. */
  readonly whole: boolean;
  readonly jsonFile: string | undefined;
}

/** Reads the command line; what it does not understand is an error that says so. */
export function readArguments(): Asked {
  const flag = { type: 'boolean', default: false } as const;
  const text = { type: 'string' } as const;
  const { values } = parseArgs({
    options: { only: text, rounds: text, json: text, quick: flag, help: flag },
  });
  const only = values.only?.split(',');
  const unknown = only?.find((name) => !(partNames as readonly string[]).includes(name));
  if (unknown !== undefined) throw new Error(`--only has no "${unknown}", but ${partNames.join(', ')}`);
  const plan = values.quick ? quickPlan : fullPlan;
  const rounds = Number(values.rounds ?? plan.rounds);
  if (!Number.isInteger(rounds) || rounds < 1)
    throw new Error(`--rounds is "${values.rounds}"; expected is a whole number, 1 or more`);
  return {
    help: values.help,
    parts: partNames.filter((name) => only?.includes(name) ?? true),
    plan: { ...plan, rounds },
    whole: only === undefined && !values.quick,
    jsonFile: values.json,
  };
}
