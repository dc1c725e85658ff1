import type { Placement } from '#domain';
import type { TriageResult, Tx } from '#store';
import type { JudgedReport } from './open-incident.js';
import type { ReadReport } from './read-report/report-reading.js';

export interface RecordedVerdict {
  readonly judged: Pick<JudgedReport, 'report' | 'reading' | 'verdict' | 'found' | 'authentication'>;
  readonly outcome: Placement['outcome'];
  readonly incidentId: string | null;
  readonly joinedBy: TriageResult['joinedBy'];
}

/** Records what the rules made of one report or of many, each on its own timeline too. */
export async function recordVerdicts(tx: Tx, recorded: readonly RecordedVerdict[]): Promise<void> {
  await tx.query(
    `INSERT INTO triage_result (report_id, incident_id, party_id, disposition, joined_by, readable, subject, text, contact_email,
       contact_phone, verdict, rules_version, contact_id, reporter_standing, authentication, own_text,
       forwarded_text, triaged_at)
     SELECT *, $18::timestamptz FROM unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::text[], $5::text[], $6::boolean[], $7::text[],
       $8::text[], $9::text[], $10::text[], $11::jsonb[], $12::text[],
       $13::uuid[], $14::text[], $15::jsonb[], $16::text[], $17::text[])`,
    [
      recorded.map(({ judged }) => judged.report.id),
      recorded.map(({ incidentId }) => incidentId),
      recorded.map(({ judged }) => judged.found.partyId),
      recorded.map(({ outcome }) => outcome),
      recorded.map(({ joinedBy }) => joinedBy),
      recorded.map(({ judged }) => judged.reading.readable),
      recorded.map(({ judged }) => judged.reading.subject),
      recorded.map(({ judged }) => judged.reading.text),
      recorded.map(({ judged }) => judged.reading.contact.email),
      recorded.map(({ judged }) => judged.reading.contact.phone),
      recorded.map(({ judged: { verdict, reading } }) =>
        JSON.stringify({ ...verdict, automatic: whyUnanswered(reading) }),
      ),
      recorded.map(({ judged }) => judged.verdict.rulesVersion),
      recorded.map(({ judged }) => judged.found.contactId),
      recorded.map(({ judged }) => judged.found.standing),
      recorded.map(({ judged: { authentication } }) =>
        authentication === null ? null : JSON.stringify(authentication),
      ),
      recorded.map(({ judged }) => emptyAsNull(judged.reading.ownText)),
      recorded.map(({ judged }) => emptyAsNull(judged.reading.forwardedText)),
      tx.now,
    ],
  );
  for (const { judged, outcome, incidentId, joinedBy } of recorded) {
    const { report, reading, verdict, found, authentication } = judged;
    tx.append({
      subject: 'report',
      id: report.id,
      actor: 'service:triage',
      type: 'report.triaged',
      data: {
        disposition: outcome,
        incidentId,
        ...(joinedBy !== null && { by: joinedBy }),
        category: verdict.category,
        severity: verdict.severity,
        severityRule: verdict.severityRule,
        language: verdict.language,
        readable: reading.readable,
        automatic: whyUnanswered(reading),
        standing: found.standing,
        ...(authentication !== null && { sender: authentication.summary }),
        rulesVersion: verdict.rulesVersion,
      },
    });
  }
}

/** The sender of what was passed on is whom it reports, or a list: no machine answers either. */
const whyUnanswered = ({ automatic, passedOn }: ReadReport): string | null =>
  automatic ?? (passedOn ? 'passed-on' : null);

const emptyAsNull = (text: string): string | null => (text === '' ? null : text);
