import { hasOwnNumber, normalizeAddress } from '#domain';
import type { IncidentState } from '#domain';
import type { Report, Tx } from '#store';
import type { ReadReport } from './read-report/report-reading.js';

/** What proves that a sender takes part in an incident. */
export type Proof = 'proof' | 'number' | 'reference';

export interface FoundIncident {
  readonly incidentId: string;
  readonly state: IncidentState;
  readonly by: Proof;
}

/** The report that this one continues has not been triaged yet: try again in a moment. */
export class FollowedTooEarly extends Error {}

/**
 * The incident that a report belongs to, if that is beyond doubt: it proves which report it continues (receipt code, keyed
 * token), it is a text from a number that an open incident has, or its subject names a reference and its sender already takes
 * part in that incident. A bare reference from anybody else joins nothing.
 */
export async function findIncident(tx: Tx, report: Report, reading: ReadReport): Promise<FoundIncident | null> {
  return (await byProof(tx, report)) ?? (await byNumber(tx, report)) ?? (await byReference(tx, reading));
}

async function byProof(tx: Tx, { followsReportId }: Report): Promise<FoundIncident | null> {
  if (followsReportId === null) return null;
  const [row] = await tx.query<{ incident_id: string | null; state: IncidentState | null }>(
    `SELECT coalesce(i.merged_into, i.id) AS incident_id, coalesce(m.state, i.state) AS state
     FROM triage_result t LEFT JOIN incident i ON i.id = t.incident_id LEFT JOIN incident m ON m.id = i.merged_into
     WHERE t.report_id = $1`,
    [followsReportId],
  );
  if (row === undefined) throw new FollowedTooEarly('the report that this one continues is not triaged yet');
  return found(row, 'proof');
}

async function byNumber(tx: Tx, { channel, sender, id }: Report): Promise<FoundIncident | null> {
  if (!hasOwnNumber(sender) || (channel !== 'sms' && channel !== 'voice')) return null;
  // Two texts from one number at the same instant must not open two incidents.
  await tx.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [`sender ${sender}`]);
  const [row] = await tx.query<{ incident_id: string; state: IncidentState }>(
    `SELECT t.incident_id, i.state FROM report r
     JOIN triage_result t ON t.report_id = r.id JOIN incident i ON i.id = t.incident_id
     WHERE r.sender = $1 AND r.channel IN ('sms', 'voice') AND r.id <> $2 AND i.state NOT IN ('resolved', 'closed')
     ORDER BY r.received_at DESC LIMIT 1`,
    [sender, id],
  );
  return found(row, 'number');
}

async function byReference(tx: Tx, { referencesInSubject, senderAddress }: ReadReport): Promise<FoundIncident | null> {
  if (referencesInSubject.length === 0 || senderAddress === null) return null;
  const rows = await tx.query<{ incident_id: string; state: IncidentState; known: string[] }>(
    `SELECT named.incident_id, i.state,
       (SELECT array_agg(address) FROM triage_result p JOIN report pr ON pr.id = p.report_id,
          unnest(ARRAY[pr.sender, p.contact_email]) AS address
        WHERE p.incident_id = named.incident_id AND address IS NOT NULL
          AND (p.joined_by IS NULL OR p.joined_by IN ('proof', 'number', 'reference'))) AS known
     FROM report r JOIN triage_result named ON named.report_id = r.id JOIN incident i ON i.id = named.incident_id
     WHERE r.reference = ANY($1)`,
    [referencesInSubject],
  );
  const sender = normalizeAddress(senderAddress);
  return found(
    rows.find(({ known }) => known?.some((address) => normalizeAddress(address) === sender)),
    'reference',
  );
}

/**
 * The incidents that a subject names and its sender takes no part in: suggested to a person, joined to nothing, or anyone who
 * learns a reference could write into an incident.
 */
export async function findNamedIncidents(
  tx: Tx,
  { referencesInSubject }: Pick<ReadReport, 'referencesInSubject'>,
): Promise<readonly string[]> {
  if (referencesInSubject.length === 0) return [];
  const rows = await tx.query<{ id: string }>(
    `SELECT DISTINCT coalesce(i.merged_into, i.id) AS id FROM report r JOIN triage_result t ON t.report_id = r.id
       JOIN incident i ON i.id = t.incident_id WHERE r.reference = ANY($1)`,
    [referencesInSubject],
  );
  return rows.map(({ id }) => id);
}

function found(
  row: { incident_id: string | null; state: IncidentState | null } | undefined,
  by: Proof,
): FoundIncident | null {
  if (row === undefined || row.incident_id === null || row.state === null) return null;
  return { incidentId: row.incident_id, state: row.state, by };
}
