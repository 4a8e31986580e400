import { defineConfig } from 'vitest/config';

const pool = 'forks' as const;
// Every file has servers of its own, and more than two at once would wait for each other on two cores.
const maxWorkers = 2;

const onTemporal = {
  globalSetup: 'test/support/global-setup.ts',
  pool,
  maxWorkers,
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
            'test/{domain,client,ticketscloud,activities,terminal,sandbox,tools,bench}/**/*.test.ts',
            'test/docs/*.test.ts',
            'test/model/judge.test.ts',
            'test/*.test.ts',
          ],
          pool,
          maxWorkers,
          testTimeout: 30_000,
        },
      },
      {
        test: {
          ...onTemporal,
          name: 'temporal',
          include: [
            'test/{workflows,journey,gateway,replay,package,docs/backend}/**/*.test.ts',
            'test/model/model.test.ts',
          ],
        },
      },
    ],
  },
});
