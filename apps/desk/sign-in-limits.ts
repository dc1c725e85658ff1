import { Inject, Injectable } from '@nestjs/common';
import { noParty } from '#domain';
import { Metrics, ProblemError } from '#service';
import { Database, recordAudit, sha256, type Tx } from '#store';

/** Wrong attempts that are borne within ten minutes before the next are refused unread. */
const most = { address: 30, name: 10 } as const;
const windowMs = 600_000;

interface Counted {
  readonly kind: keyof typeof most;
  readonly attempts: number;
  readonly ends_at: Date;
}

/** Attempts at passwords, counted in the database: for every process together, and beyond a restart. */
@Injectable()
export class SignInLimits {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(Metrics) private readonly metrics: Metrics,
  ) {}

  /** Counts one attempt, which is committed before the password is looked at. Refuses what is too many. */
  async count(name: string, address: string): Promise<void> {
    const over = await this.database.transactionFor(noParty, async (tx) => {
      const rows = await tx.query<Counted>(
        `INSERT INTO sign_in_count AS c (kind, key_hash, attempts, ends_at)
         VALUES ('address', $1, 1, $3), ('name', $2, 1, $3)
         ON CONFLICT (kind, key_hash) DO UPDATE SET
           attempts = CASE WHEN c.ends_at <= $4 THEN 1 ELSE least(c.attempts, 1000000) + 1 END,
           ends_at = CASE WHEN c.ends_at <= $4 THEN excluded.ends_at ELSE c.ends_at END
         RETURNING kind, attempts, ends_at`,
        [sha256(address), sha256(name), new Date(tx.now.getTime() + windowMs), tx.now],
      );
      const found = rows.find(({ kind, attempts }) => attempts > most[kind]) ?? null;
      if (found !== null) await tellOnce(tx, found, address);
      return found === null ? null : { seconds: Math.ceil((found.ends_at.getTime() - tx.now.getTime()) / 1000) };
    });
    if (over === null) return;
    this.metrics.signInsRefused.inc({ reason: 'too-many' });
    throw new ProblemError(
      429,
      'too-many-attempts',
      { en: 'Wait a few minutes, then try again.', fr: 'Attendez quelques minutes, puis réessayez.' },
      [],
      { 'retry-after': String(over.seconds) },
    );
  }

  /** The password was right: the name begins anew, the address has its attempt back, and what has ended is cleared away. */
  async forgive(name: string, address: string): Promise<void> {
    await this.database.transactionFor(noParty, async (tx) => {
      await tx.query(
        `UPDATE sign_in_count SET attempts = greatest(attempts - 1, 0) WHERE kind = 'address' AND key_hash = $1`,
        [sha256(address)],
      );
      await tx.query(`DELETE FROM sign_in_count WHERE kind = 'name' AND key_hash = $1 OR ends_at <= $2`, [
        sha256(name),
        tx.now,
      ]);
    });
  }
}

/** The first refusal of a window is written down; a thousand more of it would only bury everything else. */
async function tellOnce(tx: Tx, { kind, attempts }: Counted, address: string): Promise<void> {
  if (attempts !== most[kind] + 1) return;
  const data = { reason: 'too-many', counted: kind, address };
  await recordAudit(tx, { actor: 'service:desk', kind: 'session.refused', subject: 'unknown', data });
}
