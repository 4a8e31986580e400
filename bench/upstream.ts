// The least that an order API can do: every call is answered at once from memory, so that it is not what is measured.
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

// Far beyond any run: no order here lapses by itself.
const HOLD_MS = 24 * 3_600_000;

const statuses = new Map<string, string>();
const createdAt = new Date().toISOString();
const reservedTill = new Date(Date.now() + HOLD_MS).toISOString();

const server = createServer((request, response) => {
  let body = '';
  request.setEncoding('utf8').on('data', (text: string) => (body += text));
  request.once('end', () => answer(request, body, response));
});
server.listen(0, '127.0.0.1', () => {
  console.log(`upstream ready at http://127.0.0.1:${(server.address() as AddressInfo).port}`);
});
process.on('SIGTERM', () => process.exit(0)).on('SIGINT', () => process.exit(0));

function answer({ method, url = '' }: IncomingMessage, body: string, response: ServerResponse): void {
  const id = method === 'POST' ? newId() : url.slice(url.lastIndexOf('/') + 1);
  const asked = /"status": *"(\w+)"/.exec(body)?.[1];
  if (method === 'POST' || asked) statuses.set(id, asked ?? 'executed');
  const status = statuses.get(id);
  response.writeHead(status ? (method === 'POST' ? 201 : 200) : 404, { 'content-type': 'application/json' });
  response.end(status ? orderBody(id, status) : '{}');
}

function newId(): string {
  return (statuses.size + 1).toString(16).padStart(24, '0');
}

function orderBody(id: string, status: string): string {
  return JSON.stringify({
    id,
    number: Number.parseInt(id, 16),
    event: '56a6253df06c5a059a93802e',
    status,
    created_at: createdAt,
    reserved_till: reservedTill,
    tickets: [id],
    values: { full: '100.00' },
    payment: { system: 'api/BASE', success_url: null, redirect_url: null },
  });
}
