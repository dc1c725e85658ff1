import type { Database, MailboxFolder, MailboxMessage, Tx } from '#store';

export interface FolderPosition {
  readonly uidValidity: string;
  readonly firstUid: number;
  readonly lastUid: number;
  readonly since: Date;
}

/** Messages that one statement puts down or takes up. */
const batch = 1_000;

/**
 * What the store knows of one folder of one mailbox: how far it was looked through, and a row for each message seen. The rows
 * come first and the work follows them, so whatever line a process dies at, the next one goes on from there.
 */
export class FolderRows {
  constructor(
    private readonly database: Database,
    private readonly mailbox: string,
    private readonly folder: string,
  ) {}

  async position(): Promise<FolderPosition | null> {
    const [row]: Pick<MailboxFolderRow, 'uid_validity' | 'first_uid' | 'last_uid' | 'since'>[] = await this.query(
      'SELECT uid_validity, first_uid, last_uid, since FROM mailbox_folder WHERE mailbox = $1 AND folder = $2',
    );
    if (row === undefined) return null;
    const { uid_validity: uidValidity, first_uid: firstUid, last_uid: lastUid, since } = row;
    return { uidValidity, firstUid: Number(firstUid), lastUid: Number(lastUid), since };
  }

  /**
   * Begins with a folder that was not there before, or has been made anew: these messages wait, and everything from `nextUid`
   * on will. What waited under an earlier UIDVALIDITY can no longer be asked for by its number; it is among the new ones.
   */
  async begin(uidValidity: string, nextUid: number, waiting: readonly number[]): Promise<void> {
    await this.database.transaction(async (tx) => {
      await tx.query(
        `INSERT INTO mailbox_folder (mailbox, folder, uid_validity, first_uid, last_uid, since, reached_at)
         VALUES ($1, $2, $3, $4, $5, $6, $6)
         ON CONFLICT (mailbox, folder) DO UPDATE SET uid_validity = excluded.uid_validity, first_uid = excluded.first_uid,
           last_uid = excluded.last_uid, reached_at = excluded.reached_at`,
        [this.mailbox, this.folder, uidValidity, nextUid, nextUid - 1, tx.now],
      );
      await tx.query(
        `UPDATE mailbox_message SET state = CASE WHEN state = 'waiting' THEN 'vanished' ELSE state END,
           settled_at = coalesce(settled_at, $4), marked_at = coalesce(marked_at, $4)
         WHERE mailbox = $1 AND folder = $2 AND uid_validity <> $3 AND (settled_at IS NULL OR marked_at IS NULL)`,
        [this.mailbox, this.folder, uidValidity, tx.now],
      );
      await this.put(tx, uidValidity, waiting);
    });
  }

  /** Puts down messages that the folder holds, and how far it was looked through. */
  async see(uidValidity: string, uids: readonly number[]): Promise<void> {
    const inOrder = uids.toSorted((a, b) => a - b);
    for (let start = 0; start < inOrder.length; start += batch) {
      const some = inOrder.slice(start, start + batch);
      await this.database.transaction(async (tx) => {
        await this.put(tx, uidValidity, some);
        await tx.query(
          `UPDATE mailbox_folder SET last_uid = greatest(last_uid, $4) WHERE mailbox = $1 AND folder = $2 AND uid_validity = $3`,
          [this.mailbox, this.folder, uidValidity, Math.max(...some)],
        );
      });
    }
  }

  /** Those that wait, the ones that failed before behind those that did not. */
  async waiting(uidValidity: string): Promise<readonly number[]> {
    return this.uids(
      `SELECT uid FROM mailbox_message WHERE mailbox = $1 AND folder = $2 AND uid_validity = $3 AND settled_at IS NULL
       ORDER BY attempts, uid LIMIT ${batch}`,
      [uidValidity],
    );
  }

  async settle(uidValidity: string, uid: number, state: 'stored' | 'repeated' | 'vanished', reportId: string | null) {
    await this.query(
      `UPDATE mailbox_message SET state = $5, report_id = $6, settled_at = $7,
         marked_at = CASE WHEN $5 = 'vanished' THEN $7::timestamptz END
       WHERE mailbox = $1 AND folder = $2 AND uid_validity = $3 AND uid = $4 AND settled_at IS NULL`,
      [uidValidity, uid, state, reportId, this.database.clock.now()],
    );
  }

  async failed(uidValidity: string, uid: number): Promise<void> {
    await this.query(
      `UPDATE mailbox_message SET attempts = attempts + 1
       WHERE mailbox = $1 AND folder = $2 AND uid_validity = $3 AND uid = $4 AND settled_at IS NULL`,
      [uidValidity, uid],
    );
  }

  /** Stored, and the server does not know it yet. */
  async unmarked(uidValidity: string): Promise<readonly number[]> {
    return this.uids(
      `SELECT uid FROM mailbox_message WHERE mailbox = $1 AND folder = $2 AND uid_validity = $3 AND settled_at IS NOT NULL
         AND marked_at IS NULL ORDER BY uid LIMIT ${batch}`,
      [uidValidity],
    );
  }

  async marked(uidValidity: string, uids: readonly number[]): Promise<void> {
    await this.query(
      `UPDATE mailbox_message SET marked_at = $5 WHERE mailbox = $1 AND folder = $2 AND uid_validity = $3 AND uid = ANY($4::bigint[])`,
      [uidValidity, uids, this.database.clock.now()],
    );
  }

  /** Of these messages, those without a row: the folder holds them and nobody has seen them. */
  async unknown(uidValidity: string, uids: readonly number[]): Promise<readonly number[]> {
    return this.uids(
      `SELECT uid FROM unnest($4::bigint[]) AS uid WHERE NOT EXISTS (SELECT FROM mailbox_message m
         WHERE m.mailbox = $1 AND m.folder = $2 AND m.uid_validity = $3 AND m.uid = uid.uid) ORDER BY uid`,
      [uidValidity, uids],
    );
  }

  async reached(): Promise<void> {
    await this.query('UPDATE mailbox_folder SET reached_at = $3 WHERE mailbox = $1 AND folder = $2', [
      this.database.clock.now(),
    ]);
  }

  private async put(tx: Tx, uidValidity: string, uids: readonly number[]): Promise<void> {
    await tx.query(
      `INSERT INTO mailbox_message (mailbox, folder, uid_validity, uid, state, seen_at)
       SELECT $1, $2, $3, uid, 'waiting', $5 FROM unnest($4::bigint[]) AS uid ON CONFLICT DO NOTHING`,
      [this.mailbox, this.folder, uidValidity, uids, tx.now],
    );
  }

  private async uids(sql: string, parameters: readonly unknown[]): Promise<readonly number[]> {
    const rows: Pick<MailboxMessage, 'uid'>[] = await this.query(sql, parameters);
    return rows.map(({ uid }) => Number(uid));
  }

  private async query<T>(sql: string, parameters: readonly unknown[] = []): Promise<T[]> {
    return this.database.source.query(sql, [this.mailbox, this.folder, ...parameters]);
  }
}

interface MailboxFolderRow {
  readonly uid_validity: MailboxFolder['uidValidity'];
  readonly first_uid: MailboxFolder['firstUid'];
  readonly last_uid: MailboxFolder['lastUid'];
  readonly since: Date;
}
