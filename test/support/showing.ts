import type { Fault, Sandbox } from '../../sandbox/sandbox.js';

/** The answer that shows the only order of the sandbox as it is now, but for some fields: as the platform may, by itself. */
export async function showing({ orders }: Sandbox, fields: object): Promise<Fault['fault']> {
  const [order] = await orders();
  return { kind: 'status', status: 200, body: JSON.stringify({ ...order, ...fields }) };
}
