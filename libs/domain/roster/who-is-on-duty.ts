import { type CompiledSchedule, compileSchedule } from './compile-schedule.js';
import { onDutyAt, shiftsBetween } from './on-duty.js';
import type { Schedule } from './schedule.js';

const compiled = new WeakMap<Schedule, CompiledSchedule>();

/** The first person on duty at an instant, until when, and who comes after. */
export function whoIsOnDuty(schedule: Schedule, at: Date) {
  const { people, until, next } = onDutyAt(compiledOf(schedule), at);
  const [following] = next?.people ?? [];
  return {
    person: people[0] ?? null,
    until,
    next: next === null || following === undefined ? null : { person: following, from: next.from },
  };
}

export function shifts(schedule: Schedule, from: Date, to: Date) {
  const merged: { person: string | null; from: Date; to: Date }[] = [];
  for (const shift of shiftsBetween(compiledOf(schedule), from, to)) {
    const person = shift.people[0] ?? null;
    const last = merged.at(-1);
    if (last?.person === person) merged[merged.length - 1] = { ...last, to: shift.to };
    else merged.push({ person, from: shift.from, to: shift.to });
  }
  return merged;
}

function compiledOf(schedule: Schedule): CompiledSchedule {
  const known = compiled.get(schedule) ?? compileSchedule(schedule);
  compiled.set(schedule, known);
  return known;
}
