import type { DynamicModule, Type } from '@nestjs/common';
import { type Config, ConfigError, loadConfig } from '#config';
import { EmbeddedPostgresError } from '#store';
import { createHttpApplication } from './http-application.js';
import type { ErrorPage } from './problem.filter.js';
import { openRuntime, type Runtime } from './runtime.js';

export interface ServiceDescription {
  readonly name: string;
  modules(config: Config): readonly (Type | DynamicModule)[];
  /** `web`: it has doors of its own on PORT. `health`: health and metrics on HEALTH_PORT, if that is set. */
  readonly listens: 'web' | 'health';
  readonly errorPage?: (runtime: Runtime) => ErrorPage;
}

/** Runs some modules as one process: the whole of an app's `main.ts`. */
export async function runService(description: ServiceDescription): Promise<void> {
  await orExplain(async () => {
    const config = loadConfig();
    const runtime = await openRuntime(description.name, config);
    const application = await createHttpApplication(runtime, {
      modules: description.modules(config),
      ...(description.errorPage !== undefined && { errorPage: description.errorPage }),
    });
    onStopSignal(async () => {
      await application.close();
      await runtime.close();
    }, runtime);
    const port = description.listens === 'web' ? config.environment.port : config.environment.healthPort;
    if (port === null) await application.init();
    else await listen(() => application.listen(port, config.environment.host), 'PORT', port);
    runtime.log.log(`${description.name} is running`);
  });
}

/** Says in one line that a port is taken, and by which variable to choose another. */
export async function listen(start: () => Promise<unknown>, variable: string, port: number): Promise<void> {
  try {
    await start();
  } catch (error) {
    const code = (error as { code?: string }).code;
    if (code === 'EADDRINUSE')
      throw new StartError(`Port ${port} is taken: stop what uses it, or set ${variable} to another port.`);
    if (code === 'EACCES')
      throw new StartError(`Port ${port} may not be opened by this user: set ${variable} to one above 1023.`);
    throw error;
  }
}

/** What keeps a service from starting, in one line that says how to mend it. */
export class StartError extends Error {}

/** Runs a start; what keeps it from starting becomes one line on standard error and exit code 1. */
export async function orExplain(start: () => Promise<void>): Promise<void> {
  try {
    await start();
  } catch (error) {
    const known = error instanceof ConfigError || error instanceof EmbeddedPostgresError || error instanceof StartError;
    const message =
      error instanceof Error ? (known ? error.message : (error.message.split('\n')[0] ?? '')) : String(error);
    process.stderr.write(`vigil: ${message}\n`);
    if (!known && process.env['LOG_LEVEL'] === 'debug' && error instanceof Error)
      process.stderr.write(`${error.stack}\n`);
    process.exit(1);
  }
}

const longestShutdown = 25_000;

/** Stops once, in order, at the first signal; a terminal sends it to the whole group, so repeats are expected. */
export function onStopSignal(stop: () => Promise<void>, runtime: Pick<Runtime, 'log'>): void {
  let stopping = false;
  const begin = () => {
    if (stopping) return;
    stopping = true;
    setTimeout(() => process.exit(1), longestShutdown).unref();
    stop().then(
      () => process.exit(0),
      (error: unknown) => {
        runtime.log.error(error instanceof Error ? (error.stack ?? error.message) : String(error));
        process.exit(1);
      },
    );
  };
  process.on('SIGINT', begin);
  process.on('SIGTERM', begin);
}
