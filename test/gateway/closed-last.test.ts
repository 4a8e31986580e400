import { beforeAll, describe, expect, it } from 'vitest';
import { useStack } from '../support/stack.js';

// A gateway that closes may still look at an order: what it looks through must be there until then.

let answered: boolean | undefined;

describe('a test file', () => {
  const stack = useStack();
  beforeAll(() => async () => {
    const asked = stack().client.connection.workflowService.getSystemInfo({});
    answered = await asked.then(
      () => true,
      () => false,
    );
  });
  it('has a stack', () => expect(stack().address).toMatch(/^127/));
});

it('closes the stack after what was opened on it', () => {
  expect(answered).toBe(true);
});
