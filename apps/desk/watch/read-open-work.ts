import type { OpenWork } from '#contracts';
import type { Tx } from '#store';
import { type IncidentRecord, isOpen, selectIncidents, toIncidentRow } from '../incident-row.js';
import type { Person } from '../person.js';
import type { Members } from './members.js';

const longestWords = 280;
const mostInHand = 50;

interface LastRow {
  readonly id: string;
  readonly from: 'reporter' | 'watch' | 'note';
  readonly actor: string | null;
  readonly at: Date;
  readonly text: string;
}

/** Incidents as whoever takes them over needs them: what was last said about each, by whom, and what is owed next. */
export async function readOpenWork(
  tx: Tx,
  members: Members,
  { language }: Person,
  ids: readonly string[],
): Promise<readonly OpenWork[]> {
  if (ids.length === 0) return [];
  const [rows, last] = await Promise.all([
    tx.query<IncidentRecord>(selectIncidents('WHERE i.id = ANY($2::uuid[])'), [language, ids]),
    readLastWords(tx, ids),
  ]);
  return rows.map(toIncidentRow).map(({ id, reference, severity, state, summary, party, breach, escalatesAt }) => {
    const words = last.find((one) => one.id === id);
    return {
      id,
      reference,
      severity,
      state,
      summary,
      party,
      breach,
      escalatesAt,
      last:
        words === undefined
          ? null
          : {
              from: words.from,
              by: words.actor === null ? null : members.actor(words.actor),
              at: words.at.toISOString(),
              text: words.text.slice(0, longestWords),
            },
    };
  });
}

/** The open incidents that somebody has acknowledged, the most severe first. */
export async function inHandOf(tx: Tx, userId: string): Promise<readonly string[]> {
  const rows = await tx.query<{ id: string }>(
    `SELECT i.id FROM incident i WHERE i.acknowledged_by = $1 AND ${isOpen}
     ORDER BY i.severity_rank, i.opened_at LIMIT ${mostInHand}`,
    [userId],
  );
  return rows.map(({ id }) => id);
}

/** Of each the latest of what its reporter wrote, what a person wrote to them, and what a person noted. */
function readLastWords(tx: Tx, ids: readonly string[]): Promise<readonly LastRow[]> {
  return tx.query<LastRow>(
    `SELECT i.id, last.* FROM unnest($1::uuid[]) AS i (id) CROSS JOIN LATERAL (
       (SELECT 'reporter' AS "from", NULL AS actor, r.received_at AS at, coalesce(t.own_text, t.text) AS text
        FROM triage_result t JOIN report r ON r.id = t.report_id
        WHERE t.incident_id = i.id ORDER BY t.triaged_at DESC LIMIT 1)
       UNION ALL
       (SELECT 'watch', 'user:' || m.author_id, m.created_at, m.text FROM message m
        WHERE m.incident_id = i.id AND m.author_id IS NOT NULL ORDER BY m.created_at DESC LIMIT 1)
       UNION ALL
       (SELECT 'note', e.actor, e.at, e.data ->> 'text' FROM timeline_entry e
        WHERE e.subject_id = i.id AND e.type = 'incident.noted' ORDER BY e.seq DESC LIMIT 1)
       ORDER BY at DESC LIMIT 1) last`,
    [ids],
  );
}
