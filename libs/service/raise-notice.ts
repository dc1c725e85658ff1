import { randomUUID } from 'node:crypto';
import type { NoticeFacts, NoticeKind } from '#domain';
import type { Tx } from '#store';

export interface NoticeDraft<K extends NoticeKind> {
  readonly kind: K;
  /** What makes a second notice the same one: it is raised once for each key, ever. Put a day or an id in it to be told again. */
  readonly key: string;
  readonly facts: NoticeFacts<K>;
}

/** Tells the managers, by text and mail, what the service cannot mend itself. Returns false when they were told before. */
export async function raiseNotice<K extends NoticeKind>(
  tx: Tx,
  { kind, key, facts }: NoticeDraft<K>,
): Promise<boolean> {
  const [row] = await tx.query<{ id: string }>(
    `INSERT INTO notice (id, kind, key, facts, raised_at) VALUES ($1, $2, $3, $4, $5)
     ON CONFLICT (key) DO NOTHING RETURNING id`,
    [randomUUID(), kind, `${kind}: ${key}`, JSON.stringify(facts), tx.now],
  );
  if (row === undefined) return false;
  tx.emit('notice.raised', { noticeId: row.id });
  return true;
}
