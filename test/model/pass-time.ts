import type { TestWorkflowEnvironment } from '@temporalio/testing';
import { act, type Scene } from './deeds.js';
import type { Story } from './story.js';

const minute = 60_000;

/** Skips time until the payment is due, or will never be. */
export async function untilPayable(env: TestWorkflowEnvironment, { orders, reference, isOver }: Scene) {
  for (let ms = 500; !(await isOver()); ms = Math.min(ms * 2, 10_000)) {
    const { phase, payBefore } = await orders.status(reference);
    if (payBefore !== undefined || (phase !== 'creating' && phase !== 'reserved')) return;
    await env.sleep(ms);
  }
}

/** Does what happens so many minutes after the payment was due. */
export async function liveMinutes(env: TestWorkflowEnvironment, scene: Scene, { happenings }: Story) {
  const timed = happenings.flatMap(({ when, deed }) =>
    typeof when === 'object' && 'minute' in when ? [{ minutes: when.minute, deed }] : [],
  );
  const startedAt = await env.currentTimeMs();
  for (const { minutes, deed } of timed.toSorted((one, other) => one.minutes - other.minutes)) {
    await sleepUntil(env, scene, startedAt + minutes * minute);
    await act(scene, deed);
  }
}

/** Skips time, unless nobody is left to live it. An instant of the server's clock, in epoch milliseconds. */
export async function sleepUntil(env: TestWorkflowEnvironment, { isOver }: Scene, instant: number) {
  const ms = instant - (await env.currentTimeMs());
  if (ms > 0 && !(await isOver())) await env.sleep(ms);
}
