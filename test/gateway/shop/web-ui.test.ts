import { beforeAll, expect, it, onTestFinished } from 'vitest';
import { createReferences } from '../../../src/gateway/shop/references.js';
import { anOrder } from '../../support/an-order.js';
import { webhookSecret } from '../../support/deliver.js';
import { openGateway } from '../../support/gateway.js';
import { useStack } from '../../support/stack.js';

const stack = useStack();
const reference = createReferences([webhookSecret]).next();
beforeAll(async () => {
  await stack().startWorker();
  await stack().orders.place(anOrder({ reference }));
});

async function pageWith(uiUrl: string | undefined): Promise<string> {
  const { client, sandbox } = stack();
  const gateway = await openGateway(client, { shop: { sandboxUrl: sandbox.url, windowSeconds: 60, uiUrl } });
  onTestFinished(gateway.close);
  return (await fetch(`${gateway.url}/shop/orders/${reference}`)).text();
}

it('links an order to its workflow in the Web UI', async () => {
  const link = `href="https://ui.example/temporal/namespaces/default/workflows/order-${reference}"`;
  expect(await pageWith('https://ui.example/temporal/')).toContain(link);
});

it('links to no Web UI when nobody knows where it is', async () => {
  expect(await pageWith(undefined)).not.toContain('/namespaces/');
});
