import { randomUUID } from 'node:crypto';
import { type Look, noticesOf, type OpenFinding, settleLook } from '#domain';
import { raiseNotice } from '#service';
import type { Tx } from '#store';

/** What is found must still be there so long after it was found first. */
export const confirmMs = 8_000;

interface Row {
  readonly id: string;
  readonly subject: string;
  readonly opened_at: Date;
  readonly told_at: Date | null;
}

/** Writes down what a look found and what holds again, and tells the managers once of what has come up. */
export async function settleFindings(tx: Tx, look: Look): Promise<void> {
  const rows = await tx.query<Row>(
    `SELECT id, subject, opened_at, told_at FROM finding WHERE kind = $1 AND cleared_at IS NULL ORDER BY opened_at, id
     FOR NO KEY UPDATE`,
    [look.kind],
  );
  const open = rows.map(({ id, subject, opened_at: openedAt, told_at: toldAt }): OpenFinding => ({
    id,
    subject,
    openedAt,
    told: toldAt !== null,
  }));
  const { opened, cleared, told } = settleLook(look, open, tx.now, confirmMs);
  if (opened.length > 0) {
    await tx.query(
      `INSERT INTO finding (id, kind, subject, name, opened_at)
       SELECT id, $1, subject, name, $2 FROM unnest($3::uuid[], $4::text[], $5::text[]) AS found (id, subject, name)
       ON CONFLICT (kind, subject) WHERE cleared_at IS NULL DO NOTHING`,
      [
        look.kind,
        tx.now,
        opened.map(() => randomUUID()),
        opened.map(({ subject }) => subject),
        opened.map(({ name }) => name),
      ],
    );
  }
  if (cleared.length > 0) await tx.query('UPDATE finding SET cleared_at = $1 WHERE id = ANY($2)', [tx.now, cleared]);
  if (told.length > 0) {
    await tx.query('UPDATE finding SET told_at = $1 WHERE id = ANY($2)', [tx.now, told.map(({ id }) => id)]);
  }
  for (const { key, facts } of noticesOf(look.kind, told)) {
    await raiseNotice(tx, { kind: look.kind, key, facts, findingId: key });
  }
}
