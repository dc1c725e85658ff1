import { Inject, Injectable } from '@nestjs/common';
import { onDutyAt, type Watch, type WatchPerson } from '#domain';
import { ReadWatch } from '#service';
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
    const { schedules, plan, people } = await this.watch.at(tx);
    const dutyOn = (schedule: string) => {
      const compiled = schedules.get(schedule);
      return compiled === undefined ? null : onDutyAt(compiled, tx.now);
    };
    return {
      people,
      onDuty: (schedule) => dutyOn(schedule)?.people ?? [],
      nextOnDuty: (schedule) => dutyOn(schedule)?.next?.people ?? [],
      team: (schedule) => {
        const layers = plan.find(({ key }) => key === schedule)?.schedule.layers ?? [];
        return [...new Set(layers.flatMap(({ participants }) => participants.flat()))];
      },
    };
  }
}
