import { Inject, Injectable } from '@nestjs/common';
import type { EventOf } from '#contracts';
import { placeReport, raises, type Severity, severityRank } from '#domain';
import { Handles, type Once } from '#queue';
import { KeepAttachments } from '#service';
import { Database, type Report, type TriageResult, type Tx } from '#store';
import type { ElectionRow } from './judge-report.js';
import { compromised, type JudgedReport, openIncident, scoreOf, summarize } from './open-incident.js';
import { TakeApart } from './take-apart.js';
import { isAnyWindowOpen, WeighReport } from './weigh-report.js';

type Before = Pick<TriageResult, 'readable'> & {
  readonly incident_id: string | null;
  readonly disposition: TriageResult['disposition'];
};

interface IncidentBefore {
  readonly reference: string;
  readonly severity: Severity;
  readonly category: string;
}

/**
 * Reads a report again from its raw message, after a reader was mended. What is understood now takes the place of what was
 * not; an incident becomes as severe as that calls for, and never less severe by itself.
 */
@Injectable()
export class RereadReport {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(TakeApart) private readonly takeApart: TakeApart,
    @Inject(WeighReport) private readonly weighing: WeighReport,
    @Inject(KeepAttachments) private readonly attachments: KeepAttachments,
  ) {}

  @Handles('triage', 'report.reread-requested')
  async handle({ data: { reportId } }: EventOf<'report.reread-requested'>, once: Once): Promise<void> {
    const report = await this.database.source.manager.findOneByOrFail<Report>('report', { id: reportId });
    const taken = await this.takeApart.take(report);
    const { reading } = taken;
    await once(async (tx) => {
      const [before] = await tx.query<Before>(
        'SELECT readable, incident_id, disposition FROM triage_result WHERE report_id = $1 FOR NO KEY UPDATE',
        [reportId],
      );
      // Its first reading is still to come, and will be as good.
      if (before === undefined) return;
      const elections = await this.weighing.elections(tx);
      const judged = await this.weighing.weigh(tx, taken, elections);
      if (taken.files !== null) await this.attachments.record(tx, reportId, 'email', taken.files);
      const incidentId = reading.readable ? await this.apply(tx, judged, before, elections) : before.incident_id;
      tx.append({
        subject: 'report',
        id: reportId,
        actor: 'service:triage',
        type: 'report.reread',
        data: {
          readableBefore: before.readable,
          readable: reading.readable,
          incidentId,
          category: judged.verdict.category,
          severity: judged.verdict.severity,
          severityRule: judged.verdict.severityRule,
          rulesVersion: judged.verdict.rulesVersion,
        },
      });
    });
  }

  private async apply(
    tx: Tx,
    judged: JudgedReport,
    before: Before,
    elections: readonly ElectionRow[],
  ): Promise<string | null> {
    const { report, reading, verdict, partyId } = judged;
    const incidentId =
      before.incident_id === null
        ? await this.openIfNeeded(tx, judged, before, elections)
        : await raise(tx, before.incident_id, judged);
    await tx.query(
      `UPDATE triage_result SET readable = true, subject = $2, text = $3, own_text = nullif($10, ''), forwarded_text = nullif($11, ''), contact_email = coalesce($4, contact_email),
         contact_phone = coalesce($5, contact_phone), verdict = $6, rules_version = $7, party_id = coalesce(party_id, $8),
         incident_id = $9, disposition = CASE WHEN incident_id IS NULL AND $9::uuid IS NOT NULL THEN 'opened' ELSE disposition END
       WHERE report_id = $1`,
      [
        report.id,
        reading.subject,
        reading.text,
        reading.contact.email,
        reading.contact.phone,
        JSON.stringify({ ...verdict, automatic: reading.automatic }),
        verdict.rulesVersion,
        partyId,
        incidentId,
        reading.ownText,
        reading.forwardedText,
      ],
    );
    if (before.incident_id === null && incidentId !== null) {
      tx.emit('report.triaged', { reportId: report.id, incidentId, disposition: 'opened' });
    }
    return incidentId;
  }

  /** What seemed to be none may turn out to be an incident. */
  private async openIfNeeded(
    tx: Tx,
    judged: JudgedReport,
    { disposition }: Before,
    elections: readonly ElectionRow[],
  ): Promise<string | null> {
    if (disposition !== 'no-incident') return null;
    const { reading, verdict } = judged;
    const { outcome } = placeReport({
      windowOpen: isAnyWindowOpen(elections, tx.now),
      automatic: reading.automatic !== null,
      readable: reading.readable,
      severity: verdict.severity,
      disposition: verdict.disposition,
      belongsTo: null,
    });
    return outcome === 'opened' ? openIncident(tx, judged) : null;
  }
}

/** What it adds is kept, as if it had come only now; an incident that it opened unread takes its kind and summary from it. */
async function raise(tx: Tx, incidentId: string, judged: JudgedReport): Promise<string> {
  const { report, reading, verdict, partyId } = judged;
  const [incident] = await tx.query<IncidentBefore>(
    'SELECT reference, severity, category FROM incident WHERE id = $1 FOR NO KEY UPDATE',
    [incidentId],
  );
  if (incident === undefined) throw new Error('the incident of a report is gone');
  const isRaised = raises(incident.severity, verdict.severity);
  const severity = isRaised ? verdict.severity : incident.severity;
  const isItsOwn = incident.reference === report.reference && incident.category === 'undetermined';
  const { score, parts } = scoreOf(judged);
  await tx.query(
    `UPDATE incident SET updated_at = $2, version = version + 1, party_id = coalesce(party_id, $3), severity = $4,
       severity_rank = $5, severity_rule = CASE WHEN $6 THEN $7 ELSE severity_rule END,
       life_safety = life_safety OR $8, violence = violence OR $9, foreign_interference = foreign_interference OR $10,
       compromised_addresses = ARRAY(SELECT DISTINCT unnest(compromised_addresses || $11::text[]) LIMIT 100),
       category = CASE WHEN $12 THEN $13 ELSE category END, rsit = CASE WHEN $12 THEN $14 ELSE rsit END,
       account_kind = CASE WHEN $12 THEN $15 ELSE account_kind END,
       summary = CASE WHEN $12 OR summary = '' THEN $16 ELSE summary END,
       score = greatest(score, $17::smallint), score_lacks = 100 - greatest(score, $17::smallint),
       score_parts = CASE WHEN $17::smallint > score THEN $18::jsonb ELSE score_parts END
     WHERE id = $1`,
    [
      incidentId,
      tx.now,
      partyId,
      severity,
      severityRank(severity),
      isRaised,
      verdict.severityRule,
      verdict.lifeSafety,
      verdict.violence,
      verdict.foreignInterference,
      compromised(report, verdict),
      isItsOwn,
      verdict.category,
      verdict.rsit === null ? '' : `${verdict.rsit.class}/${verdict.rsit.type}`,
      verdict.accountKind,
      summarize(reading),
      score,
      JSON.stringify(parts),
    ],
  );
  tx.append({
    subject: 'incident',
    id: incidentId,
    actor: 'service:triage',
    type: 'report.reread',
    data: { reportId: report.id, reference: report.reference, severity, raised: isRaised },
  });
  if (isRaised) tx.emit('incident.severity-changed', { incidentId, from: incident.severity, to: severity });
  return incidentId;
}
