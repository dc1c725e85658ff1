import { Inject, Injectable } from '@nestjs/common';
import { raiseNotice, ReadWatch, readWindowEnd, Settings, shiftsBeginning, Sweeps, type WatchNow } from '#service';
import { Database, type Tx } from '#store';
import { factTime } from './fact-time.js';

const hourMs = 3_600_000;
/** How long before a shift its person is reminded, and how long before it the managers hear that nobody confirmed it. */
const remindMs = 24 * hourMs;
const nameMs = 2 * hourMs;

/** Asks each responder to say that they will be there, and names to the managers who has not. */
@Injectable()
export class RemindShifts {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(ReadWatch) private readonly watch: ReadWatch,
    @Inject(Settings) private readonly settings: Settings,
  ) {}

  @Sweeps({ everyMs: 30_000 })
  async remind(): Promise<void> {
    await this.database.transaction(async (tx) => {
      const [watch, windowEnd] = await Promise.all([this.watch.at(tx), readWindowEnd(tx)]);
      const until = new Date(Math.min(tx.now.getTime() + remindMs, windowEnd.getTime()));
      for (const schedule of until > tx.now ? watch.plan : []) {
        for (const shift of shiftsBeginning(schedule.compiled, tx.now, until)) {
          const person = watch.people.find(({ key }) => key === shift.person);
          if (person === undefined) continue;
          const confirmed = await this.remindOf(tx, schedule.id, person.id, shift);
          if (!confirmed && shift.from.getTime() - tx.now.getTime() <= nameMs) {
            await this.name(tx, schedule, person, shift.from);
          }
        }
      }
      // Nobody can take any more what is over: its code is free again.
      await tx.query(
        `UPDATE shift_swap SET state = 'withdrawn', settled_at = $1 WHERE state = 'offered' AND to_at <= $1`,
        [tx.now],
      );
    });
  }

  /** Once for each shift. Answers whether it has been confirmed. */
  private async remindOf(
    tx: Tx,
    scheduleId: string,
    userId: string,
    { from, to }: { readonly from: Date; readonly to: Date },
  ): Promise<boolean> {
    const [reminded] = await tx.query(
      `INSERT INTO shift_confirmation AS known (schedule_id, user_id, from_at, to_at, reminded_at) VALUES ($1, $2, $3, $4, $5)
       ON CONFLICT (schedule_id, user_id, from_at) DO UPDATE SET reminded_at = excluded.reminded_at
         WHERE known.reminded_at IS NULL AND known.confirmed_at IS NULL
       RETURNING 1`,
      [scheduleId, userId, from, to, tx.now],
    );
    if (reminded !== undefined) {
      tx.emit('shift.near', { scheduleId, userId, from: from.toISOString() });
      return false;
    }
    const [row] = await tx.query<{ confirmed: boolean }>(
      `SELECT confirmed_at IS NOT NULL AS confirmed FROM shift_confirmation
       WHERE schedule_id = $1 AND user_id = $2 AND from_at = $3`,
      [scheduleId, userId, from],
    );
    return row?.confirmed ?? false;
  }

  private async name(
    tx: Tx,
    schedule: WatchNow['plan'][number],
    person: { readonly id: string; readonly name: string },
    from: Date,
  ): Promise<void> {
    await raiseNotice(tx, {
      kind: 'shift-unconfirmed',
      key: `${schedule.key} ${person.id} ${from.toISOString()}`,
      facts: { schedule: schedule.name, name: person.name, from: factTime(this.settings, from) },
    });
  }
}
