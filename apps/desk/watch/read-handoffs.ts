import type { HandoffView } from '#contracts';
import { may } from '#domain';
import type { Handoff, Tx } from '#store';
import type { Person } from '../person.js';
import type { Members } from './members.js';
import { readOpenWork } from './read-open-work.js';

type Row = Handoff & {
  readonly scheduleKey: string;
  readonly scheduleName: string;
  readonly note: string | null;
  readonly notedAt: Date | null;
};

/** Hand-offs since an instant, the latest first, or one. What is being handed over only whoever may read incidents sees. */
export async function readHandoffs(
  tx: Tx,
  members: Members,
  person: Person,
  which: { readonly since: Date } | { readonly id: string },
): Promise<readonly HandoffView[]> {
  const rows = await tx.query<Row>(
    `SELECT h.id, h.schedule_id AS "scheduleId", h.at, h.from_id AS "fromId", h.to_id AS "toId", h.incidents, h.state,
       h.lapses_at AS "lapsesAt", h.settled_at AS "settledAt", s.key AS "scheduleKey", s.name AS "scheduleName",
       note.text AS note, note.written_at AS "notedAt"
     FROM handoff h JOIN schedule s ON s.id = h.schedule_id
     LEFT JOIN LATERAL (SELECT n.text, n.written_at FROM handoff_note n
       WHERE n.author_id = h.from_id AND n.schedule_id = h.schedule_id
         AND n.written_at > h.at - interval '1 day' AND n.written_at <= coalesce(h.settled_at, h.lapses_at)
         AND NOT EXISTS (SELECT FROM handoff e WHERE e.schedule_id = h.schedule_id AND e.from_id = h.from_id
           AND e.at < h.at AND e.at >= n.written_at)
       ORDER BY n.written_at DESC LIMIT 1) note ON true
     WHERE ${'id' in which ? 'h.id = $1' : 'h.at > $1'} ORDER BY h.at DESC, s.key LIMIT 100`,
    ['id' in which ? which.id : which.since],
  );
  const mayRead = may(person.role, 'incident.read');
  const ids = mayRead ? [...new Set(rows.flatMap(({ incidents }) => incidents))] : [];
  const incidents = await readOpenWork(tx, members, person, ids);
  return rows.map((row) => ({
    id: row.id,
    schedule: { id: row.scheduleId, key: row.scheduleKey, name: row.scheduleName },
    at: row.at.toISOString(),
    from: row.fromId === null ? null : members.withId(row.fromId),
    to: members.withId(row.toId),
    incidents: incidents.filter(({ id }) => row.incidents.includes(id)),
    note:
      mayRead && row.note !== null && row.notedAt !== null ? { text: row.note, at: row.notedAt.toISOString() } : null,
    state: row.state,
    lapsesAt: row.lapsesAt.toISOString(),
    settledAt: row.settledAt?.toISOString() ?? null,
    mayTake: row.state === 'offered' && row.toId === person.id,
  }));
}
