import { randomUUID } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { onDutyAt, personShifts, shiftsBetween } from '#domain';
import { raiseNotice, ReadWatch, readWindowEnd, Sweeps, type WatchNow } from '#service';
import { Database, type Tx } from '#store';
import { RunEscalation } from './run-escalation.js';

const minuteMs = 60_000;
/** How far back a change of the watch is still handed over: longer than any outage that is survived. */
const lookBackMs = 24 * 60 * minuteMs;
/** How long there is to take over where no policy of an incident in hand says it, in minutes. */
const usualMinutes = 15;

type Planned = WatchNow['plan'][number];

interface Change {
  readonly at: Date;
  readonly incoming: readonly string[];
  readonly outgoing: readonly string[];
}

/**
 * At each change of the watch the incoming responder is asked to take over what the outgoing one has in hand; what nobody has
 * taken over in time pages anew, on the policy of each incident.
 */
@Injectable()
export class HandOver {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(ReadWatch) private readonly watch: ReadWatch,
    @Inject(RunEscalation) private readonly escalation: RunEscalation,
  ) {}

  /** Finds the change from the schedule itself, so that one that came while nothing ran is made up for, once. */
  @Sweeps({ everyMs: 5_000 })
  async make(): Promise<void> {
    await this.database.transaction(async (tx) => {
      const [watch, windowEnd] = await Promise.all([this.watch.at(tx), readWindowEnd(tx)]);
      if (windowEnd <= tx.now) return;
      // Who goes on to another schedule is still there, and keeps what is theirs.
      const present = new Set(watch.plan.flatMap(({ compiled }) => onDutyAt(compiled, tx.now).people));
      for (const schedule of watch.plan) {
        const change = latestChange(schedule, tx.now);
        if (change === null) continue;
        const outgoing = change.outgoing.filter((person) => !present.has(person));
        await this.offer(tx, watch, schedule, { ...change, outgoing });
      }
    });
  }

  @Sweeps({ everyMs: 5_000 })
  async lapse(): Promise<void> {
    const due: { id: string }[] = await this.database.source.query(
      `SELECT id FROM handoff WHERE state = 'offered' AND lapses_at <= $1 ORDER BY lapses_at LIMIT 100`,
      [this.database.clock.now()],
    );
    for (const { id } of due) {
      const rung = await this.database.transaction((tx) => this.lapseOne(tx, id));
      for (const [incidentId, at] of rung) this.escalation.ring(incidentId, at);
    }
  }

  /** Each of those who leave hands over to one of those who come; who comes and takes from nobody is told of the watch. */
  private async offer(tx: Tx, watch: WatchNow, schedule: Planned, change: Change): Promise<void> {
    const { at, incoming, outgoing } = change;
    const idOf = (key: string | undefined) => watch.people.find((person) => person.key === key)?.id ?? null;
    for (let pair = 0; pair < Math.max(incoming.length, outgoing.length); pair += 1) {
      const [fromId, toId] = [idOf(outgoing[pair]), idOf(incoming[pair % incoming.length])];
      if (toId === null) continue;
      const [known] = await tx.query(
        'SELECT 1 FROM handoff WHERE schedule_id = $1 AND at = $2 AND to_id = $3 AND from_id IS NOT DISTINCT FROM $4',
        [schedule.id, at, toId, fromId],
      );
      if (known !== undefined) continue;
      const { incidents, minutes } = await inHand(tx, fromId);
      const id = randomUUID();
      const [made] = await tx.query(
        `INSERT INTO handoff (id, schedule_id, at, from_id, to_id, incidents, state, lapses_at, made_at)
         VALUES ($1, $2, $3, $4, $5, $6, 'offered', $7, $8)
         ON CONFLICT (schedule_id, at, to_id, from_id) DO NOTHING RETURNING id`,
        [id, schedule.id, at, fromId, toId, incidents, new Date(tx.now.getTime() + minutes * minuteMs), tx.now],
      );
      if (made !== undefined) tx.emit('handoff.made', { handoffId: id });
    }
  }

  /** Returns the clocks that were set. */
  private async lapseOne(tx: Tx, id: string): Promise<readonly (readonly [string, Date | null])[]> {
    const [named] = await tx.query<{ incidents: readonly string[] }>('SELECT incidents FROM handoff WHERE id = $1', [
      id,
    ]);
    // Incidents before the hand-off, and in their order, as everybody locks them.
    const open = await tx.query<{ id: string; acknowledged_by: string | null }>(
      `SELECT id, acknowledged_by FROM incident WHERE id = ANY($1) AND state NOT IN ('resolved', 'closed')
       ORDER BY id FOR NO KEY UPDATE`,
      [named?.incidents ?? []],
    );
    const [handoff] = await tx.query<{ from_id: string | null; name: string; schedule: string }>(
      `UPDATE handoff h SET state = 'lapsed', settled_at = $2 WHERE id = $1 AND state = 'offered'
       RETURNING from_id, (SELECT name FROM user_account WHERE id = h.to_id) AS name,
         (SELECT name FROM schedule WHERE id = h.schedule_id) AS schedule`,
      [id, tx.now],
    );
    if (handoff === undefined) return [];
    const left = open.filter((incident) => incident.acknowledged_by === handoff.from_id);
    // Nobody has them any more: whoever takes one says so again.
    await tx.query(
      `UPDATE incident SET acknowledged_by = NULL, acknowledged_at = NULL, updated_at = $2, version = version + 1
       WHERE id = ANY($1)`,
      [left.map(({ id: incidentId }) => incidentId), tx.now],
    );
    const rung: (readonly [string, Date | null])[] = [];
    for (const { id: incidentId } of left) {
      tx.append({
        subject: 'incident',
        id: incidentId,
        actor: 'service:escalation',
        type: 'handoff.lapsed',
        data: { id },
      });
      rung.push([incidentId, await this.escalation.run(tx, incidentId, { kind: 'reopened' })]);
    }
    tx.emit('handoff.lapsed', { handoffId: id });
    if (left.length > 0) {
      const { schedule, name } = handoff;
      await raiseNotice(tx, { kind: 'handoff-lapsed', key: id, facts: { schedule, name, count: left.length } });
    }
    return rung;
  }
}

/**
 * The last time at which somebody came on duty who is on now. None for a change that an edit of the layers made: whoever edits
 * the watch in the middle of a shift speaks to those whom it concerns; and none for the shift that runs when a service starts.
 */
function latestChange({ compiled, changedAt }: Planned, now: Date): Change | null {
  const on = onDutyAt(compiled, now).people;
  const past = personShifts(shiftsBetween(compiled, new Date(now.getTime() - lookBackMs), new Date(now.getTime() + 1)));
  const begun = past.filter(({ person, to }) => on.includes(person) && to > now).map(({ from }) => from.getTime());
  const at = new Date(Math.max(...begun, 0));
  if (at <= changedAt || at.getTime() <= now.getTime() - lookBackMs) return null;
  const before = onDutyAt(compiled, new Date(at.getTime() - 1)).people;
  const after = onDutyAt(compiled, at).people;
  const incoming = after.filter((person) => !before.includes(person));
  return incoming.length === 0 ? null : { at, incoming, outgoing: before.filter((person) => !after.includes(person)) };
}

/** What somebody has acknowledged, not closed and not handed over yet, and how soon the strictest policy among it wants the next person woken. */
async function inHand(
  tx: Tx,
  userId: string | null,
): Promise<{ readonly incidents: readonly string[]; readonly minutes: number }> {
  const rows = await tx.query<{ id: string; wait: number | null }>(
    `SELECT i.id, (e.state -> 'steps' -> 0 ->> 'waitMinutes')::float8 AS wait
     FROM incident i LEFT JOIN escalation e ON e.incident_id = i.id
     WHERE i.acknowledged_by = $1 AND i.state NOT IN ('resolved', 'closed')
       AND NOT EXISTS (SELECT FROM handoff h WHERE h.from_id = $1 AND h.state = 'offered' AND i.id = ANY(h.incidents))
     ORDER BY i.severity_rank, i.opened_at LIMIT 500`,
    [userId],
  );
  const waits = rows.flatMap(({ wait }) => wait ?? []);
  return { incidents: rows.map(({ id }) => id), minutes: Math.min(usualMinutes, ...waits) };
}
