import { Inject, Injectable } from '@nestjs/common';
import type { RecordsChecked } from '#contracts';
import { everyParty, verifyChain } from '#domain';
import { Database, sha256, toChainEntry, type Tx, verifyTimelinesAfter } from '#store';

/** Told of one piece; who finds more needs the command line and a long evening. */
const mostBroken = 100;
/** Entries of the audit that are in memory at a time. */
const batch = 2_000;

/**
 * Checks that records read as they were written, a piece at a time, so that no request lasts and whoever asks sees how far it is.
 * The first piece checks the audit as well.
 */
@Injectable()
export class CheckRecords {
  constructor(@Inject(Database) private readonly database: Database) {}

  async check(after: string | null): Promise<RecordsChecked> {
    return this.database.transactionFor(everyParty, async (tx) => {
      const piece = await verifyTimelinesAfter((sql, parameters) => tx.query(sql, parameters), after);
      const audit = after === null ? await checkAudit(tx) : { entries: 0, broken: [] };
      const timelines = piece.broken.map(({ subjectKind, subjectId, verdict }) => ({
        kind: subjectKind,
        id: subjectId,
        seq: verdict.seq,
        reason: verdict.reason,
      }));
      return {
        subjects: piece.subjects,
        entries: piece.entries + audit.entries,
        broken: [...audit.broken, ...timelines].slice(0, mostBroken),
        next: piece.next,
      };
    });
  }
}

async function checkAudit(tx: Tx): Promise<{ readonly entries: number; readonly broken: RecordsChecked['broken'] }> {
  const [head = null] = await tx.query<{ seq: number; hash: string }>('SELECT seq, hash FROM audit_head');
  let after: { seq: number; hash: string } | undefined;
  for (;;) {
    const rows = await tx.query<Parameters<typeof toChainEntry>[0]>(
      `SELECT * FROM audit_record WHERE seq > $1 ORDER BY seq LIMIT ${batch}`,
      [after?.seq ?? 0],
    );
    const isLast = rows.length < batch;
    const last = rows.at(-1);
    // A piece that is not the last is held against its own end: what lies between pieces, the next one finds.
    const verdict = verifyChain(rows.map(toChainEntry), isLast ? head : (last ?? null), sha256, after);
    if (verdict.outcome === 'broken')
      return {
        entries: verdict.seq,
        broken: [{ kind: 'audit', id: 'audit', seq: verdict.seq, reason: verdict.reason }],
      };
    if (isLast || last === undefined) return { entries: verdict.length, broken: [] };
    after = { seq: last.seq, hash: last.hash };
  }
}
