import { defineConfig } from 'vitest/config';

const pool = 'forks' as const;
// Every file has servers of its own, and waits for timers now and then: two at once leave a quarter of two cores idle, and
// more than three would wait for each other.
const maxWorkers = 3;

// What is reached by and by, such as what lists find, is waited for: a second, which is usual, is short where three files run.
const expect = { poll: { timeout: 20_000 } };

const onTemporal = {
  expect,
  globalSetup: 'test/support/global-setup.ts',
  pool,
  maxWorkers,
  // Only what hangs should ever end by these: the tests themselves wait for what they are about.
  testTimeout: 240_000,
  // The first that starts a program builds it, beside two other files.
  hookTimeout: 300_000,
};

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'rooms',
          include: [
            'test/domain/**/*.test.ts',
            'test/client/**/*.test.ts',
            'test/codec/**/*.test.ts',
            'test/codec-server/**/*.test.ts',
            'test/ticketscloud/**/*.test.ts',
            'test/activities/**/*.test.ts',
            'test/terminal/**/*.test.ts',
            'test/sandbox/**/*.test.ts',
            'test/tools/**/*.test.ts',
            'test/bench/**/*.test.ts',
            'test/deploy/**/*.test.ts',
            'test/docs/*.test.ts',
            'test/model/judge.test.ts',
            'test/*.test.ts',
          ],
          pool,
          maxWorkers,
          testTimeout: 120_000,
          hookTimeout: 60_000,
          expect,
        },
      },
      {
        // The same journeys on what production runs: npm run stack -- --test. A server of 512 shards for each file.
        test: {
          ...onTemporal,
          maxWorkers: 1,
          name: 'stack',
          include: ['test/stack/**/*.test.ts', 'test/journey/{orders,server-killed,worker-killed}.test.ts'],
          provide: { topology: 'production' },
        },
      },
      {
        test: {
          ...onTemporal,
          name: 'temporal',
          include: [
            'test/workflows/**/*.test.ts',
            'test/journey/**/*.test.ts',
            'test/gateway/**/*.test.ts',
            'test/replay/**/*.test.ts',
            'test/package/**/*.test.ts',
            'test/telemetry/**/*.test.ts',
            'test/docs/backend/**/*.test.ts',
            'test/model/model.test.ts',
          ],
        },
      },
    ],
  },
});
