import { Inject, Injectable } from '@nestjs/common';
import type { Watch, WatchPerson } from '#domain';
import { dutyAt, ReadWatch } from '#service';
import type { Tx } from '#store';

export interface Reachable extends WatchPerson {
  readonly name: string;
}

/** The watch of this instant, but for the turns of round robins, which count pages and not time. */
export interface DutyNow extends Omit<Watch, 'turnsTaken'> {
  readonly people: readonly Reachable[];
}

/** Who is on duty at an instant, who is next, and who can be woken at all. */
@Injectable()
export class DutyWatch {
  constructor(@Inject(ReadWatch) private readonly watch: ReadWatch) {}

  async at(tx: Tx): Promise<DutyNow> {
    const watch = await this.watch.at(tx);
    return { ...dutyAt(watch, tx.now), people: watch.people };
  }
}
