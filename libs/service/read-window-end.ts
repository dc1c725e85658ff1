import type { Tx } from '#store';

/** When the last service window closes: after it nobody has to be on duty. */
export async function readWindowEnd(tx: Tx): Promise<Date> {
  const [row] = await tx.query<{ closes_at: Date | null }>('SELECT max(closes_at) AS closes_at FROM election');
  return row?.closes_at ?? tx.now;
}
