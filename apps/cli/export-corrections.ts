import { writeFile } from 'node:fs/promises';
import type { Verdict } from '#domain';
import { print } from './print.js';
import { withStore } from './with-store.js';

interface Row {
  readonly reference: string;
  readonly channel: string;
  readonly sender: string | null;
  readonly subject: string | null;
  readonly text: string;
  readonly verdict: Verdict;
  readonly category: string;
  readonly account_kind: string;
  readonly severity: string;
  readonly rsit: string;
  readonly reasons: readonly string[];
}

/** Incidents at a time; the file is written once, at the end. */
const batchSize = 200;

/**
 * Writes what responders put right as labelled reports, so that `vigil triage eval` can judge the rules by it: the words of
 * the report that opened each corrected incident, with the labels as they stand now. It holds what people wrote in: the
 * file is readable by its owner alone, and marked as such.
 */
export async function exportCorrections(options: { readonly file: string }): Promise<void> {
  const reports = await withStore(async (source) => {
    const labelled: object[] = [];
    let after = '';
    for (;;) {
      const rows: Row[] = await source.query(
        `SELECT i.reference, r.channel, r.sender, t.subject, t.text, t.verdict, i.category, i.account_kind, i.severity, i.rsit,
           (SELECT array_agg(DISTINCT c.reason) FROM correction c WHERE c.incident_id = i.id) AS reasons
         FROM incident i JOIN LATERAL (
           SELECT * FROM triage_result t WHERE t.incident_id = i.id AND t.disposition = 'opened' ORDER BY t.triaged_at, t.report_id LIMIT 1) t ON true
         JOIN report r ON r.id = t.report_id
         WHERE i.reference > $1 AND EXISTS (SELECT FROM correction c WHERE c.incident_id = i.id AND c.field <> 'link')
         ORDER BY i.reference LIMIT ${batchSize}`,
        [after],
      );
      labelled.push(...rows.map(asLabelled));
      const last = rows.at(-1);
      if (last === undefined || rows.length < batchSize) return labelled;
      after = last.reference;
    }
  });
  const meta = { source: 'corrections by responders', marking: 'TLP:AMBER+STRICT' };
  await writeFile(options.file, `${JSON.stringify({ meta, reports }, null, 2)}\n`, { mode: 0o600 });
  print(`${reports.length} corrected reports in ${options.file}.`);
}

function asLabelled(row: Row): object {
  const { verdict } = row;
  return {
    id: row.reference,
    channel: row.channel,
    language: verdict.language,
    from: row.sender,
    subject: row.subject,
    body: row.text,
    expected: {
      category: row.category,
      rsit_type: row.rsit === '' ? null : row.rsit,
      severity_band: row.severity,
      account_kind: row.account_kind,
      compromised_channel: verdict.compromisedChannel,
      fi_indicator: verdict.foreignInterference,
      violence_indicator: verdict.violence,
      life_safety: verdict.lifeSafety,
      iocs: verdict.indicators.map(({ type, value }) => ({ type, value })),
      reply_language: verdict.language,
      disposition: verdict.disposition,
    },
    rationale: row.reasons.join(' / '),
  };
}
