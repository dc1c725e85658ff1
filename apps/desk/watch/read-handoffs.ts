import type { HandoffView } from '#contracts';
import { may } from '#domain';
import type { Handoff, Tx } from '#store';
import type { Person } from '../person.js';
import type { Members } from './members.js';

type Row = Handoff & { readonly scheduleKey: string; readonly scheduleName: string };

/** Hand-offs since an instant, the latest first, or one. What is being handed over only whoever may read incidents sees. */
export async function readHandoffs(
  tx: Tx,
  members: Members,
  person: Person,
  which: { readonly since: Date } | { readonly id: string },
): Promise<readonly HandoffView[]> {
  const rows = await tx.query<Row>(
    `SELECT h.id, h.schedule_id AS "scheduleId", h.at, h.from_id AS "fromId", h.to_id AS "toId", h.incidents, h.state,
       h.lapses_at AS "lapsesAt", h.settled_at AS "settledAt", s.key AS "scheduleKey", s.name AS "scheduleName"
     FROM handoff h JOIN schedule s ON s.id = h.schedule_id
     WHERE ${'id' in which ? 'h.id = $1' : 'h.at > $1'} ORDER BY h.at DESC, s.key LIMIT 100`,
    ['id' in which ? which.id : which.since],
  );
  const ids = may(person.role, 'incident.read') ? rows.flatMap(({ incidents }) => incidents) : [];
  const incidents = await tx.query<HandoffView['incidents'][number]>(
    'SELECT id, reference, severity FROM incident WHERE id = ANY($1) ORDER BY severity_rank, opened_at',
    [ids],
  );
  return rows.map((row) => ({
    id: row.id,
    schedule: { id: row.scheduleId, key: row.scheduleKey, name: row.scheduleName },
    at: row.at.toISOString(),
    from: row.fromId === null ? null : members.withId(row.fromId),
    to: members.withId(row.toId),
    incidents: incidents.filter(({ id }) => row.incidents.includes(id)),
    state: row.state,
    lapsesAt: row.lapsesAt.toISOString(),
    settledAt: row.settledAt?.toISOString() ?? null,
    mayTake: row.state === 'offered' && row.toId === person.id,
  }));
}
