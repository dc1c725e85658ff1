import { defineConfig } from 'vitest/config';

const development = { resolve: { conditions: ['development'] }, ssr: { resolve: { conditions: ['development'] } } };

/**
 * `unit` needs nothing but Node. `flow` starts one embedded PostgreSQL for the run and gives each file a database of its own.
 */
export default defineConfig({
  test: {
    reporters: ['default', './test/closing-line.reporter.ts'],
    projects: [
      {
        ...development,
        test: {
          name: 'unit',
          include: [
            'libs/domain/**/*.spec.ts',
            'libs/contracts/**/*.spec.ts',
            'libs/{mail,attachments}/**/*.spec.ts',
            'config/**/*.spec.ts',
            'apps/**/*.unit.spec.{ts,tsx}',
          ],
          isolate: false,
          sequence: { groupOrder: 0 },
        },
      },
      {
        ...development,
        test: {
          name: 'flow',
          include: [
            'libs/{store,queue,outbox,courier,service,testing}/**/*.spec.ts',
            'apps/**/*.spec.{ts,tsx}',
            'test/**/*.spec.ts',
          ],
          exclude: ['apps/**/*.unit.spec.{ts,tsx}', 'test/bench/**'],
          globalSetup: './libs/testing/embedded-server.setup.ts',
          testTimeout: 30_000,
          hookTimeout: 60_000,
          maxWorkers: 2,
          sequence: { groupOrder: 1 },
        },
      },
    ],
  },
});
