import type { Tx } from '#store';
import type { Person } from './person.js';

export interface DirectoryChangeDraft {
  readonly partyId: string;
  readonly contactId: string;
  readonly action: string;
  readonly data?: Readonly<Record<string, unknown>>;
}

/** Adds to the directory's history, in the transaction that made the change. */
export async function recordDirectoryChange(
  tx: Tx,
  person: Person,
  { partyId, contactId, action, data = {} }: DirectoryChangeDraft,
): Promise<void> {
  await tx.query(
    'INSERT INTO directory_change (party_id, contact_id, at, actor, action, data) VALUES ($1, $2, $3, $4, $5, $6)',
    [partyId, contactId, tx.now, `user:${person.id}`, action, JSON.stringify(data)],
  );
}
