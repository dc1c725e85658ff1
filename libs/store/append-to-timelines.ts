import { chainEntry, type Sha256, type TimelineEntry } from '#domain';
import type { Clock } from './clock.js';
import type { Query } from './statement.js';

/** Who or what made a change: `user:<id>`, `reporter`, `carrier`, or `service:<name>`. */
export type Actor = `user:${string}` | `service:${string}` | 'reporter' | 'carrier';

export interface TimelineDraft {
  readonly subject: 'report' | 'incident';
  readonly id: string;
  readonly actor: Actor;
  readonly type: string;
  readonly data?: Record<string, unknown>;
  /** When it happened, if that is not now. */
  readonly at?: Date;
}

interface Head {
  readonly subject_id: string;
  readonly seq: number;
  readonly hash: string;
}

/**
 * Chains entries to the timelines of their subjects, in their order. The heads are locked until the commit, so that the entries
 * of one subject have one order. Resolves when the heads are locked and the last statement is on its way: `written`.
 */
export async function appendToTimelines(
  query: Query,
  drafts: readonly TimelineDraft[],
  clock: Clock,
  sha256: Sha256,
): Promise<{ readonly written: Promise<unknown> }> {
  // Locked in one order, so that two that tell of the same subjects cannot wait for each other.
  const heads = await query<Head>(
    'SELECT subject_id, seq, hash FROM timeline_head WHERE subject_id = ANY($1) ORDER BY subject_id FOR NO KEY UPDATE',
    [[...new Set(drafts.map(({ id }) => id))]],
  );
  const last = new Map<string, { readonly seq: number; readonly hash: string }>(
    heads.map(({ subject_id: id, seq, hash }) => [id, { seq, hash }]),
  );
  // The time is read once the chains are ours: the entries of one chain never go back in time.
  const now = clock.now();
  const entries = drafts.map(({ subject, id, actor, type, data, at }) => {
    const told = { subjectKind: subject, subjectId: id, at: at ?? now, actor, type, data: (data ?? {}) as never };
    const entry = chainEntry(last.get(id) ?? null, told, sha256);
    last.set(id, entry);
    return entry;
  });
  return { written: write(query, entries) };
}

async function write(query: Query, entries: readonly TimelineEntry[]): Promise<void> {
  await query(
    `WITH entry AS (
       SELECT * FROM unnest($1::uuid[], $2::text[], $3::int[], $4::timestamptz[], $5::text[], $6::text[], $7::jsonb[], $8::text[],
         $9::text[]) AS e (subject_id, subject_kind, seq, at, actor, type, data, previous_hash, hash)
     ), written AS (
       INSERT INTO timeline_entry (subject_id, subject_kind, seq, at, actor, type, data, previous_hash, hash) SELECT * FROM entry)
     INSERT INTO timeline_head (subject_id, subject_kind, seq, hash)
     SELECT DISTINCT ON (subject_id) subject_id, subject_kind, seq, hash FROM entry ORDER BY subject_id, seq DESC
     ON CONFLICT (subject_id) DO UPDATE SET seq = excluded.seq, hash = excluded.hash`,
    [
      entries.map((entry) => entry.subjectId),
      entries.map((entry) => entry.subjectKind),
      entries.map((entry) => entry.seq),
      entries.map((entry) => entry.at),
      entries.map((entry) => entry.actor),
      entries.map((entry) => entry.type),
      entries.map((entry) => JSON.stringify(entry.data)),
      entries.map((entry) => entry.previousHash),
      entries.map((entry) => entry.hash),
    ],
  );
}
