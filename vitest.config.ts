import { defineConfig } from 'vitest/config';

const development = { resolve: { conditions: ['development'] }, ssr: { resolve: { conditions: ['development'] } } };

/** It says how long a killed hotline needs to catch up: nothing else runs beside it. */
const alone = ['test/kill.spec.ts'];

/** They start whole hotlines and say how long that may take: no more than two of them run at once. */
const processes = ['test/outage.spec.ts', 'test/mail-door-kill.spec.ts', 'test/start-and-stop.spec.ts'];

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
 * `alone` and `processes` do the same for the files that bear little company.
 */
export default defineConfig({
  test: {
    globalSetup: './test/build-product.setup.ts',
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
          maxWorkers: 2,
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
          exclude: ['apps/**/*.unit.spec.{ts,tsx}', 'test/bench/**', ...alone, ...processes],
          ...onPostgres,
          // Each file has a database of its own; what the modules keep beside it is constant, and loading them anew costs minutes.
          isolate: false,
          maxWorkers: 3,
          sequence: { groupOrder: 1 },
        },
      },
      {
        ...development,
        test: { name: 'alone', include: alone, ...onPostgres, maxWorkers: 1, sequence: { groupOrder: 2 } },
      },
      {
        ...development,
        test: { name: 'processes', include: processes, ...onPostgres, maxWorkers: 2, sequence: { groupOrder: 3 } },
      },
    ],
  },
});
