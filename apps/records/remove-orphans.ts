import { Inject, Injectable } from '@nestjs/common';
import { AttachmentStore } from '#attachments';
import { Log, Settings, Sweeps } from '#service';
import { Clock, Database } from '#store';

/** How many are asked about at once. */
const batch = 500;

/**
 * Removes bytes that no attachment names, a day after they were put: an upload whose form was never completed, a process
 * that died between keeping the bytes and committing the row. Bytes that are put again meanwhile are young again.
 */
@Injectable()
export class RemoveOrphans {
  constructor(
    @Inject(AttachmentStore) private readonly store: AttachmentStore,
    @Inject(Database) private readonly database: Database,
    @Inject(Settings) private readonly settings: Settings,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(Log) private readonly log: Log,
  ) {}

  @Sweeps({ everyMs: 3_600_000 })
  async sweep(): Promise<number> {
    const than = new Date(this.clock.now().getTime() - this.settings.config.attachments.orphanHours * 3_600_000);
    let removed = 0;
    let old: string[] = [];
    for await (const hash of this.store.listOlder(than)) {
      old.push(hash);
      if (old.length < batch) continue;
      removed += await this.remove(old, than);
      old = [];
    }
    removed += await this.remove(old, than);
    if (removed > 0) this.log.log({ message: 'Orphaned attachments were removed', removed });
    return removed;
  }

  private async remove(hashes: readonly string[], than: Date): Promise<number> {
    if (hashes.length === 0) return 0;
    const rows: { sha256: string }[] = await this.database.source.query(
      'SELECT DISTINCT sha256 FROM attachment WHERE sha256 = ANY($1)',
      [hashes],
    );
    const named = new Set(rows.map(({ sha256 }) => sha256));
    let removed = 0;
    for (const hash of hashes) {
      if (!named.has(hash) && (await this.store.removeOrphan(hash, than))) removed += 1;
    }
    return removed;
  }
}
