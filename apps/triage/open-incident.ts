import { randomUUID } from 'node:crypto';
import type { SenderAuthentication } from '#mail';
import { type FoundReporter, namesCandidateOrLeader, scoreIncident, severityRank, type Verdict } from '#domain';
import type { Report, Tx } from '#store';
import type { ReadReport } from './read-report/report-reading.js';

export interface JudgedReport {
  readonly report: Report;
  readonly reading: ReadReport;
  readonly verdict: Verdict;
  readonly partyId: string | null;
  /** Whom the directory takes the sender for. */
  readonly found: FoundReporter;
  readonly authentication: SenderAuthentication | null;
  /** When the next polls close, as the report was received. */
  readonly pollsCloseAt: Date | null;
}

const longestSummary = 160;

/** Opens an incident for a report. Its reference becomes the incident's. Returns the incident's id. */
export async function openIncident(tx: Tx, judged: JudgedReport): Promise<string> {
  const { report, reading, verdict, partyId } = judged;
  const id = randomUUID();
  const { score, parts } = scoreOf(judged);
  await tx.query(
    `INSERT INTO incident (id, reference, party_id, state, severity, severity_rank, severity_rule, category, rsit, account_kind,
       language, summary, life_safety, violence, foreign_interference, compromised_addresses, opened_at, updated_at, score, score_lacks,
       score_parts)
     VALUES ($1, $2, $3, 'received', $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $16, $17::smallint, 100 - $17::smallint, $18)`,
    [
      id,
      report.reference,
      partyId,
      verdict.severity,
      severityRank(verdict.severity),
      verdict.severityRule,
      verdict.category,
      verdict.rsit === null ? '' : `${verdict.rsit.class}/${verdict.rsit.type}`,
      verdict.accountKind,
      verdict.language,
      summarize(reading),
      verdict.lifeSafety,
      verdict.violence,
      verdict.foreignInterference,
      compromised(report, verdict),
      tx.now,
      score,
      JSON.stringify(parts),
    ],
  );
  tx.append({
    subject: 'incident',
    id,
    actor: 'service:triage',
    type: 'incident.opened',
    data: {
      reportId: report.id,
      reference: report.reference,
      channel: report.channel,
      receivedAt: report.receivedAt.toISOString(),
      sha256: report.sha256,
      category: verdict.category,
      severity: verdict.severity,
      score,
      because: verdict.because
        .slice(0, 20)
        .map(({ rule, severityRule, evidence }) => ({ rule, severityRule: severityRule ?? null, evidence })),
      rulesVersion: verdict.rulesVersion,
    },
  });
  tx.emit('incident.opened', { incidentId: id, severity: verdict.severity });
  return id;
}

/** Its place among the incidents of the same severity. */
export function scoreOf({ report, reading, verdict, pollsCloseAt }: JudgedReport): ReturnType<typeof scoreIncident> {
  const hoursToClose =
    pollsCloseAt === null ? null : (pollsCloseAt.getTime() - report.receivedAt.getTime()) / 3_600_000;
  return scoreIncident({ verdict, hoursToClose, isCandidateOrLeader: namesCandidateOrLeader(reading.text) });
}

/** Addresses the attacker may read, the one it came from included when the report says so. */
export function compromised(report: Report, verdict: Verdict): string[] {
  const own = verdict.compromisedChannel && report.sender !== null ? [report.sender] : [];
  return [...new Set([...verdict.compromisedAddresses, ...own])];
}

/** The first words of a report, as a list of incidents shows them. */
export function summarize({ subject, text, readable }: ReadReport): string {
  if (!readable) return '';
  const line = (subject?.trim() || text).replace(/\s+/g, ' ').trim();
  return line.length <= longestSummary ? line : `${line.slice(0, longestSummary - 1).trimEnd()}…`;
}
