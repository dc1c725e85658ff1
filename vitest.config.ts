import { defineConfig } from 'vitest/config';

const development = { resolve: { conditions: ['development'] }, ssr: { resolve: { conditions: ['development'] } } };

/** They kill and start whole hotlines and say how long each may take: nothing else runs beside them. */
const alone = [
  'test/kill.spec.ts',
  'test/outage.spec.ts',
  'test/mail-door-kill.spec.ts',
  'test/start-and-stop.spec.ts',
];

/** Which cases the properties try. */
const setupFiles = ['./libs/testing/property-seed.setup.ts'];

const onPostgres = {
  setupFiles,
  globalSetup: './libs/testing/embedded-server.setup.ts',
  testTimeout: 30_000,
  hookTimeout: 60_000,
};

/**
 * `unit` needs nothing but Node. `flow` starts one embedded PostgreSQL for the run and gives each file a database of its own.
 * `alone` does the same for the files that bear no company.
 */
export default defineConfig({
  test: {
    reporters: ['default', './test/closing-line.reporter.ts'],
    projects: [
      {
        ...development,
        test: {
          name: 'unit',
          setupFiles,
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
          exclude: ['apps/**/*.unit.spec.{ts,tsx}', 'test/bench/**', ...alone],
          ...onPostgres,
          // Each file has a database of its own; what the modules keep beside it is constant, and loading them anew costs minutes.
          isolate: false,
          maxWorkers: 3,
          sequence: { groupOrder: 1 },
        },
      },
      {
        ...development,
        test: {
          name: 'alone',
          include: alone,
          ...onPostgres,
          maxWorkers: 1,
          fileParallelism: false,
          sequence: { groupOrder: 2 },
        },
      },
    ],
  },
});
