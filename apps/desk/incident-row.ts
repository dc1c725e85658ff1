import type { IncidentRow } from '#contracts';
import { type IncidentState, nextPromise, type ScorePart, type Severity, type Verdict } from '#domain';

/** One incident with the names that go with it, as `selectIncidents` reads it. */
export interface IncidentRecord {
  readonly id: string;
  readonly reference: string;
  readonly severity: Severity;
  readonly severity_rank: number;
  readonly severity_rule: string;
  readonly category: string;
  readonly account_kind: string;
  readonly state: IncidentState;
  readonly summary: string;
  readonly party_name: string | null;
  readonly language: 'en' | 'fr' | 'bilingual';
  readonly life_safety: boolean;
  readonly violence: boolean;
  readonly foreign_interference: boolean;
  readonly compromised_addresses: readonly string[];
  readonly report_count: number;
  readonly score: number;
  readonly score_lacks: number;
  readonly score_parts: readonly ScorePart[];
  readonly campaign_id: string | null;
  readonly merged_into: string | null;
  readonly opened_at: Date;
  /** Exact to the microsecond, which a Date is not. */
  readonly opened_exact: string;
  readonly triaged_at: Date | null;
  readonly contained_at: Date | null;
  readonly recovering_at: Date | null;
  readonly resolved_at: Date | null;
  readonly closed_at: Date | null;
  readonly updated_at: Date;
  readonly version: number;
  readonly acknowledged_at: Date | null;
  readonly acknowledged_by: string | null;
  readonly acknowledged_name: string | null;
  readonly assignee_id: string | null;
  readonly assignee_name: string | null;
  readonly due_at: Date | null;
  /** When the report came that opened it, or when it was last reopened. */
  readonly promised_since: Date;
  readonly contacted: boolean;
  /** Of the report that opened it. */
  readonly because: Verdict['because'] | null;
}

/** The one order of every list, column for column that of the index `incident_queue`. */
export const queueOrder = 'i.severity_rank, (i.acknowledged_at IS NOT NULL), i.score_lacks, i.opened_at, i.id';

/**
 * Everything a row of the queue shows, in one query and in the one order. `which` chooses incidents as `i` before anything is
 * joined to them, so that a page is read by the index alone. `$1` is the reader's language.
 */
export const selectIncidents = (which: string): string => `
  SELECT i.*, to_char(i.opened_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') AS opened_exact,
    CASE WHEN $1 = 'fr' THEN p.name_fr ELSE p.name_en END AS party_name,
    taker.name AS acknowledged_name, assignee.name AS assignee_name, e.due_at,
    greatest(coalesce(first.received_at, i.opened_at), reopened.at) AS promised_since, written.contacted, judged.because
  FROM (SELECT i.* FROM incident i ${which}) i
  LEFT JOIN party p ON p.id = i.party_id
  LEFT JOIN user_account taker ON taker.id = i.acknowledged_by
  LEFT JOIN user_account assignee ON assignee.id = i.assignee_id
  LEFT JOIN escalation e ON e.incident_id = i.id
  LEFT JOIN report first ON first.reference = i.reference
  LEFT JOIN LATERAL (SELECT t.verdict -> 'because' AS because FROM triage_result t
    WHERE t.incident_id = i.id ORDER BY t.triaged_at LIMIT 1) judged ON true
  LEFT JOIN LATERAL (SELECT max(o.occurred_at) AS at FROM event o WHERE o.incident_id = i.id AND o.type = 'incident.moved'
    AND o.data ->> 'from' IN ('resolved', 'closed')) reopened ON true
  CROSS JOIN LATERAL (SELECT i.acknowledged_at IS NOT NULL AND EXISTS (SELECT FROM event o
    WHERE o.incident_id = i.id AND o.type = 'message.written') AS contacted) written
  ORDER BY ${queueOrder}`;

/** Open work, as `isOpenState` has it; the first condition is the one of the index. */
export const isOpen = `i.state <> 'closed' AND i.state <> 'resolved'`;

export function toIncidentRow(row: IncidentRecord): IncidentRow {
  return {
    id: row.id,
    reference: row.reference,
    severity: row.severity,
    severityRule: row.severity_rule,
    category: row.category,
    accountKind: row.account_kind,
    state: row.state,
    summary: row.summary,
    party: row.party_name,
    language: row.language,
    lifeSafety: row.life_safety,
    violence: row.violence,
    foreignInterference: row.foreign_interference,
    reportCount: row.report_count,
    score: row.score,
    openedAt: row.opened_at.toISOString(),
    updatedAt: row.updated_at.toISOString(),
    acknowledgedAt: instant(row.acknowledged_at),
    acknowledgedBy: person(row.acknowledged_by, row.acknowledged_name),
    assignee: person(row.assignee_id, row.assignee_name),
    escalatesAt: instant(row.due_at),
    breach: breachOf(row),
    why: whyOf(row),
  };
}

function breachOf(row: IncidentRecord): IncidentRow['breach'] {
  const { severity, state, promised_since: since, contacted } = row;
  const next = nextPromise({ severity, state, since, acknowledged: row.acknowledged_at !== null, contacted });
  return next === null ? null : { promise: next.promise, at: next.dueAt.toISOString() };
}

const mostWhy = 3;
const longestEvidence = 120;

/** First the words on which the severity rests, then the others; what no word stands for is in the rule's own name. */
function whyOf({ because, severity_rule: rule }: IncidentRecord): IncidentRow['why'] {
  const fired = (because ?? []).filter((one) => one.evidence.trim() !== '');
  const ordered = [
    ...fired.filter((one) => one.severityRule === rule),
    ...fired.filter((one) => one.severityRule !== rule),
  ];
  return ordered.slice(0, mostWhy).map((one) => ({ rule: one.rule, evidence: one.evidence.slice(0, longestEvidence) }));
}

export function instant(date: Date | null): string | null {
  return date === null ? null : date.toISOString();
}

function person(id: string | null, name: string | null): { id: string; name: string } | null {
  return id === null ? null : { id, name: name ?? '' };
}
