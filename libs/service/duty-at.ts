import { onDutyAt, type Watch } from '#domain';
import type { WatchNow } from './read-watch.js';

/** The watch at an instant as a policy's steps ask it, but for the turns of round robins, which count pages and not time. */
export function dutyAt({ schedules, plan, people }: WatchNow, at: Date): Omit<Watch, 'turnsTaken'> {
  const dutyOn = (schedule: string) => {
    const compiled = schedules.get(schedule);
    return compiled === undefined ? null : onDutyAt(compiled, at);
  };
  return {
    people,
    onDuty: (schedule) => dutyOn(schedule)?.people ?? [],
    nextOnDuty: (schedule) => dutyOn(schedule)?.next?.people ?? [],
    team: (schedule) => teamOf(plan.find(({ key }) => key === schedule)),
  };
}

/** Everyone who takes turns on a schedule, each once. */
export function teamOf(planned: WatchNow['plan'][number] | undefined): readonly string[] {
  return [...new Set((planned?.schedule.layers ?? []).flatMap(({ participants }) => participants.flat()))];
}
