import { Inject, Injectable } from '@nestjs/common';
import { describeNotice, runbookLink } from '#config';
import type { HealthView } from '#contracts';
import { everyParty, type NoticeKind } from '#domain';
import { Settings } from '#service';
import { type AuditRun, Database, type FindingRow, type Notice, type SelfTest, type Tx } from '#store';

const mostFindings = 200;
const mostNotices = 50;
const mostParked = 100;
const noticesMs = 7 * 86_400_000;

/** The channels that a self-test may go through. */
const channels = ['api', 'email', 'sms'] as const satisfies readonly SelfTest['channel'][];

/** What the hotline finds wrong with itself, and when it last looked. */
@Injectable()
export class ShowHealth {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(Settings) private readonly settings: Settings,
  ) {}

  async show(): Promise<HealthView> {
    const { config } = this.settings;
    return this.database.transactionFor(everyParty, async (tx) => {
      const [audit, selfTests, findings, notices, parked] = await Promise.all([
        readAudit(tx),
        readSelfTests(tx),
        readFindings(tx),
        readNotices(tx),
        readParked(tx),
      ]);
      return {
        audit,
        selfTests,
        findings: findings.map(({ id, kind, name, openedAt, acceptedBecause }) => ({
          id,
          kind,
          name,
          since: openedAt.toISOString(),
          acceptedBecause,
          runbook: runbookLink(config, kind),
        })),
        notices: notices.map(({ id, kind, facts, raisedAt }) => ({
          id,
          kind,
          text: {
            en: describeNotice(config.messages.en, kind, facts),
            fr: describeNotice(config.messages.fr, kind, facts),
          },
          raisedAt: raisedAt.toISOString(),
          runbook: runbookLink(config, kind),
        })),
        parked,
      };
    });
  }
}

/** The auditor's last look. */
export async function readAudit(tx: Tx): Promise<HealthView['audit']> {
  const [run] = await tx.query<Pick<AuditRun, 'startedAt' | 'tookMs' | 'held'>>(
    `SELECT started_at AS "startedAt", took_ms AS "tookMs", held FROM audit_run ORDER BY started_at DESC LIMIT 1`,
  );
  return run === undefined ? null : { at: run.startedAt.toISOString(), tookMs: run.tookMs, held: run.held };
}

/** One look into the index for each channel, however many tests there were. */
export async function readSelfTests(tx: Tx): Promise<HealthView['selfTests']> {
  const rows = await tx.query<Pick<SelfTest, 'channel' | 'sentAt' | 'tookMs'>>(
    `SELECT t.channel, t.sent_at AS "sentAt", t.took_ms AS "tookMs" FROM unnest($1::text[]) AS c (channel)
     CROSS JOIN LATERAL (SELECT * FROM self_test s WHERE s.channel = c.channel ORDER BY sent_at DESC LIMIT 1) t`,
    [channels],
  );
  return rows.map(({ channel, sentAt, tookMs }) => ({ channel, sentAt: sentAt.toISOString(), tookMs }));
}

/** What nobody has accepted stands first. */
async function readFindings(
  tx: Tx,
): Promise<readonly Pick<FindingRow, 'id' | 'kind' | 'name' | 'openedAt' | 'acceptedBecause'>[]> {
  return tx.query(
    `SELECT id, kind, name, opened_at AS "openedAt", accepted_because AS "acceptedBecause" FROM finding
     WHERE cleared_at IS NULL ORDER BY accepted_at IS NOT NULL, opened_at, id LIMIT ${mostFindings}`,
  );
}

async function readNotices(
  tx: Tx,
): Promise<readonly (Pick<Notice, 'id' | 'facts' | 'raisedAt'> & { readonly kind: NoticeKind })[]> {
  return tx.query(
    `SELECT id, kind, facts, raised_at AS "raisedAt" FROM notice WHERE raised_at > $1
     ORDER BY raised_at DESC, id LIMIT ${mostNotices}`,
    [new Date(tx.now.getTime() - noticesMs)],
  );
}

async function readParked(tx: Tx): Promise<HealthView['parked']> {
  const rows = await tx.query<{
    readonly eventId: string;
    readonly queue: string;
    readonly type: string;
    readonly parkedAt: Date;
    readonly error: string | null;
  }>(
    `SELECT o.event_id AS "eventId", o.queue, e.type, o.parked_at AS "parkedAt", o.last_error AS error
     FROM outbox o JOIN event e ON e.id = o.event_id WHERE o.parked_at IS NOT NULL
     ORDER BY o.parked_at DESC, o.event_id LIMIT ${mostParked}`,
  );
  return rows.map((row) => ({ ...row, parkedAt: row.parkedAt.toISOString(), error: row.error ?? '' }));
}
