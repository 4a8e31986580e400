import type { IncomingMessage } from 'node:http';
import { z } from 'zod';
import { formatInstant, parseInstant } from './clock.js';
import type { Control } from './control.js';
import type { Fault } from './faults.js';
import { parseOrRefuse } from './parse-or-refuse.js';
import { platformMoves } from './platform-moves.js';
import { readBody } from './read-body.js';
import { refuse } from './refusal.js';

const clockBody = z
  .strictObject({
    now: z
      .string()
      .transform(parseInstant)
      .refine((instant) => instant !== undefined, 'expected an ISO instant'),
    advanceMs: z.int(),
  })
  .partial()
  .refine(
    ({ now, advanceMs }) => (now === undefined) !== (advanceMs === undefined),
    'expected now or advanceMs',
  );

const prolongBody = z.strictObject({ ms: z.int().positive() });

/** Answers a request under `/_sandbox/` with the JSON for a 200, or refuses it. */
export async function answerControl(control: Control, message: IncomingMessage): Promise<unknown> {
  const { method = '', url = '' } = message;
  const call = `${method} ${url.replace('/_sandbox/', '')}`;
  switch (call) {
    case 'GET catalogue':
      return control.catalogue();
    case 'GET journal':
      return control.journal();
    case 'GET orders':
      return control.orders();
    case 'GET stock':
      return control.stock();
    case 'GET faults':
      return control.faults();
    case 'POST faults':
      // Checked by the sandbox, like one from a program.
      control.fail((await readJson(message)) as Fault);
      return control.faults();
    case 'DELETE faults':
      control.clearFaults();
      return control.faults();
    case 'GET clock':
      return showClock(control);
    case 'PUT clock': {
      const { now, advanceMs } = parseOrRefuse(clockBody, await readJson(message));
      if (now !== undefined) await control.setClock(now);
      if (advanceMs !== undefined) control.advance(advanceMs);
      return showClock(control);
    }
    default: {
      const [, orderId, name] = /^POST orders\/([^/]+)\/([a-z]+)$/.exec(call) ?? [];
      const move = platformMoves.find((move) => move === name);
      if (orderId !== undefined && move) await control.platform[move](orderId);
      else if (orderId !== undefined && name === 'prolong')
        await control.platform.prolong(orderId, parseOrRefuse(prolongBody, await readJson(message)).ms);
      else refuse(404, `${method} ${url} is none of its calls, see GET /`);
      return (await control.orders()).find(({ id }) => id === orderId) ?? null;
    }
  }
}

async function showClock(control: Control) {
  return { now: formatInstant(await control.now()) };
}

async function readJson(message: IncomingMessage): Promise<unknown> {
  const body = await readBody(message);
  // A page in a browser cannot send this type to another origin unasked.
  return body.kind === 'json'
    ? body.value
    : refuse(400, 'A JSON body with Content-Type: application/json expected');
}
