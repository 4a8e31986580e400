import { defineConfig } from 'vitest/config';

const pool = 'forks' as const;

const onTemporal = {
  globalSetup: 'test/support/global-setup.ts',
  pool,
  // The clock of a time-skipping server is one for all, and two cores carry one stack at a time.
  fileParallelism: false,
  testTimeout: 60_000,
  hookTimeout: 60_000,
};

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'rooms',
          include: [
            'test/{domain,client,ticketscloud,activities,sandbox,tools}/**/*.test.ts',
            'test/docs/*.test.ts',
            'test/model/judge.test.ts',
            'test/*.test.ts',
          ],
          pool,
          testTimeout: 30_000,
        },
      },
      {
        test: {
          ...onTemporal,
          name: 'temporal',
          include: ['test/{workflows,journey,replay,docs/backend}/**/*.test.ts', 'test/model/model.test.ts'],
        },
      },
    ],
  },
});
