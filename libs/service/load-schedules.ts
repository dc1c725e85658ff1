import type { Absence, Override, Rotation, Schedule, Temporary } from '#domain';
import type { ScheduleOverride, ScheduleRow, ScheduleTemporary, Tx } from '#store';

/** A schedule as its rows have it, with what decides who is on duty by it. People are named by their keys. */
export interface StoredSchedule extends Pick<
  ScheduleRow,
  'id' | 'key' | 'name' | 'zone' | 'version' | 'changedAt' | 'changedBy'
> {
  readonly schedule: Schedule;
}

/** A rotation as it stands in `schedule.definition`: its end is text there. */
type StoredLayer = Omit<Rotation, 'endsOn'> & { readonly endsOn?: string | null };
type Row = Omit<StoredSchedule, 'schedule'> & { readonly definition: { readonly layers: readonly StoredLayer[] } };
type OverrideRow = Pick<ScheduleOverride, 'id' | 'scheduleId' | 'kind' | 'fromAt' | 'toAt'> & {
  readonly person: string;
  readonly replaces: string | null;
};
type TemporaryRow = Pick<ScheduleTemporary, 'scheduleId' | 'fromAt' | 'toAt' | 'shifts'>;

/**
 * All schedules, with the overrides, stand-ins and absences that end after an instant. Who has left the watch is absent from now on:
 * their turns are somebody else's or a gap that is seen, and not a page that nobody reads.
 */
export async function loadSchedules(tx: Tx, since: Date): Promise<readonly StoredSchedule[]> {
  const [schedules, overrides, temporary, absences] = await Promise.all([
    tx.query<Row>(
      `SELECT id, key, name, zone, version, definition, changed_at AS "changedAt", changed_by AS "changedBy"
       FROM schedule ORDER BY key <> 'watch', key`,
    ),
    tx.query<OverrideRow>(
      `SELECT o.id, o.schedule_id AS "scheduleId", o.kind, o.from_at AS "fromAt", o.to_at AS "toAt", p.key AS person, r.key AS replaces
       FROM schedule_override o JOIN user_account p ON p.id = o.person_id LEFT JOIN user_account r ON r.id = o.replaces_id
       WHERE o.removed_at IS NULL AND o.to_at > $1 ORDER BY o.position`,
      [since],
    ),
    tx.query<TemporaryRow>(
      `SELECT schedule_id AS "scheduleId", from_at AS "fromAt", to_at AS "toAt", shifts FROM schedule_temporary
       WHERE removed_at IS NULL AND to_at > $1 ORDER BY position`,
      [since],
    ),
    tx.query<Absence>(
      `SELECT u.key AS person, a.from_at AS "from", a.to_at AS "to" FROM absence a JOIN user_account u ON u.id = a.user_id
       WHERE a.state = 'granted' AND a.to_at > $1
       UNION ALL SELECT key, $2::timestamptz, $3::timestamptz FROM user_account
         WHERE NOT active OR role NOT IN ('responder', 'manager')`,
      [since, tx.now, endOfTime],
    ),
  ]);
  return schedules.map(({ definition, ...row }) => ({
    ...row,
    schedule: {
      key: row.key,
      layers: definition.layers.map(readLayer),
      overrides: overrides.filter(({ scheduleId }) => scheduleId === row.id).map(readOverride),
      temporary: temporary.filter(({ scheduleId }) => scheduleId === row.id).map(readTemporary),
      absences,
    },
  }));
}

/** Later than any schedule is asked about. */
const endOfTime = new Date('9000-01-01T00:00:00Z');

export function readLayer({ endsOn, ...rotation }: StoredLayer): Rotation {
  return endsOn === undefined || endsOn === null ? rotation : { ...rotation, endsOn: new Date(endsOn) };
}

function readOverride({ id, kind, fromAt: from, toAt: to, person, replaces }: OverrideRow): Override {
  if (kind !== 'replace') return { id, kind, from, to, person };
  return { id, kind, from, to, person, ...(replaces !== null && { replaces }) };
}

function readTemporary({ fromAt, toAt, shifts }: TemporaryRow): Temporary {
  return {
    from: fromAt,
    to: toAt,
    shifts: shifts.map(({ from, to, person }) => ({ from: new Date(from), to: new Date(to), person })),
  };
}
