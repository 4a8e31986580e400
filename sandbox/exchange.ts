import type { IncomingMessage, ServerResponse } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import type { Answer } from './answer.js';
import { sendAnswer } from './answer.js';
import { carryOut, rehearse } from './carry-out.js';
import { noteAnswer } from './journal.js';
import { misbehave } from './misbehave.js';
import { readBody } from './read-body.js';
import type { ApiRequest } from './routes.js';
import { routeOf } from './routes.js';
import type { World } from './world.js';

/** One request to the API, from its head to the last byte of its answer, with whatever fault meets it. */
export async function exchange(
  world: World,
  message: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const { method = '', url = '/' } = message;
  const { pathname: path, search: query, searchParams: search } = new URL(`http://sandbox${url}`);
  const route = routeOf(path);
  const key = checkKey(message.headers.authorization, world.key);
  const entry = world.journal.open({ method, path, query, orderId: route.orderId ?? null, key });
  const body = await readBody(message);
  if (body.kind === 'json') entry.body = body.value;
  if (body.kind === 'not JSON') entry.body = body.text;

  const patched = method === 'PATCH' && key === 'ok' ? route.orderId : undefined;
  const conflict = patched !== undefined && world.beingChanged.has(patched);
  if (patched !== undefined) world.beingChanged.add(patched);
  const note = (sent?: Answer) => {
    noteAnswer(entry, sent);
    // A PATCH is finished when its answer leaves: whoever has read it may send the next one.
    if (patched !== undefined && !conflict) world.beingChanged.delete(patched);
  };

  const matched = { method, ...route, body: entry.body };
  const call = { request: { method, path, search, key, body, conflict }, matched, entry, response };
  const met = world.faults.take(matched);
  entry.fault = met?.fault.kind ?? null;
  try {
    if (met === undefined) return reply(response, await carryOut(world, call), note);
    const { effect, fault } = met;
    if (fault.kind === 'slow') {
      const early = effect ? await carryOut(world, call) : undefined;
      await wait(fault.ms, undefined, { signal: world.closing });
      return reply(response, early ?? (await carryOut(world, call)), note);
    }
    const takesEffect = effect || fault.kind === 'drip';
    misbehave(response, fault, await (takesEffect ? carryOut : rehearse)(world, call), note);
  } catch (error) {
    note();
    throw error;
  }
}

function reply(response: ServerResponse, answer: Answer, note: (sent?: Answer) => void): void {
  // Whoever has left meanwhile is answered nothing.
  if (response.destroyed) return note();
  note(answer);
  sendAnswer(response, answer);
}

function checkKey(authorization: string | undefined, key: string): ApiRequest['key'] {
  if (authorization === undefined) return 'missing';
  return /^key +([0-9a-f]{32})$/.exec(authorization)?.[1] === key ? 'ok' : 'wrong';
}
