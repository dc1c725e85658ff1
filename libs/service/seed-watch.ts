import { randomUUID } from 'node:crypto';
import type { Config } from '#config';
import { sha256, type Tx } from '#store';
import { recordWatchChange } from './record-watch-change.js';

const actor = 'service:roster';

/**
 * Brings schedules to what the roster file says of them: one whose key is new, and one whose part of the file has changed since
 * it was last applied. An edit at the desk stays otherwise, and so does a schedule that the file no longer names.
 */
export async function seedWatch(tx: Tx, { roster, elections }: Config): Promise<void> {
  for (const part of roster.schedules) {
    const { key, name = key, layers, overrides } = part;
    const hash = sha256(JSON.stringify(part));
    const [known] = await tx.query<{ id: string; file_hash: string | null }>(
      'SELECT id, file_hash FROM schedule WHERE key = $1 FOR NO KEY UPDATE',
      [key],
    );
    if (known?.file_hash === hash) continue;
    const id = known?.id ?? randomUUID();
    const zone = layers[0]?.zone ?? elections[0]?.zone ?? 'UTC';
    await tx.query(
      `INSERT INTO schedule (id, key, name, zone, definition, version, file_hash, changed_at, changed_by)
       VALUES ($1, $2, $3, $4, $5, 1, $6, $7, '${actor}')
       ON CONFLICT (key) DO UPDATE SET name = excluded.name, definition = excluded.definition, version = schedule.version + 1,
         file_hash = excluded.file_hash, changed_at = excluded.changed_at, changed_by = excluded.changed_by`,
      [id, key, name, zone, JSON.stringify({ layers }), hash, tx.now],
    );
    await tx.query(
      `UPDATE schedule_override SET removed_at = $2, removed_by = '${actor}'
       WHERE schedule_id = $1 AND created_by = '${actor}' AND removed_at IS NULL`,
      [id, tx.now],
    );
    for (const { from, to, person } of overrides) {
      await tx.query(
        `INSERT INTO schedule_override (id, schedule_id, kind, from_at, to_at, person_id, reason, created_at, created_by)
         SELECT $1, $2, 'replace', $3, $4, id, '', $5, '${actor}' FROM user_account WHERE key = $6`,
        [randomUUID(), id, from, to, tx.now, person],
      );
    }
    await recordWatchChange(tx, {
      actor,
      kind: known === undefined ? 'schedule.added' : 'schedule.edited',
      subject: key,
      data: { layers: layers.length, overrides: overrides.length },
    });
  }
}
