import { Inject, Injectable } from '@nestjs/common';
import type { EventOf } from '#contracts';
import { Handles, type Once } from '#queue';
import type { Tx } from '#store';
import { RunEscalation } from './run-escalation.js';

/** Somebody said no, or could not be reached: whoever comes next is woken, without waiting for the clock. */
@Injectable()
export class HeedAnswers {
  constructor(@Inject(RunEscalation) private readonly escalation: RunEscalation) {}

  @Handles('escalation', 'page.answered')
  async answered({ data }: EventOf<'page.answered'>, once: Once): Promise<void> {
    const { pageId, incidentId, userId: by, answer } = data;
    const result = await once(async (tx) => {
      const page = pageId === null ? null : await placeOf(tx, pageId);
      if (answer === 'escalate') return this.escalation.run(tx, incidentId, { kind: 'escalated', by, page });
      if (answer === 'decline' && page !== null) {
        return this.escalation.run(tx, incidentId, { kind: 'declined', by, page });
      }
      // The other answers wake nobody: the clock was set in the answer's own transaction.
      return null;
    });
    if (result.first) this.escalation.ring(incidentId, result.value);
  }

  @Handles('escalation', 'page.unreachable')
  async unreachable({ data }: EventOf<'page.unreachable'>, once: Once): Promise<void> {
    const { pageId, incidentId, userId: by } = data;
    const result = await once(async (tx) => {
      const page = await placeOf(tx, pageId);
      if (page === null) return null;
      const dueAt = await this.escalation.run(tx, incidentId, { kind: 'declined', by, page });
      await tx.query(`UPDATE page SET state = 'unreachable', settled_at = $2 WHERE id = $1 AND state = 'open'`, [
        pageId,
        tx.now,
      ]);
      return dueAt;
    });
    if (result.first) this.escalation.ring(incidentId, result.value);
  }
}

async function placeOf(tx: Tx, pageId: string): Promise<{ readonly step: number; readonly round: number } | null> {
  const [page] = await tx.query<{ step: number; round: number }>('SELECT step, round FROM page WHERE id = $1', [
    pageId,
  ]);
  return page ?? null;
}
