import { Inject, Injectable } from '@nestjs/common';
import { describeNotice, runbookLink } from '#config';
import type { UrgentNotice } from '#contracts';
import { everyParty, type NoticeKind } from '#domain';
import { recordWatchChange, Settings } from '#service';
import { Database, type Notice, type Tx } from '#store';
import type { Person } from '../person.js';
import { notFound } from '../read-request.js';

const mostNotices = 50;

type Row = Pick<Notice, 'id' | 'facts' | 'raisedAt'> & {
  readonly kind: NoticeKind;
  readonly acknowledgedBy: string | null;
};

/** Urgent notices: each is told again and again until somebody says that they see to it. */
@Injectable()
export class SeeToNotice {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(Settings) private readonly settings: Settings,
  ) {}

  /** Those of which the cause still stands, with who sees to them. */
  async list(): Promise<readonly UrgentNotice[]> {
    const rows = await this.database.transactionFor(everyParty, readUrgent);
    const { config } = this.settings;
    return rows.map(({ id, kind, facts, raisedAt, acknowledgedBy }) => ({
      id,
      text: {
        en: describeNotice(config.messages.en, kind, facts),
        fr: describeNotice(config.messages.fr, kind, facts),
      },
      raisedAt: raisedAt.toISOString(),
      acknowledgedBy,
      runbook: runbookLink(config, kind),
    }));
  }

  /** The first who says so has it; said again, by whomever, it changes nothing. */
  async acknowledge(person: Person, id: string): Promise<void> {
    await this.database.transactionFor(everyParty, async (tx) => {
      const [notice] = await tx.query<{ acknowledged_at: Date | null }>(
        'SELECT acknowledged_at FROM notice WHERE id = $1 AND finding_id IS NOT NULL FOR NO KEY UPDATE',
        [id],
      );
      if (notice === undefined) throw notFound();
      if (notice.acknowledged_at !== null) return;
      await tx.query('UPDATE notice SET again_at = NULL, acknowledged_at = $2, acknowledged_by = $3 WHERE id = $1', [
        id,
        tx.now,
        person.id,
      ]);
      await recordWatchChange(tx, { actor: `user:${person.id}`, kind: 'notice.acknowledged', subject: id });
    });
  }
}

async function readUrgent(tx: Tx): Promise<readonly Row[]> {
  return tx.query<Row>(
    `SELECT n.id, n.kind, n.facts, n.raised_at AS "raisedAt", u.name AS "acknowledgedBy"
     FROM finding f JOIN notice n ON n.finding_id = f.id LEFT JOIN user_account u ON u.id = n.acknowledged_by
     WHERE f.cleared_at IS NULL AND f.accepted_at IS NULL ORDER BY n.raised_at DESC, n.id LIMIT ${mostNotices}`,
  );
}
