import { Inject, Injectable } from '@nestjs/common';
import { queueNames } from '#contracts';
import { mainSchedule, onDutyAt } from '#domain';
import { ReadWatch } from './read-watch.js';
import { RUNTIME } from './runtime-token.js';
import type { Runtime } from './runtime.js';

export interface ReadinessCheck {
  readonly name: string;
  readonly ready: boolean;
  readonly reason: string | null;
}

const beatsWithin = 15_000;

/** Whether a report that is sent now would page: the store takes writes, the queue answers, every worker beats, someone is on duty. */
@Injectable()
export class Readiness {
  constructor(
    @Inject(RUNTIME) private readonly runtime: Runtime,
    @Inject(ReadWatch) private readonly watch: ReadWatch,
  ) {}

  async check(): Promise<readonly ReadinessCheck[]> {
    const checks = {
      database: this.database(),
      queue: this.queue(),
      workers: this.workers(),
      duty: this.duty(),
      window: this.window(),
    };
    return Promise.all(
      Object.entries(checks).map(async ([name, check]) => {
        const reason = await check.catch((error: unknown) => (error instanceof Error ? error.message : String(error)));
        return { name, ready: reason === null, reason };
      }),
    );
  }

  private async database(): Promise<string | null> {
    const [row] = await this.runtime.database.source.query('SELECT pg_is_in_recovery() AS standby');
    return row.standby ? 'the database takes no writes' : null;
  }

  private async queue(): Promise<string | null> {
    await this.runtime.queues.ping();
    return null;
  }

  private async workers(): Promise<string | null> {
    const since = new Date(this.runtime.clock.now().getTime() - beatsWithin);
    const rows: { service: string }[] = await this.runtime.database.source.query(
      'SELECT DISTINCT service FROM service_heartbeat WHERE beat_at > $1',
      [since],
    );
    const silent = queueNames.filter((queue) => !rows.some((row) => row.service === queue));
    return silent.length === 0 ? null : `no worker drains ${silent.join(', ')}`;
  }

  private async duty(): Promise<string | null> {
    const { schedules, people } = await this.runtime.database.transaction((tx) => this.watch.at(tx));
    const watch = schedules.get(mainSchedule);
    const onDuty = watch === undefined ? [] : onDutyAt(watch, this.runtime.clock.now()).people;
    if (onDuty.length === 0) return 'nobody is on duty';
    return onDuty.some((key) => people.some((person) => person.key === key))
      ? null
      : 'the person on duty cannot be reached';
  }

  private async window(): Promise<string | null> {
    const [row] = await this.runtime.database.source.query('SELECT max(closes_at) AS closes FROM election');
    return row.closes !== null && row.closes > this.runtime.clock.now() ? null : 'the service window is closed';
  }
}
