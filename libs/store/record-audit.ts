import { chainEntry, type JsonObject, type TimelineEntry } from '#domain';
import type { Actor } from './append-to-timelines.js';
import { sha256, type Tx } from './tx.js';

/** What somebody did to the hotline itself: `kind` is noun.past-participle, `subject` the id or key of what it was done to. */
export interface AuditDraft {
  readonly actor: Actor;
  readonly kind: string;
  readonly subject: string;
  /** Before and after, in keys, ids, days and numbers. Never a password, nor a name that somebody typed to sign in. */
  readonly data?: JsonObject;
}

/** The subject of the one chain that all of it stands in. */
const chain = { subjectKind: 'hotline', subjectId: 'hotline' } as const;

interface Row {
  readonly seq: number;
  readonly at: Date;
  readonly actor: string;
  readonly kind: string;
  readonly subject: string;
  readonly data: JsonObject;
  readonly previous_hash: string;
  readonly hash: string;
}

/**
 * Writes down what somebody did, chained to what was written before, in the transaction that does it. The chain is held until
 * the commit: call it last.
 */
export async function recordAudit(tx: Tx, { actor, kind, subject, data = {} }: AuditDraft): Promise<void> {
  const [head] = await tx.query<{ seq: number; hash: string }>('SELECT seq, hash FROM audit_head FOR NO KEY UPDATE');
  if (head === undefined) throw new Error('the audit record has no head');
  const draft = { ...chain, at: tx.now, actor, type: kind, data: { ...data, subject } };
  const { seq, previousHash, hash } = chainEntry(head, draft, sha256);
  await Promise.all([
    tx.query(
      `INSERT INTO audit_record (seq, at, actor, kind, subject, data, previous_hash, hash)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
      [seq, tx.now, actor, kind, subject, JSON.stringify(data), previousHash, hash],
    ),
    tx.query('UPDATE audit_head SET seq = $1, hash = $2', [seq, hash]),
  ]);
}

/** An entry as the chain's rules read it. */
export function toChainEntry({ at, actor, kind, subject, data, seq, ...row }: Row): TimelineEntry<'hotline'> {
  return {
    ...chain,
    seq,
    at,
    actor,
    type: kind,
    data: { ...data, subject },
    previousHash: row.previous_hash,
    hash: row.hash,
  };
}
