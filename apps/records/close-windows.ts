import { Inject, Injectable } from '@nestjs/common';
import { Sweeps } from '#service';
import { Database } from '#store';

/**
 * Carries out the cutoff: marks each election whose service window has ended and, when none is open any more, tells the
 * paging to stop. It runs late if the hotline was down, and once however many copies run.
 */
@Injectable()
export class CloseWindows {
  constructor(@Inject(Database) private readonly database: Database) {}

  @Sweeps({ everyMs: 2_000 })
  async close(): Promise<void> {
    await this.database.transaction(async (tx) => {
      const closed = await tx.query(
        'UPDATE election SET closed_at = $1 WHERE closed_at IS NULL AND closes_at <= $1 RETURNING id',
        [tx.now],
      );
      if (closed.length === 0) return;
      const open = await tx.query('SELECT 1 FROM election WHERE closed_at IS NULL LIMIT 1');
      if (open.length === 0) tx.emit('window.closed', { closedAt: tx.now.toISOString() });
    });
  }
}
