import { randomUUID } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { sha256 } from '#store';
import { RUNTIME } from './runtime-token.js';
import type { Runtime } from './runtime.js';
import { Sweeps } from './sweeps.js';
import { Settings } from './settings.js';
import { Workers } from './workers.js';

/** Equal where every file of the configuration is. */
export const configHash = ({ files }: Settings['config']): string => sha256(JSON.stringify(files));

/** Says, every few seconds, which queues this process drains: readiness asks for it. */
@Injectable()
export class Heartbeat {
  private readonly instance = randomUUID();

  constructor(
    @Inject(RUNTIME) private readonly runtime: Runtime,
    @Inject(Workers) private readonly workers: Workers,
    @Inject(Settings) private readonly settings: Settings,
  ) {}

  @Sweeps({ everyMs: 3_000 })
  async beat(): Promise<void> {
    const { database } = this.runtime;
    const now = database.clock.now();
    await database.source.query(
      `INSERT INTO service_heartbeat (service, instance, beat_at, config_hash) SELECT unnest($1::text[]), $2, $3, $4
       ON CONFLICT (service, instance) DO UPDATE SET beat_at = excluded.beat_at`,
      [this.workers.drained, this.instance, now, configHash(this.settings.config)],
    );
    await database.source.query('DELETE FROM service_heartbeat WHERE beat_at < $1', [
      new Date(now.getTime() - 3_600_000),
    ]);
  }

  async onApplicationBootstrap(): Promise<void> {
    await this.beat();
  }
}
