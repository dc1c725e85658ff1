import { createHash, randomUUID } from 'node:crypto';
import type { EntityManager } from 'typeorm';
import { type AnyEvent, type EventData, type EventType, events, reactionsTo } from '#contracts';
import { chainEntry } from '#domain';
import type { Clock } from './clock.js';

export const sha256 = (content: string | Uint8Array): string => createHash('sha256').update(content).digest('hex');

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

/** One open transaction: rows, the events they cause and the timeline entries that tell of them commit together. */
export class Tx {
  /** True once an event was recorded that some queue must be told of: the relay is nudged after the commit. */
  hasNews = false;
  readonly now: Date;

  constructor(
    readonly manager: EntityManager,
    private readonly clock: Clock,
    private readonly cause: AnyEvent | null,
  ) {
    this.now = clock.now();
  }

  async query<Row>(sql: string, parameters: readonly unknown[] = []): Promise<Row[]> {
    const result: unknown = await this.manager.query(sql, [...parameters]);
    // For UPDATE and DELETE, TypeORM answers [rows, count]; for everything else the rows alone.
    if (Array.isArray(result) && result.length === 2 && Array.isArray(result[0]) && typeof result[1] === 'number') {
      return result[0] as Row[];
    }
    return result as Row[];
  }

  /**
   * Records an event and what each reacting queue must be told of it. `story` is the correlation of a first event;
   * later ones carry on the story of the event that is being handled.
   */
  async emit<T extends EventType>(type: T, data: EventData<T>, story?: string): Promise<string> {
    const id = randomUUID();
    const checked = events[type].data.parse(data) as Record<string, unknown>;
    const incidentId = typeof checked['incidentId'] === 'string' ? checked['incidentId'] : null;
    const queues = reactionsTo(type);
    await this.query(
      `WITH recorded AS (
         INSERT INTO event (id, type, version, occurred_at, correlation_id, causation_id, incident_id, data)
         VALUES ($1, $2, 1, $3, $4, $5, $6, $7) RETURNING id)
       INSERT INTO outbox (event_id, queue, created_at) SELECT id, unnest($8::text[]), $3 FROM recorded`,
      [
        id,
        type,
        this.now,
        this.cause?.correlationId ?? story ?? incidentId ?? id,
        this.cause?.id ?? null,
        incidentId,
        JSON.stringify(checked),
        queues,
      ],
    );
    this.hasNews = true;
    return id;
  }

  /**
   * Records events of one type that may wait: queues hear of them after everything else. In one statement, however many.
   */
  async emitInBulk<T extends EventType>(type: T, all: readonly EventData<T>[]): Promise<void> {
    if (all.length === 0) return;
    const checked = all.map((data) => events[type].data.parse(data) as Record<string, unknown>);
    const incidents = checked.map((data) => (typeof data['incidentId'] === 'string' ? data['incidentId'] : null));
    await this.query(
      `WITH recorded AS (
         INSERT INTO event (id, type, version, occurred_at, correlation_id, causation_id, incident_id, data)
         SELECT one.id, $1, 1, $2, coalesce(one.incident_id, one.id), NULL, one.incident_id, one.data
         FROM unnest($3::uuid[], $4::uuid[], $5::jsonb[]) AS one (id, incident_id, data) RETURNING id)
       INSERT INTO outbox (event_id, queue, created_at, bulk)
       SELECT id, queue, $2, true FROM recorded, unnest($6::text[]) AS queue`,
      [
        type,
        this.now,
        all.map(() => randomUUID()),
        incidents,
        checked.map((data) => JSON.stringify(data)),
        reactionsTo(type),
      ],
    );
    this.hasNews = true;
  }

  /** Appends one entry to the timeline of each of several subjects, in a number of statements that does not grow with them. */
  async appendToEach(drafts: readonly TimelineDraft[]): Promise<void> {
    if (drafts.length === 0) return;
    // In one order, so that two that lock the same heads cannot wait for each other.
    const heads = await this.query<{ subject_id: string; seq: number; hash: string }>(
      'SELECT subject_id, seq, hash FROM timeline_head WHERE subject_id = ANY($1) ORDER BY subject_id FOR UPDATE',
      [drafts.map(({ id }) => id)],
    );
    const previous = new Map(heads.map(({ subject_id: id, seq, hash }) => [id, { seq, hash }]));
    const at = this.clock.now();
    const entries = drafts.map((draft) => this.chain(previous.get(draft.id) ?? null, draft, at));
    await this.query(
      `WITH entry AS (
         SELECT * FROM unnest($1::uuid[], $2::text[], $3::int[], $4::timestamptz[], $5::text[], $6::text[], $7::jsonb[], $8::text[],
           $9::text[]) AS e (subject_id, subject_kind, seq, at, actor, type, data, previous_hash, hash)
       ), written AS (
         INSERT INTO timeline_entry (subject_id, subject_kind, seq, at, actor, type, data, previous_hash, hash) SELECT * FROM entry)
       INSERT INTO timeline_head (subject_id, subject_kind, seq, hash)
       SELECT subject_id, subject_kind, seq, hash FROM entry
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

  private chain(
    previous: { readonly seq: number; readonly hash: string } | null,
    { subject, id, actor, type, data, at }: TimelineDraft,
    now: Date,
  ): ReturnType<typeof chainEntry> {
    return chainEntry(
      previous,
      { subjectKind: subject, subjectId: id, at: at ?? now, actor, type, data: (data ?? {}) as never },
      sha256,
    );
  }

  /** Appends to the subject's timeline. The head row is locked until the commit, so entries have one order. */
  async append(draft: TimelineDraft): Promise<void> {
    const [previous] = await this.query<{ seq: number; hash: string }>(
      'SELECT seq, hash FROM timeline_head WHERE subject_id = $1 FOR UPDATE',
      [draft.id],
    );
    // The time is read once the chain is ours: the entries of one chain never go back in time.
    const entry = this.chain(previous ?? null, draft, this.clock.now());
    await this.query(
      `WITH entry AS (
         INSERT INTO timeline_entry (subject_id, subject_kind, seq, at, actor, type, data, previous_hash, hash)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9))
       INSERT INTO timeline_head (subject_id, subject_kind, seq, hash) VALUES ($1, $2, $3, $9)
       ON CONFLICT (subject_id) DO UPDATE SET seq = excluded.seq, hash = excluded.hash`,
      [
        entry.subjectId,
        entry.subjectKind,
        entry.seq,
        entry.at,
        entry.actor,
        entry.type,
        JSON.stringify(entry.data),
        entry.previousHash,
        entry.hash,
      ],
    );
  }
}
