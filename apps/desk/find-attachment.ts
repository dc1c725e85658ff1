import type { Tx } from '#store';
import { notFound } from './read-request.js';

export interface FoundAttachment {
  readonly reportId: string;
  readonly sha256: string;
  readonly name: string;
  readonly sniffedType: string;
  readonly dangerous: boolean;
}

/** An attachment that this person may see; for all others there is none. */
export async function findAttachment(tx: Tx, id: string): Promise<FoundAttachment> {
  const [row] = await tx.query<{
    readonly report_id: string;
    readonly sha256: string;
    readonly name: string;
    readonly sniffed_type: string;
    readonly dangerous: boolean;
  }>('SELECT report_id, sha256, name, sniffed_type, dangerous FROM attachment WHERE id = $1', [id]);
  if (row === undefined) throw notFound();
  const { report_id: reportId, sha256, name, sniffed_type: sniffedType, dangerous } = row;
  return { reportId, sha256, name, sniffedType, dangerous };
}
