import type { ServerResponse } from 'node:http';
import type { Answer } from './answer.js';
import { htmlAnswer, jsonAnswer, sendAnswer } from './answer.js';
import type { ReadyFault } from './faults.js';

// More than any client should be willing to read for one order.
const hugeBytes = 8 * 1024 * 1024;

type WireFault = Exclude<ReadyFault['fault'], { kind: 'slow' }>;

/**
 * Spoils an answer on the wire. `note` is called right before the last byte leaves, with what the client gets
 * to see, or without anything when that is nothing.
 */
export function misbehave(
  response: ServerResponse,
  fault: WireFault,
  truth: Answer,
  note: (sent?: Answer) => void,
): void {
  const socket = response.socket;
  const send = (answer: Answer) => {
    note(answer);
    sendAnswer(response, answer);
  };
  switch (fault.kind) {
    case 'status':
      return send(chosenAnswer(fault));
    case 'html':
      return send(htmlAnswer(200, '<!doctype html><title>Maintenance</title><p>We will be back soon.'));
    case 'malformed':
      return send({ ...truth, body: firstHalf(truth.body) });
    case 'wrongTypes':
      return send({ ...truth, body: JSON.stringify(withWrongTypes(JSON.parse(truth.body))) });
    case 'empty':
      return send({ ...truth, body: '' });
    case 'huge':
      return send({ ...truth, body: truth.body + ' '.repeat(hugeBytes) });
    case 'cut': {
      const body = firstHalf(truth.body);
      response.writeHead(truth.status, { ...truth.headers, 'Content-Length': Buffer.byteLength(truth.body) });
      note({ ...truth, body });
      response.write(body, () => socket?.destroySoon());
      return;
    }
    case 'drip':
      return drip(response, truth, fault.ms, () => note(truth));
    case 'reset':
      note();
      socket?.resetAndDestroy();
      return;
    case 'close':
      note();
      socket?.destroySoon();
      return;
    case 'kill':
      endProcess(fault.pid, fault.signal);
      return whenGone(response, note);
    case 'hang':
      return whenGone(response, note);
  }
}

function chosenAnswer({ status, headers = {}, body }: Extract<WireFault, { kind: 'status' }>): Answer {
  if (typeof body === 'string') return htmlAnswer(status, body, headers);
  return jsonAnswer(status, body ?? { errors: [`Status ${status}`] }, headers);
}

function drip(
  response: ServerResponse,
  { status, headers, body }: Answer,
  ms: number,
  last: () => void,
): void {
  const bytes = Buffer.from(body);
  response.writeHead(status, { ...headers, 'Content-Length': bytes.length });
  let sent = 0;
  const timer = setInterval(() => {
    const byte = bytes.subarray(sent, ++sent);
    if (sent < bytes.length) {
      response.write(byte);
    } else {
      clearInterval(timer);
      last();
      response.end(byte);
    }
  }, ms);
  whenGone(response, () => {
    clearInterval(timer);
    last();
  });
}

function whenGone(response: ServerResponse, then: () => void): void {
  if (response.closed) then();
  else response.once('close', () => then());
}

function firstHalf(text: string): string {
  return text.slice(0, Math.ceil(text.length / 2));
}

function withWrongTypes(truth: unknown): unknown {
  if (Array.isArray(truth)) return truth.map(withWrongTypes);
  return {
    ...(truth as object),
    reserved_till: 1_453_800_919,
    tickets: 'none',
    value: undefined,
    values: undefined,
  };
}

function endProcess(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch {
    // It is gone already, which is what was wanted.
  }
}
