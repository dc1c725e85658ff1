import type { AbsenceView, ComingShift, OverrideView, ShiftView, SwapView, TemporaryView } from '#contracts';
import type { AbsenceRow, ScheduleOverride, ScheduleTemporary, ShiftSwap, Tx } from '#store';
import type { Members } from './members.js';

/** A stretch of time as the engine answers it. */
interface Stretch {
  readonly from: Date;
  readonly to: Date;
  readonly people: readonly string[];
  readonly because: ShiftView['because'];
}

export function toShiftView(members: Members, { from, to, people, because }: Stretch): ShiftView {
  return {
    from: from.toISOString(),
    to: to.toISOString(),
    people: people.map((key) => members.named(key)),
    because,
  };
}

export const span = ({ from, to }: { readonly from: Date; readonly to: Date }) => ({
  from: from.toISOString(),
  to: to.toISOString(),
});

export async function readOverrides(tx: Tx, members: Members, id: string, from: Date, to: Date) {
  const rows = await tx.query<ScheduleOverride>(
    `SELECT id, kind, from_at AS "fromAt", to_at AS "toAt", person_id AS "personId", replaces_id AS "replacesId", reason, uid,
       swap_id AS "swapId", created_at AS "createdAt", created_by AS "createdBy"
     FROM schedule_override WHERE schedule_id = $1 AND removed_at IS NULL AND from_at < $3 AND to_at > $2
     ORDER BY from_at, position LIMIT 1000`,
    [id, from, to],
  );
  return rows.map((row): OverrideView => ({
    id: row.id,
    kind: row.kind,
    ...span({ from: row.fromAt, to: row.toAt }),
    person: members.withId(row.personId),
    replaces: row.replacesId === null ? null : members.withId(row.replacesId),
    reason: row.reason,
    origin: originOf(row),
    by: members.actor(row.createdBy),
    at: row.createdAt.toISOString(),
  }));
}

function originOf({ swapId, uid, createdBy }: ScheduleOverride): OverrideView['origin'] {
  if (swapId !== null) return 'swap';
  if (uid !== null) return 'calendar';
  return createdBy.startsWith('service:') ? 'file' : 'desk';
}

export async function readTemporaries(tx: Tx, members: Members, id: string, from: Date, to: Date) {
  const rows = await tx.query<ScheduleTemporary>(
    `SELECT id, from_at AS "fromAt", to_at AS "toAt", shifts, reason, created_at AS "createdAt", created_by AS "createdBy"
     FROM schedule_temporary WHERE schedule_id = $1 AND removed_at IS NULL AND from_at < $3 AND to_at > $2
     ORDER BY from_at, position LIMIT 200`,
    [id, from, to],
  );
  return rows.map((row): TemporaryView => ({
    id: row.id,
    ...span({ from: row.fromAt, to: row.toAt }),
    shifts: row.shifts.map((shift) => ({ from: shift.from, to: shift.to, person: members.named(shift.person) })),
    reason: row.reason,
    by: members.actor(row.createdBy),
    at: row.createdAt.toISOString(),
  }));
}

/** Absences that are asked for or granted and touch a time; with an id that one alone, whatever became of it. */
export async function readAbsences(
  tx: Tx,
  members: Members,
  which: { readonly from: Date; readonly to: Date } | { readonly id: string },
): Promise<readonly AbsenceView[]> {
  const columns = `id, user_id AS "userId", from_at AS "fromAt", to_at AS "toAt", reason, state, created_at AS "createdAt",
    created_by AS "createdBy"`;
  const rows =
    'id' in which
      ? await tx.query<AbsenceRow>(`SELECT ${columns} FROM absence WHERE id = $1`, [which.id])
      : await tx.query<AbsenceRow>(
          `SELECT ${columns} FROM absence WHERE state IN ('requested', 'granted') AND from_at < $2 AND to_at > $1
           ORDER BY from_at, id LIMIT 500`,
          [which.from, which.to],
        );
  return rows.map((row) => ({
    id: row.id,
    person: members.withId(row.userId),
    ...span({ from: row.fromAt, to: row.toAt }),
    reason: row.reason,
    state: row.state,
    by: members.actor(row.createdBy),
    at: row.createdAt.toISOString(),
  }));
}

type SwapRow = ShiftSwap & { readonly scheduleKey: string; readonly scheduleName: string };

/** Swaps that are open, or with `settledSince` those that were settled since then too; with an id that one alone. */
export async function readSwaps(
  tx: Tx,
  members: Members,
  person: { readonly id: string; readonly role: string },
  which: { readonly settledSince: Date } | { readonly id: string },
): Promise<readonly SwapView[]> {
  const rows = await tx.query<SwapRow>(
    `SELECT w.id, w.schedule_id AS "scheduleId", w.from_at AS "fromAt", w.to_at AS "toAt", w.offered_by AS "offeredBy",
       w.offered_to AS "offeredTo", w.taken_by AS "takenBy", w.state, w.reason, w.offered_at AS "offeredAt",
       w.settled_at AS "settledAt", s.key AS "scheduleKey", s.name AS "scheduleName"
     FROM shift_swap w JOIN schedule s ON s.id = w.schedule_id
     WHERE ${'id' in which ? 'w.id = $1' : `w.state = 'offered' OR w.settled_at > $1`} ORDER BY w.from_at, w.id LIMIT 500`,
    ['id' in which ? which.id : which.settledSince],
  );
  return rows.map((row): SwapView => {
    const isOver = row.toAt <= tx.now;
    const lapsed =
      row.state === 'offered' ? isOver : row.state === 'withdrawn' && (row.settledAt ?? tx.now) >= row.toAt;
    const state = lapsed ? 'expired' : row.state;
    const isOpen = state === 'offered';
    const isForThem = row.offeredTo === null || row.offeredTo === person.id;
    const isTheirs = row.offeredBy === person.id;
    const mayWork = person.role === 'responder' || person.role === 'manager';
    return {
      id: row.id,
      schedule: { id: row.scheduleId, key: row.scheduleKey, name: row.scheduleName },
      ...span({ from: row.fromAt, to: row.toAt }),
      offeredBy: members.withId(row.offeredBy),
      offeredTo: row.offeredTo === null ? null : members.withId(row.offeredTo),
      takenBy: row.takenBy === null ? null : members.withId(row.takenBy),
      state,
      reason: row.reason,
      offeredAt: row.offeredAt.toISOString(),
      settledAt: row.settledAt?.toISOString() ?? null,
      mayTake: isOpen && mayWork && isForThem && !isTheirs,
      mayWithdraw: isOpen && (isTheirs || person.role === 'manager'),
    };
  });
}

/** What has been confirmed, by schedule, person and beginning. */
export async function readConfirmations(tx: Tx, members: Members, from: Date): Promise<ReadonlyMap<string, string>> {
  const rows = await tx.query<{ scheduleId: string; userId: string; fromAt: Date; confirmedAt: Date }>(
    `SELECT schedule_id AS "scheduleId", user_id AS "userId", from_at AS "fromAt", confirmed_at AS "confirmedAt"
     FROM shift_confirmation WHERE confirmed_at IS NOT NULL AND from_at >= $1`,
    [from],
  );
  return new Map(
    rows.map((row) => [
      confirmationKey(row.scheduleId, members.withId(row.userId).key, row.fromAt),
      row.confirmedAt.toISOString(),
    ]),
  );
}

export const confirmationKey = (scheduleId: string, person: string, from: Date): string =>
  `${scheduleId} ${person} ${from.getTime()}`;

export function toComingShift(
  members: Members,
  schedule: ComingShift['schedule'],
  shift: { readonly person: string; readonly from: Date; readonly to: Date },
  confirmations: ReadonlyMap<string, string>,
): ComingShift {
  return {
    schedule,
    person: members.named(shift.person),
    ...span(shift),
    confirmedAt: confirmations.get(confirmationKey(schedule.id, shift.person, shift.from)) ?? null,
  };
}
