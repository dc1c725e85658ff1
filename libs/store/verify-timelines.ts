import type { DataSource } from 'typeorm';
import { type ChainVerdict, type TimelineEntry, verifyChain } from '#domain';
import { sha256 } from './tx.js';

export interface BrokenTimeline {
  readonly subjectKind: 'report' | 'incident';
  readonly subjectId: string;
  readonly verdict: Extract<ChainVerdict, { outcome: 'broken' }>;
}

export interface TimelineVerification {
  readonly subjects: number;
  readonly entries: number;
  readonly broken: readonly BrokenTimeline[];
}

interface Row {
  readonly subject_id: string;
  readonly subject_kind: 'report' | 'incident';
  readonly seq: number;
  readonly at: Date;
  readonly actor: string;
  readonly type: string;
  readonly data: Record<string, unknown>;
  readonly previous_hash: string;
  readonly hash: string;
}

/** The stored form of an entry, as the chain's rules read it. */
export function toTimelineEntry(row: Row): TimelineEntry {
  return {
    subjectKind: row.subject_kind,
    subjectId: row.subject_id,
    seq: row.seq,
    at: row.at,
    actor: row.actor,
    type: row.type,
    data: row.data as TimelineEntry['data'],
    previousHash: row.previous_hash,
    hash: row.hash,
  };
}

const batch = 500;

/** Runs a statement and answers its rows. */
type Ask = <T>(sql: string, parameters: unknown[]) => Promise<T[]>;

export interface TimelinePiece extends TimelineVerification {
  /** Where the next piece begins; null after the last. */
  readonly next: string | null;
}

/**
 * Checks the chain of every report and incident, or of one subject, from its first entry to its recorded head.
 * Reads subjects in bounded batches, so memory does not grow with history; tells `progress` after each.
 */
export async function verifyTimelines(
  source: DataSource,
  only?: string,
  progress: (subjects: number) => void = () => undefined,
): Promise<TimelineVerification> {
  const broken: BrokenTimeline[] = [];
  let [subjects, entries] = [0, 0];
  let after: string | null = null;
  do {
    const piece: TimelinePiece = await verifyTimelinesAfter(
      (sql, parameters) => source.query(sql, parameters),
      after,
      only,
    );
    broken.push(...piece.broken);
    subjects += piece.subjects;
    entries += piece.entries;
    after = piece.next;
    if (piece.subjects > 0) progress(subjects);
  } while (after !== null);
  return { subjects, entries, broken };
}

/** The same for the next subjects alone, at most 500 of them; `after` is the `next` of the piece before, null for the first. */
export async function verifyTimelinesAfter(ask: Ask, after: string | null, only?: string): Promise<TimelinePiece> {
  const heads = await ask<{ subject_id: string; subject_kind: 'report' | 'incident'; seq: number; hash: string }>(
    `SELECT subject_id, max(subject_kind) AS subject_kind, max(seq) AS seq, max(hash) AS hash FROM (
       SELECT subject_id, subject_kind, seq, hash FROM timeline_head
       UNION ALL
       SELECT DISTINCT subject_id, subject_kind, NULL::int, NULL FROM timeline_entry) AS known
     WHERE subject_id > $1 AND ($2::uuid IS NULL OR subject_id = $2)
     GROUP BY subject_id ORDER BY subject_id LIMIT ${batch}`,
    [after ?? '00000000-0000-0000-0000-000000000000', only ?? null],
  );
  const rows = await ask<Row>('SELECT * FROM timeline_entry WHERE subject_id = ANY($1) ORDER BY subject_id, seq', [
    heads.map((head) => head.subject_id),
  ]);
  const bySubject = groupBySubject(rows);
  const broken = heads.flatMap((head): BrokenTimeline[] => {
    const chain = (bySubject.get(head.subject_id) ?? []).map(toTimelineEntry);
    const verdict = verifyChain(chain, head.hash === null ? null : head, sha256);
    if (verdict.outcome === 'intact') return [];
    return [{ subjectKind: head.subject_kind, subjectId: head.subject_id, verdict }];
  });
  const last = heads.at(-1)?.subject_id ?? null;
  return { subjects: heads.length, entries: rows.length, broken, next: heads.length < batch ? null : last };
}

function groupBySubject(rows: readonly Row[]): Map<string, Row[]> {
  const groups = new Map<string, Row[]>();
  for (const row of rows) {
    const group = groups.get(row.subject_id);
    if (group === undefined) groups.set(row.subject_id, [row]);
    else group.push(row);
  }
  return groups;
}
