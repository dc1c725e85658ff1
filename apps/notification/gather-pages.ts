import { gatheringCount, gatheringMs, type Telling, tellPage } from '#domain';
import type { Tx } from '#store';
import { type PageFacts, readPage } from './page-facts.js';
import { notificationActor } from './request-delivery.js';

/** When a person was last paged before this page, as far as it matters. One look at an index: it is on the way of every page. */
export async function pagedLately(tx: Tx, userId: string, pageId: string): Promise<readonly Date[]> {
  const rows = await tx.query<{ requested_at: Date }>(
    `SELECT requested_at FROM page WHERE user_id = $1 AND requested_at > $2 AND id <> $3 ORDER BY requested_at DESC LIMIT $4`,
    [userId, new Date(tx.now.getTime() - gatheringMs), pageId, gatheringCount],
  );
  return rows.map(({ requested_at: at }) => at);
}

/** Whether a page speaks for itself, or is told of together with others that wait for the same person. */
export async function howToTell(tx: Tx, page: PageFacts, earlier: readonly Date[]): Promise<Telling> {
  const ofItsOwn = tellPage(page.severity, earlier, [], tx.now);
  if (ofItsOwn.tell === 'alone') return ofItsOwn;
  await oneAtATime(tx, page.userId);
  const [last] = await tx.query<{ told: Date | null }>(
    'SELECT max(told_together_at) AS told FROM page WHERE user_id = $1 AND told_together_at IS NOT NULL',
    [page.userId],
  );
  const told = last?.told ?? null;
  return tellPage(page.severity, earlier, told === null ? [] : [told], tx.now);
}

/** Lets a page wait for others. It is told of at `until`, whatever has come by then. */
export async function holdBack(tx: Tx, { pageId, incidentId, name }: PageFacts, until: Date): Promise<void> {
  await tx.query('UPDATE page SET gathered_until = $2 WHERE id = $1', [pageId, until]);
  tell(tx, incidentId, 'page.gathered', { pageId, name, until: until.toISOString() });
}

/**
 * The page that tells a person of all that waits for them: the most severe of those that waited, with this one. The others are
 * told with it. Null when all that waited is settled.
 */
export async function gather(tx: Tx, userId: string, pageId?: string): Promise<PageFacts | null> {
  await oneAtATime(tx, userId);
  await tx.query(
    `UPDATE page SET gathered_until = NULL WHERE user_id = $1 AND gathered_until IS NOT NULL AND state <> 'open'`,
    [userId],
  );
  const waiting = await tx.query<{ id: string; incident_id: string }>(
    `SELECT p.id, p.incident_id FROM page p JOIN incident i ON i.id = p.incident_id
     WHERE p.user_id = $1 AND p.state = 'open' AND (p.gathered_until IS NOT NULL OR p.id = $2)
     ORDER BY i.severity_rank, p.requested_at, p.id FOR NO KEY UPDATE OF p`,
    [userId, pageId ?? null],
  );
  const [first, ...others] = waiting;
  if (first === undefined) return null;
  await tx.query(
    `UPDATE page SET gathered_until = NULL, told_with = CASE WHEN id = $2 THEN NULL ELSE $2 END,
       told_together_at = CASE WHEN id = $2 THEN $3::timestamptz END
     WHERE id = ANY($1)`,
    [waiting.map(({ id }) => id), first.id, tx.now],
  );
  const page = await readPage(tx, first.id);
  if (page === null) return null;
  const { reference, name } = page;
  for (const { id, incident_id: incidentId } of others) {
    tell(tx, incidentId, 'page.told-together', { pageId: id, name, with: reference });
  }
  return page;
}

async function oneAtATime(tx: Tx, userId: string): Promise<void> {
  await tx.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 8144))', [userId]);
}

function tell(tx: Tx, incidentId: string, type: string, data: Record<string, unknown>): void {
  tx.append({ subject: 'incident', id: incidentId, actor: notificationActor, type, data });
}
