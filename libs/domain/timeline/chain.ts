import { canonicalJson, type JsonObject } from './canonical-json.js';

export type SubjectKind = 'report' | 'incident';

/** What happened, before it has its place in the chain. */
export interface TimelineDraft<Kind extends string = SubjectKind> {
  readonly subjectKind: Kind;
  readonly subjectId: string;
  readonly at: Date;
  /** Who did it: a person's id, or the name of the service. */
  readonly actor: string;
  readonly type: string;
  readonly data: JsonObject;
}

/** One entry of a subject's record. `hash` covers everything else in it, the hash of the entry before it included. */
export interface TimelineEntry<Kind extends string = SubjectKind> extends TimelineDraft<Kind> {
  /** 1 for the first entry of a subject; without gaps. */
  readonly seq: number;
  readonly previousHash: string;
  readonly hash: string;
}

export interface ChainHead {
  readonly seq: number;
  readonly hash: string;
}

export type ChainVerdict =
  | { readonly outcome: 'intact'; readonly length: number }
  | { readonly outcome: 'broken'; readonly seq: number; readonly reason: BreakReason };

/**
 * `gap`: an entry is missing, doubled or out of place; `wrong-previous`: it does not follow the entry before it;
 * `hash-mismatch`: its content was changed; `truncated`: entries are missing at the end; `head-mismatch`: the chain ends
 * otherwise than its recorded head says.
 */
export type BreakReason = 'hash-mismatch' | 'gap' | 'wrong-previous' | 'truncated' | 'head-mismatch';

/** What the first entry of every chain follows. */
export const genesisHash = '0'.repeat(64);

/** SHA-256 of a text's UTF-8 bytes, in lower case hexadecimal. Handed in, so that the rules need no cryptography of their own. */
export type Sha256 = (text: string) => string;

/** The text that an entry's hash is taken of: canonical JSON, so anyone can compute it from an export. */
export function digestInput(entry: Omit<TimelineEntry<string>, 'hash'>): string {
  const { subjectKind, subjectId, seq, at, actor, type, data, previousHash } = entry;
  return canonicalJson({ subjectKind, subjectId, seq, at: at.toISOString(), actor, type, data, previousHash });
}

/** Gives a draft its place after the head of its subject's chain; `previous` is null for the first entry. */
export function chainEntry<Kind extends string>(
  previous: ChainHead | null,
  draft: TimelineDraft<Kind>,
  sha256: Sha256,
): TimelineEntry<Kind> {
  const { subjectKind, subjectId, at, actor, type, data } = draft;
  const seq = (previous?.seq ?? 0) + 1;
  const previousHash = previous?.hash ?? genesisHash;
  const entry = { subjectKind, subjectId, seq, at, actor, type, data, previousHash };
  return { ...entry, hash: sha256(digestInput(entry)) };
}

/**
 * Checks one subject's chain from its first entry to its recorded head and names the first entry that is not as it was
 * written. The entries come as they are stored, in the order of `seq`; the head comes from where it is kept apart from them,
 * for without it nobody could tell that the newest entries were removed. A long chain is checked in pieces: each begins
 * `after` the entry that the one before it ended with.
 */
export function verifyChain(
  entries: readonly TimelineEntry<string>[],
  head: ChainHead | null,
  sha256: Sha256,
  after: ChainHead = { seq: 0, hash: genesisHash },
): ChainVerdict {
  let previousHash = after.hash;
  for (const [index, entry] of entries.entries()) {
    const seq = after.seq + index + 1;
    if (entry.seq !== seq) return { outcome: 'broken', seq, reason: 'gap' };
    if (entry.previousHash !== previousHash) return { outcome: 'broken', seq, reason: 'wrong-previous' };
    if (entry.hash !== sha256(digestInput(entry))) return { outcome: 'broken', seq, reason: 'hash-mismatch' };
    previousHash = entry.hash;
  }
  const length = after.seq + entries.length;
  if (head === null) {
    return length === 0 ? { outcome: 'intact', length } : { outcome: 'broken', seq: length, reason: 'head-mismatch' };
  }
  if (head.seq > length) return { outcome: 'broken', seq: length + 1, reason: 'truncated' };
  if (head.seq < length) return { outcome: 'broken', seq: head.seq + 1, reason: 'head-mismatch' };
  if (head.hash !== previousHash) return { outcome: 'broken', seq: length, reason: 'head-mismatch' };
  return { outcome: 'intact', length };
}
