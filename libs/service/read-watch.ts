import { Injectable } from '@nestjs/common';
import type { CompiledSchedule } from '#domain';
import type { Tx } from '#store';
import { type PlannedSchedule, planWatch } from './plan-watch.js';

/** Somebody who can be woken. */
export interface Reachable {
  readonly id: string;
  readonly key: string;
  readonly name: string;
  readonly role: string;
}

export interface WatchNow {
  /** By key. */
  readonly schedules: ReadonlyMap<string, CompiledSchedule>;
  /** The same with the rows that they come from. */
  readonly plan: readonly PlannedSchedule[];
  readonly people: readonly Reachable[];
}

/** What is remembered serves the present; a little of the past keeps a clock that is set back from finding nothing. */
const keptMs = 2 * 86_400_000;

/**
 * The watch as it stands, remembered in the process. Every change of it, by whichever process, gives the row `watch_version` a
 * number that never comes again; so one tiny query, which travels with others, tells whether what is remembered still holds,
 * and an edit at the desk counts from the next page on.
 */
@Injectable()
export class ReadWatch {
  private known: { readonly version: number; readonly watch: WatchNow } | null = null;

  /** Empty for whoever may not see the watch. */
  async at(tx: Tx): Promise<WatchNow> {
    const [row] = await tx.query<{ version: number }>('SELECT version FROM watch_version');
    if (row === undefined) return { schedules: new Map(), plan: [], people: [] };
    if (this.known?.version === row.version) return this.known.watch;
    // Read after the version: what is remembered under it is as new as it, or newer, and then read again the next time.
    const [plan, people] = await Promise.all([
      planWatch(tx, new Date(tx.now.getTime() - keptMs)),
      tx.query<Reachable>(
        `SELECT id, key, name, role FROM user_account u
         WHERE active AND role IN ('responder', 'manager')
           AND EXISTS (SELECT FROM contact_method m WHERE m.user_id = u.id AND m.removed_at IS NULL) ORDER BY key`,
      ),
    ]);
    const watch = { plan, people, schedules: new Map(plan.map(({ key, compiled }) => [key, compiled])) };
    this.known = { version: row.version, watch };
    return watch;
  }
}
