import { Inject, Injectable } from '@nestjs/common';
import type { AbsenceView, HandoffNote, HandoffView, SwapView, WatchView } from '#contracts';
import { everyParty, gapsBetween, onDutyAt } from '#domain';
import { type PlannedSchedule, planWatch, shiftsBeginning } from '#service';
import { Database, type Tx } from '#store';
import type { Person } from '../person.js';
import { readZone } from '../read-zone.js';
import { Members } from './members.js';
import { readHandoffs } from './read-handoffs.js';
import { inHandOf, readOpenWork } from './read-open-work.js';
import { readAbsences, readConfirmations, readSwaps, span, toComingShift } from './watch-view.js';

const dayMs = 86_400_000;
/** How far ahead gaps and shifts are shown. */
const aheadMs = 14 * dayMs;
/** How long what is over is still listed. */
const rememberedMs = 7 * dayMs;

/**
 * The watch on one screen: who is on, who is next, and what is wrong in the coming days. It holds nothing of any party, so that
 * whoever may read it sees all of it.
 */
@Injectable()
export class ShowWatch {
  constructor(@Inject(Database) private readonly database: Database) {}

  async show(person: Person): Promise<WatchView> {
    return this.read(async (tx, members) => {
      const plan = await planWatch(tx, tx.now);
      const until = new Date(tx.now.getTime() + aheadMs);
      const [zone, swaps, handoffs, absences, confirmations, inHand, notes] = await Promise.all([
        readZone(tx),
        readSwaps(tx, members, person, { settledSince: tx.now }),
        readHandoffs(tx, members, person, { since: new Date(tx.now.getTime() - dayMs) }),
        readAbsences(tx, members, { from: tx.now, to: until }),
        readConfirmations(tx, members, tx.now),
        inHandOf(tx, person.id).then((ids) => readOpenWork(tx, members, person, ids)),
        readNotes(tx, person, new Date(tx.now.getTime() - dayMs)),
      ]);
      const coming = plan.flatMap((schedule) =>
        shiftsBeginning(schedule.compiled, tx.now, until).map((shift) =>
          toComingShift(members, nameOf(schedule), shift, confirmations),
        ),
      );
      const tomorrow = new Date(tx.now.getTime() + dayMs).toISOString();
      return {
        at: tx.now.toISOString(),
        zone,
        schedules: plan.map((schedule) => now(members, schedule, tx.now)),
        gaps: plan
          .flatMap((schedule) =>
            gapsBetween(schedule.compiled, tx.now, until).map((gap) => ({ schedule: nameOf(schedule), ...span(gap) })),
          )
          .toSorted((a, b) => a.from.localeCompare(b.from)),
        unconfirmed: coming.filter(({ confirmedAt, from }) => confirmedAt === null && from < tomorrow),
        swaps: swaps.filter(({ state }) => state === 'offered'),
        handoffs: handoffs.filter(({ state }) => state !== 'taken'),
        absences: [...absences],
        mine: coming.filter((shift) => shift.person.key === person.signIn),
        inHand: [...inHand],
        notes: [...notes],
        people: members.watch.map(({ id, key, name, role }) => ({ id, key, name, role })),
      };
    });
  }

  async swaps(person: Person): Promise<readonly SwapView[]> {
    return this.read((tx, members) =>
      readSwaps(tx, members, person, { settledSince: new Date(tx.now.getTime() - rememberedMs) }),
    );
  }

  async absences(): Promise<readonly AbsenceView[]> {
    return this.read((tx, members) =>
      readAbsences(tx, members, {
        from: new Date(tx.now.getTime() - rememberedMs),
        to: new Date(tx.now.getTime() + 400 * dayMs),
      }),
    );
  }

  async handoffs(person: Person): Promise<readonly HandoffView[]> {
    return this.read((tx, members) =>
      readHandoffs(tx, members, person, { since: new Date(tx.now.getTime() - rememberedMs) }),
    );
  }

  private async read<T>(work: (tx: Tx, members: Members) => Promise<T>): Promise<T> {
    return this.database.transactionFor(everyParty, async (tx) => work(tx, await Members.read(tx)));
  }
}

export function nameOf({ id, key, name }: PlannedSchedule): { id: string; key: string; name: string } {
  return { id, key, name };
}

function now(members: Members, schedule: PlannedSchedule, at: Date): WatchView['schedules'][number] {
  const { people, until, next, because } = onDutyAt(schedule.compiled, at);
  return {
    ...nameOf(schedule),
    zone: schedule.zone,
    version: schedule.version,
    people: people.map((key) => members.named(key)),
    because,
    until: until?.toISOString() ?? null,
    next:
      next === null ? null : { people: next.people.map((key) => members.named(key)), from: next.from.toISOString() },
  };
}

/** What somebody wrote since an instant for whoever comes next, of each schedule the latest. */
async function readNotes(tx: Tx, { id }: Person, since: Date): Promise<readonly HandoffNote[]> {
  const rows = await tx.query<{ schedule: string; text: string; at: Date }>(
    `SELECT DISTINCT ON (schedule_id) schedule_id AS schedule, text, written_at AS at FROM handoff_note
     WHERE author_id = $1 AND written_at > $2 ORDER BY schedule_id, written_at DESC`,
    [id, since],
  );
  return rows.map((row) => ({ ...row, at: row.at.toISOString() }));
}
