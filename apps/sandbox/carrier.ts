import { Logger } from '@nestjs/common';
import { CarrierLog } from './carrier-log.js';
import { FaultBox } from './plan-fault.js';
import { RateCap } from './rate-cap.js';
import { DEFAULT_RETRY_WAITS_MS, type SandboxOptions } from './sandbox-options.js';
import { WebhookSender } from './webhook-sender.js';

const LIMITS = { records: 5_000, mailBytes: 256 * 1024 * 1024 };

/** What every use case of the sandbox works with. */
export class Carrier {
  readonly faults = new FaultBox();
  readonly webhooks: WebhookSender;
  readonly caps: { readonly sms: RateCap; readonly voice: RateCap };
  private readonly end: AbortController;
  private readonly tasks = new Set<Promise<unknown>>();

  private constructor(
    readonly options: SandboxOptions,
    readonly log: CarrierLog,
    private readonly logger: Logger,
  ) {
    this.end = new AbortController();
    const { sms = null, voice = null } = options.mostPerSecond ?? {};
    this.caps = { sms: new RateCap(sms), voice: new RateCap(voice) };
    this.webhooks = new WebhookSender(
      options.authToken,
      options.retryWaitsMs ?? DEFAULT_RETRY_WAITS_MS,
      this.end.signal,
    );
  }

  static async open(options: SandboxOptions): Promise<Carrier> {
    const logger = new Logger('Sandbox');
    const log = await CarrierLog.open(options.dataDir, LIMITS, (error) => {
      logger.error(`cannot write to ${options.dataDir}/sandbox: ${String(error)}`);
    });
    return new Carrier(options, log, logger);
  }

  /** Aborted when the carrier closes: what waits should stop waiting. */
  get closing(): AbortSignal {
    return this.end.signal;
  }

  now(): Date {
    return this.options.clock?.now() ?? new Date();
  }

  /** The instant as records keep it: ISO 8601, UTC. */
  stamp(): string {
    return this.now().toISOString();
  }

  /** Work that outlives the request that asked for it; waited for when the carrier closes. */
  inBackground(work: () => Promise<unknown>): void {
    const task = work()
      .catch((error: unknown) => this.logger.error(error instanceof Error ? (error.stack ?? '') : String(error)))
      .finally(() => this.tasks.delete(task));
    this.tasks.add(task);
  }

  async close(): Promise<void> {
    this.end.abort();
    await Promise.all(this.tasks);
    await this.log.flushed();
  }
}
