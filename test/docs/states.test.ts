import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { defaultPayloadConverter } from '@temporalio/common';
import { historyFromJSON, type History } from '@temporalio/common/lib/proto-utils.js';
import { expect, test } from 'vitest';
import { outcomeNames } from '../../src/domain/outcome.js';
import { historiesFolder, readSets } from '../../tools/histories/sets.js';
import { deedsOf } from '../support/deeds-of.js';

type Event = NonNullable<History['events']>[number];

// The diagram of the README is held against the ways that the recorded orders took; test/replay holds those against the
// code: an order that went another way would not replay.

const [, diagram = ''] = /```mermaid\n([\s\S]*?)```/.exec(readFileSync('README.md', 'utf8')) ?? [];
const drawn = Array.from(diagram.matchAll(/^ +(\w+) --> (\w+):/gm), ([, from, to]) => `${from} → ${to}`);

const newest = (await readSets()).at(-1)!;
const folder = join(historiesFolder, newest);
const taken = readdirSync(folder).flatMap((file) => {
  const states = statesOf(readFileSync(`${folder}/${file}`, 'utf8'));
  return states.slice(1).map((state, at) => `${states[at]} → ${state}`);
});

/** The phases that an order went through, and how it ended, in the words of the diagram. */
function statesOf(json: string): string[] {
  const events = historyFromJSON(JSON.parse(json)).events ?? [];
  const states = events.flatMap((event) => {
    const change =
      event.workflowExecutionStartedEventAttributes ?? event.upsertWorkflowSearchAttributesEventAttributes;
    const { OrderPhase: phase, OrderOutcome: outcome } = change?.searchAttributes?.indexedFields ?? {};
    if (!phase) return passedBy(event, events);
    const state = defaultPayloadConverter.fromPayload<string[]>(outcome ?? phase).toString();
    return state === 'completed' || !outcome ? state : 'ends';
  });
  return states.filter((state, at) => state !== states[at - 1]);
}

/** Phases that pass within a workflow task are in no list, but what was done in them is in the history. */
function passedBy(event: Event, events: readonly Event[]): string[] {
  if (deedsOf({ events: [event] }).includes('completeOrder')) return ['completing'];
  const { result, scheduledEventId } = event.activityTaskCompletedEventAttributes ?? {};
  const [deed] = deedsOf({ events: events.filter(({ eventId }) => eventId?.eq(scheduledEventId ?? -1)) });
  const found = result?.payloads?.[0] && defaultPayloadConverter.fromPayload(result.payloads[0]);
  return found && (deed === 'createOrder' || deed === 'findLostOrder') ? ['reserved'] : [];
}

test('every way that is drawn was taken by an order', () => {
  expect(drawn.length).toBeGreaterThan(10);
  expect(drawn.filter((way) => !taken.includes(way))).toEqual([]);
});

test('every way that an order took is drawn', () => {
  expect(taken.filter((way) => !drawn.includes(way))).toEqual([]);
});

test('every other end has its name in the diagram', () => {
  const [, ends = ''] = /state "(.*)" as ends/.exec(diagram) ?? [];
  expect(['completed', ...ends.split(', ')].sort()).toEqual([...outcomeNames].sort());
});
