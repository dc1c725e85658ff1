import type { Actor, Tx } from '#store';
import { recordWatchChange } from './record-watch-change.js';

export interface Acceptance {
  readonly id: string;
  readonly because: string;
  readonly actor: Actor;
}

/**
 * A person says that a finding cannot be mended: it stays on record and no longer keeps the outside monitor from hearing of us.
 * Returns false when no open finding has this id. Accepted again, the later reason counts.
 */
export async function acceptFinding(tx: Tx, { id, because, actor }: Acceptance): Promise<boolean> {
  const [accepted] = await tx.query<{ kind: string }>(
    `UPDATE finding SET accepted_at = $3, accepted_because = $2 WHERE id::text = $1 AND cleared_at IS NULL RETURNING kind`,
    [id, because, tx.now],
  );
  if (accepted === undefined) return false;
  await recordWatchChange(tx, { actor, kind: 'finding.accepted', subject: id, data: { of: accepted.kind } });
  return true;
}
