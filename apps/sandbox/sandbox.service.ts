import { Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import type { SandboxOptions } from './sandbox-options.js';
import { type RunningSandbox, startSandbox } from './start-sandbox.js';

/** Ties a carrier's life to a Nest application's: it outlasts the work that is finished while shutting down. */
@Injectable()
export class SandboxService implements OnApplicationBootstrap, OnApplicationShutdown {
  private running: RunningSandbox | null = null;

  constructor(private readonly options: SandboxOptions) {}

  /** Where the carrier listens, or null before it does. */
  get url(): string | null {
    return this.running?.url ?? null;
  }

  async onApplicationBootstrap(): Promise<void> {
    this.running = await startSandbox(this.options);
  }

  async onApplicationShutdown(): Promise<void> {
    await this.running?.close();
    this.running = null;
  }
}
