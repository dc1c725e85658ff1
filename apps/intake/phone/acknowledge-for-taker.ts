import { Inject, Injectable } from '@nestjs/common';
import { acknowledgeIncident, Sweeps } from '#service';
import { Database } from '#store';

const batch = 50;

/**
 * Whoever presses the key and takes a caller has the incident, as if they had answered the page by text: of the two the first
 * wins. The call may be taken before triage has made an incident of it; then that is acknowledged once it is there.
 */
@Injectable()
export class AcknowledgeForTaker {
  constructor(@Inject(Database) private readonly database: Database) {}

  @Sweeps({ everyMs: 1_000 })
  async catchUp(): Promise<void> {
    const waiting: { id: string }[] = await this.database.source.query(
      `SELECT c.id FROM call c JOIN triage_result t ON t.report_id = c.report_id
       WHERE c.taken_by IS NOT NULL AND c.acknowledged_at IS NULL ORDER BY c.taken_at LIMIT ${batch}`,
    );
    for (const { id } of waiting) await this.acknowledge(id);
  }

  async acknowledge(callId: string): Promise<void> {
    await this.database.transaction(async (tx) => {
      const [call] = await tx.query<{ taken_by: string; report_id: string }>(
        `SELECT taken_by, report_id FROM call
         WHERE id = $1 AND taken_by IS NOT NULL AND acknowledged_at IS NULL FOR NO KEY UPDATE`,
        [callId],
      );
      if (call === undefined) return;
      const [triaged] = await tx.query<{ incident_id: string | null }>(
        `SELECT coalesce(i.merged_into, i.id) AS incident_id FROM triage_result t LEFT JOIN incident i ON i.id = t.incident_id
         WHERE t.report_id = $1`,
        [call.report_id],
      );
      if (triaged === undefined) return;
      if (triaged.incident_id !== null) {
        await acknowledgeIncident(tx, { incidentId: triaged.incident_id, userId: call.taken_by, via: 'voice' });
      }
      await tx.query('UPDATE call SET acknowledged_at = $2 WHERE id = $1', [callId, tx.now]);
    });
  }
}
