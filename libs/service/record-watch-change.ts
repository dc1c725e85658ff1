import { randomUUID } from 'node:crypto';
import type { Actor, Tx } from '#store';

/** What changed: `kind` is noun.past-participle, `subject` the key or id of what it was done to. */
export interface WatchChangeDraft {
  readonly actor: Actor;
  readonly kind: string;
  readonly subject: string;
  /** Before and after, in keys, ids and numbers: no telephone number, no address. */
  readonly data?: Readonly<Record<string, unknown>>;
}

/** Adds to the history of the watch, its policies and its contact methods, in the transaction that made the change. */
export async function recordWatchChange(tx: Tx, { actor, kind, subject, data = {} }: WatchChangeDraft): Promise<void> {
  await tx.query('INSERT INTO watch_change (id, at, actor, kind, subject, data) VALUES ($1, $2, $3, $4, $5, $6)', [
    randomUUID(),
    tx.now,
    actor,
    kind,
    subject,
    JSON.stringify(data),
  ]);
}
