import type { INestApplication } from '@nestjs/common';
import type { Config } from '#config';
import { createHttpApplication, listen, openRuntime, type Runtime, type RuntimeOptions } from '#service';
import { EmbeddedPostgres } from '#store';
import { errorPages } from '../intake/web/error-pages.js';
import { readSandboxOptions } from '../sandbox/read-sandbox-options.js';
import { type RunningSandbox, startSandbox } from '../sandbox/start-sandbox.js';
import { HotlineModule } from './hotline.module.js';
import { ownDataFolder } from './own-data-folder.js';

export interface Hotline {
  readonly runtime: Runtime;
  readonly application: INestApplication;
  /** Stops in order: no new work, finish work, close connections, the embedded server last. */
  stop(): Promise<void>;
}

/** Undoes what was begun, last first. */
class Undo {
  private readonly steps: (() => Promise<void>)[] = [];

  add(step: () => Promise<void>): void {
    this.steps.push(step);
  }

  async all(): Promise<void> {
    for (const step of this.steps.splice(0).toReversed()) await step();
  }
}

/** Starts everything in one process; what cannot start leaves nothing running. */
export async function startHotline(config: Config, options: RuntimeOptions = {}): Promise<Hotline> {
  const undo = new Undo();
  try {
    const databaseUrl = options.databaseUrl ?? config.environment.databaseUrl ?? (await startEmbedded(config, undo));
    const runtime = await openRuntime('hotline', config, { ...options, databaseUrl });
    undo.add(() => runtime.close());
    const application = await createHttpApplication(runtime, { modules: [HotlineModule], errorPage: errorPages });
    undo.add(() => application.close());
    const sandbox = await startCarrier(config, runtime);
    if (sandbox !== null) undo.add(() => sandbox.close());
    const { port, host } = config.environment;
    await listen(() => application.listen(port, host), 'PORT', port);
    return { runtime, application, stop: () => undo.all() };
  } catch (error) {
    await undo.all().catch(() => undefined);
    throw error;
  }
}

async function startEmbedded({ environment: { dataDir } }: Config, undo: Undo): Promise<string> {
  const server = await EmbeddedPostgres.start(dataDir);
  // Until the folder is known to be ours alone, the server is not ours to stop.
  const release = await ownDataFolder(server.url, dataDir);
  undo.add(async () => {
    await release();
    await server.stop();
  });
  return server.url;
}

async function startCarrier(config: Config, runtime: Runtime): Promise<RunningSandbox | null> {
  if (config.environment.twilio.baseUrl !== null && config.environment.smtpUrl !== null) return null;
  const { sandboxPort } = config.environment;
  let sandbox: RunningSandbox | null = null;
  await listen(
    async () => {
      sandbox = await startSandbox(readSandboxOptions(config, runtime.secrets));
    },
    'SANDBOX_PORT',
    sandboxPort,
  );
  return sandbox;
}
