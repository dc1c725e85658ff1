import type { Tx } from '#store';

/** The zone of the election whose window ends last, as on the board. */
export async function readZone(tx: Tx): Promise<string> {
  const [row] = await tx.query<{ zone: string }>('SELECT zone FROM election ORDER BY closes_at DESC, key LIMIT 1');
  return row?.zone ?? 'UTC';
}
