import { type DynamicModule, Global, Module } from '@nestjs/common';
import { DiscoveryModule } from '@nestjs/core';
import { AttachmentStore, openStore } from '#attachments';
import { Queues } from '#queue';
import { Clock, Database } from '#store';
import { EventRelay } from './event-relay.js';
import { Heartbeat } from './heartbeat.js';
import { KeepAttachments } from './keep-attachments.js';
import { Log } from './log.js';
import { Metrics } from './metrics.js';
import { ReadWatch } from './read-watch.js';
import { Readiness } from './readiness.js';
import { RUNTIME } from './runtime-token.js';
import type { Runtime } from './runtime.js';
import { Secrets } from './secrets.js';
import { Settings } from './settings.js';
import { Workers } from './workers.js';

/** What every process shares, for injection by class. */
@Global()
@Module({})
export class ServiceModule {
  static with(runtime: Runtime): DynamicModule {
    return {
      module: ServiceModule,
      imports: [DiscoveryModule],
      providers: [
        { provide: RUNTIME, useValue: runtime },
        { provide: Settings, useValue: new Settings(runtime.config) },
        { provide: Clock, useValue: runtime.clock },
        { provide: Database, useValue: runtime.database },
        { provide: Queues, useValue: runtime.queues },
        { provide: Secrets, useValue: runtime.secrets },
        { provide: Log, useValue: runtime.log },
        { provide: AttachmentStore, useValue: storeOf(runtime) },
        KeepAttachments,
        Metrics,
        Workers,
        Heartbeat,
        ReadWatch,
        Readiness,
        EventRelay,
      ],
      exports: [
        RUNTIME,
        Settings,
        Clock,
        Database,
        Queues,
        Secrets,
        Log,
        AttachmentStore,
        KeepAttachments,
        Metrics,
        ReadWatch,
        Readiness,
        Workers,
      ],
    };
  }
}

function storeOf({ config }: Runtime): AttachmentStore {
  const { attachments, dataDir } = config.environment;
  return openStore({ ...attachments, dataDir });
}
