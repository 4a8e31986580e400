import type { IncomingMessage, ServerResponse } from 'node:http';
import { jsonAnswer, sendAnswer } from './answer.js';
import { answerControl } from './control-routes.js';
import type { Control } from './control.js';
import { exchange } from './exchange.js';
import { servePaymentPage } from './payment-page.js';
import { Refusal } from './refusal.js';
import type { World } from './world.js';

const about = `A stand-in of Ticketscloud's order API, version 1.

The API         POST GET   /v1/resources/orders
                PATCH GET  /v1/resources/orders/:id
Payment page    GET POST   /pay/:token
What is sold    GET        /_sandbox/catalogue
What happened   GET        /_sandbox/journal  /_sandbox/orders  /_sandbox/stock
Misfortunes     GET POST DELETE  /_sandbox/faults
The time        GET PUT    /_sandbox/clock            {"now": ISO} or {"advanceMs": number}
The platform    POST       /_sandbox/orders/:id/pay   also expire, cancel, vanish, prolong {"ms": number}
`;

/** Takes a request to the room that it is meant for. */
export function createRequestListener(world: World, control: Control) {
  return (message: IncomingMessage, response: ServerResponse): void => {
    void serve(world, control, message, response).catch((error: unknown) => {
      if (response.destroyed || world.closing.aborted) return;
      const refusal = error instanceof Refusal ? error : new Refusal(500, [String(error)]);
      sendAnswer(response, jsonAnswer(refusal.status, { errors: refusal.errors }));
    });
  };
}

async function serve(world: World, control: Control, message: IncomingMessage, response: ServerResponse) {
  const { method, url = '/' } = message;
  if (method === 'GET' && url === '/')
    return sendAnswer(response, {
      status: 200,
      headers: { 'Content-Type': 'text/plain; charset=UTF-8' },
      body: about,
    });
  if (url.startsWith('/pay/')) return servePaymentPage(world, message, response);
  if (url.startsWith('/_sandbox/'))
    return sendAnswer(response, jsonAnswer(200, await answerControl(control, message)));
  return exchange(world, message, response);
}
