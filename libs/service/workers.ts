import { type BeforeApplicationShutdown, Inject, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { DiscoveryService } from '@nestjs/core';
import { type QueueName, queueNames } from '#contracts';
import { bindHandlers, Dispatcher, handledQueues } from '#queue';
import { currentStory } from './log.js';
import { RUNTIME } from './runtime-token.js';
import type { Runtime } from './runtime.js';
import { sweepsOf } from './sweeps.js';
import { tellParked } from './tell-parked.js';

interface RunningSweep {
  readonly alarmsOf: QueueName | null;
  run(rowId?: string): Promise<void>;
}

/**
 * Drains the queues whose handlers are in this process and runs its sweeps. A process that handles one event of a queue must
 * handle all of them: it refuses to start otherwise.
 */
@Injectable()
export class Workers implements OnApplicationBootstrap, BeforeApplicationShutdown {
  readonly drained: QueueName[] = [];
  private readonly sweeps: RunningSweep[] = [];
  private readonly timers: NodeJS.Timeout[] = [];
  private readonly inFlight = new Set<Promise<void>>();
  private stopped = false;

  constructor(
    @Inject(RUNTIME) private readonly runtime: Runtime,
    @Inject(DiscoveryService) private readonly discovery: DiscoveryService,
  ) {}

  onApplicationBootstrap(): void {
    const providers = this.discovery
      .getProviders()
      .map(({ instance }) => instance as unknown)
      .filter((instance): instance is object => typeof instance === 'object' && instance !== null);
    const unique = [...new Set(providers)];
    this.drained.push(...queueNames.filter((queue) => handledQueues(unique).has(queue)));
    for (const provider of unique) {
      for (const { method, everyMs, alarmsOf } of sweepsOf(provider.constructor)) {
        const call = (provider as Record<string, unknown>)[method] as (rowId?: string) => Promise<void>;
        this.addSweep(`${provider.constructor.name}.${method}`, everyMs, alarmsOf, call.bind(provider));
      }
    }
    const dispatcher = new Dispatcher(this.runtime.database, this.runtime.queues, {
      failed: (queue, eventId, error, parked) => {
        const what = parked ? 'gave up and parked' : 'failed, will try again';
        this.runtime.log.error({ message: `${queue}: ${what}`, eventId, ...currentStory() }, stackOf(error));
        if (parked) this.alarm(queue, eventId);
      },
    });
    dispatcher.start(bindHandlers(unique, this.drained), async (queue, rowId) => {
      await Promise.all(this.sweeps.filter((sweep) => sweep.alarmsOf === queue).map((sweep) => sweep.run(rowId)));
    });
  }

  /** Runs every sweep of this process once, now. */
  async sweepOnce(): Promise<void> {
    for (const sweep of this.sweeps) await sweep.run();
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.stopped = true;
    for (const timer of this.timers) clearInterval(timer);
    await this.runtime.queues.finishWork();
    await Promise.allSettled(this.inFlight);
  }

  private alarm(queue: QueueName, eventId: string): void {
    const telling = tellParked(this.runtime.database, queue, eventId)
      .catch((error: unknown) =>
        this.runtime.log.error({ message: 'cannot tell of what was parked', eventId }, stackOf(error)),
      )
      .finally(() => this.inFlight.delete(telling));
    this.inFlight.add(telling);
  }

  private addSweep(
    name: string,
    everyMs: number,
    alarmsOf: QueueName | null,
    call: (rowId?: string) => Promise<void>,
  ): void {
    let busy = false;
    const run = async (rowId?: string): Promise<void> => {
      if (this.stopped) return;
      try {
        await call(rowId);
      } catch (error) {
        this.runtime.log.error({ message: `${name} failed, will run again` }, stackOf(error));
      }
    };
    this.sweeps.push({ alarmsOf, run });
    const tick = () => {
      if (busy || this.stopped) return;
      busy = true;
      const running = run().finally(() => {
        busy = false;
        this.inFlight.delete(running);
      });
      this.inFlight.add(running);
    };
    this.timers.push(setInterval(tick, everyMs));
  }
}

const stackOf = (error: unknown): string => (error instanceof Error ? (error.stack ?? error.message) : String(error));
