import { randomUUID } from 'node:crypto';
import { type NoticeFacts, type NoticeKind, tellAgainMs, urgentKinds } from '#domain';
import type { Tx } from '#store';

export interface NoticeDraft<K extends NoticeKind> {
  readonly kind: K;
  /** What makes a second notice the same one: it is raised once for each key, ever. Put a day or an id in it to be told again. */
  readonly key: string;
  readonly facts: NoticeFacts<K>;
  /** What it tells of: a notice of an urgent kind is told again for as long as that stands and nobody sees to it. */
  readonly findingId?: string;
}

/** Tells the managers, by text and mail, what the service cannot mend itself. Returns false when they were told before. */
export async function raiseNotice<K extends NoticeKind>(
  tx: Tx,
  { kind, key, facts, findingId }: NoticeDraft<K>,
): Promise<boolean> {
  const urgentAbout = urgentKinds.has(kind) ? (findingId ?? null) : null;
  const again = urgentAbout === null ? null : new Date(tx.now.getTime() + tellAgainMs(1));
  const [row] = await tx.query<{ id: string }>(
    `INSERT INTO notice (id, kind, key, facts, raised_at, finding_id, again_at) VALUES ($1, $2, $3, $4, $5, $6, $7)
     ON CONFLICT (key) DO NOTHING RETURNING id`,
    [randomUUID(), kind, `${kind}: ${key}`, JSON.stringify(facts), tx.now, urgentAbout, again],
  );
  if (row === undefined) return false;
  tx.emit('notice.raised', { noticeId: row.id });
  return true;
}
