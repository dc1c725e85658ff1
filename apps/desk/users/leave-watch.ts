import { compileSchedule, gapsBetween, type Schedule } from '#domain';
import type { LeavingView } from '#contracts';
import { lockWatch, planWatch, readWindowEnd } from '#service';
import type { ScheduleTemporary, Tx } from '#store';

/** How far ahead one looks for times at which nobody would be on duty. */
const lookAheadMs = 28 * 86_400_000;
const mostGaps = 20;

export interface Leaver {
  readonly id: string;
  readonly key: string;
}

/** What is lost when somebody leaves the watch. Gaps that are there already are not of their making. */
export async function readLeaving(
  tx: Tx,
  { id, key }: Leaver,
): Promise<Pick<LeavingView, 'gaps' | 'overrides' | 'incidents'>> {
  const [plan, windowEnd, [counts]] = await Promise.all([
    planWatch(tx, tx.now),
    readWindowEnd(tx),
    tx.query<{ overrides: number; incidents: number }>(
      `SELECT (SELECT count(*)::int FROM schedule_override
          WHERE person_id = $1 AND kind <> 'remove' AND removed_at IS NULL AND to_at > $3)
        + (SELECT count(*)::int FROM schedule_temporary t WHERE removed_at IS NULL AND to_at > $3
          AND EXISTS (SELECT FROM jsonb_array_elements(t.shifts) s WHERE s->>'person' = $2)) AS overrides,
        (SELECT count(*)::int FROM incident
          WHERE state NOT IN ('resolved', 'closed') AND (assignee_id = $1 OR acknowledged_by = $1)) AS incidents`,
      [id, key, tx.now],
    ),
  ]);
  const until = new Date(Math.min(tx.now.getTime() + lookAheadMs, windowEnd.getTime()));
  const gaps = plan.flatMap(({ name, schedule, compiled }) => {
    const before = gapsBetween(compiled, tx.now, until);
    const after = gapsBetween(compileSchedule(without(schedule, key, tx.now)), tx.now, until);
    return after
      .filter((gap) => !before.some(({ from, to }) => from <= gap.from && to >= gap.to))
      .map(({ from, to }) => ({ schedule: name, from: from.toISOString(), to: to.toISOString() }));
  });
  return { gaps: gaps.slice(0, mostGaps), overrides: counts?.overrides ?? 0, incidents: counts?.incidents ?? 0 };
}

/** Takes somebody off everything that puts them on duty by name; their turns in layers fall away with their account or role. */
export async function leaveWatch(tx: Tx, { id, key }: Leaver, by: string): Promise<void> {
  await lockWatch(tx);
  await tx.query(
    `UPDATE schedule_override SET removed_at = $2, removed_by = $3
     WHERE person_id = $1 AND kind <> 'remove' AND removed_at IS NULL AND to_at > $2`,
    [id, tx.now, by],
  );
  const temporary = await tx.query<Pick<ScheduleTemporary, 'id' | 'shifts'>>(
    `SELECT id, shifts FROM schedule_temporary t WHERE removed_at IS NULL AND to_at > $2
       AND EXISTS (SELECT FROM jsonb_array_elements(t.shifts) s WHERE s->>'person' = $1)`,
    [key, tx.now],
  );
  for (const { id: temporaryId, shifts } of temporary) {
    await tx.query('UPDATE schedule_temporary SET shifts = $2 WHERE id = $1', [
      temporaryId,
      JSON.stringify(shifts.filter(({ person, to }) => person !== key || new Date(to) <= tx.now)),
    ]);
  }
}

function without(schedule: Schedule, key: string, from: Date): Schedule {
  return {
    ...schedule,
    overrides: schedule.overrides.filter(({ person, kind }) => kind === 'remove' || person !== key),
    temporary: (schedule.temporary ?? []).map((stand) => ({
      ...stand,
      shifts: stand.shifts.filter(({ person }) => person !== key),
    })),
    absences: [...(schedule.absences ?? []), { person: key, from, to: new Date('9000-01-01T00:00:00Z') }],
  };
}
