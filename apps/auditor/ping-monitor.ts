import { Inject, Injectable } from '@nestjs/common';
import { Log, Settings } from '#service';

const timeoutMs = 10_000;

/**
 * Tells an outside monitor that all is well, by asking for an address of its own. It is the monitor that wakes people when it has
 * not heard from us: of a hotline that is gone, nobody inside can tell.
 */
@Injectable()
export class PingMonitor {
  constructor(
    @Inject(Settings) private readonly settings: Settings,
    @Inject(Log) private readonly log: Log,
  ) {}

  async ping(): Promise<void> {
    const { monitorUrl } = this.settings.config.environment;
    if (monitorUrl === null) return;
    try {
      const answer = await fetch(monitorUrl, { signal: AbortSignal.timeout(timeoutMs), redirect: 'error' });
      await answer.body?.cancel();
      if (!answer.ok)
        this.log.warn({ message: 'the outside monitor did not take our heartbeat', status: answer.status });
    } catch {
      // Its address is a secret, and the reason would name it.
      this.log.warn({ message: 'the outside monitor cannot be reached' });
    }
  }
}
