import { mainSchedule, type Notify, turnList } from './policy.js';
import type { Watch, WatchPerson } from './watch.js';

/** Whom some targets find at an instant. */
export interface Found {
  /** Each once, in the order of the targets. */
  readonly people: readonly WatchPerson[];
  readonly webhooks: readonly string[];
  /** The lists of round robins that gave their next one. */
  readonly turns: readonly string[];
}

/**
 * Whom a step wakes now. Somebody who has left, or who cannot be reached by anything, is not found; a round robin passes them
 * over and asks the one after.
 */
export function recipients(targets: readonly Notify[], watch: Watch): Found {
  const people = new Set<WatchPerson>();
  const webhooks = new Set<string>();
  const turns = new Set<string>();
  for (const target of targets) {
    if (target.kind === 'webhook') webhooks.add(target.url);
    const found = watch.people.length === 0 ? [] : find(target, watch);
    for (const person of found) people.add(person);
    if (target.kind === 'round-robin' && found.length > 0) turns.add(turnList(target));
  }
  return { people: [...people], webhooks: [...webhooks], turns: [...turns] };
}

/** Whom nobody else can replace: every manager, and without a manager everyone there is. */
export function lastResort(watch: Watch): readonly WatchPerson[] {
  const managers = watch.people.filter(({ role }) => role === 'manager');
  return managers.length > 0 ? managers : watch.people;
}

/** The managers on duty on the schedule `managers`, where there is one; every manager otherwise. */
export function dutyManagers(watch: Watch): readonly WatchPerson[] {
  const managers = watch.people.filter(({ role }) => role === 'manager');
  const onDuty = watch.onDuty('managers');
  const duty = managers.filter(({ key }) => onDuty.includes(key));
  return duty.length > 0 ? duty : managers;
}

function find(target: Notify, watch: Watch): readonly WatchPerson[] {
  switch (target.kind) {
    case 'on-duty':
      return reachable(watch.onDuty(target.schedule ?? mainSchedule), watch);
    case 'next-on-duty':
      return reachable(watch.nextOnDuty(target.schedule ?? mainSchedule), watch);
    case 'person':
      return reachable([target.person], watch);
    case 'people':
      return reachable(target.people, watch);
    case 'team':
      return reachable(watch.team(target.schedule), watch);
    case 'role':
      return watch.people.filter(({ role }) => role === target.role);
    case 'round-robin': {
      const list = reachable('schedule' in target ? watch.team(target.schedule) : target.people, watch);
      const next = list[watch.turnsTaken(turnList(target)) % list.length];
      return next === undefined ? [] : [next];
    }
    case 'webhook':
      break;
  }
  return [];
}

function reachable(keys: readonly string[], watch: Watch): readonly WatchPerson[] {
  return [...new Set(keys)].flatMap((key) => watch.people.find((person) => person.key === key) ?? []);
}
