import type { Notify } from './policy.js';

export interface Watch {
  readonly onDuty: string | null;
  readonly nextOnDuty: string | null;
  /** Everyone who can be woken at all: active, with a phone or an email address. */
  readonly people: readonly { readonly key: string; readonly role: string }[];
}

/**
 * Whom a step wakes now. A step that finds nobody (a gap in the roster, a person who has left) goes to the managers instead,
 * and without a manager to everyone: a page is never requested for no one while anyone can be woken.
 */
export function recipients(notify: Notify, watch: Watch): readonly string[] {
  const reachable = new Set(watch.people.map(({ key }) => key));
  const chosen = [...new Set(named(notify, watch))].filter((key) => reachable.has(key));
  if (chosen.length > 0) return chosen;
  const managers = withRole(watch, 'manager');
  return managers.length > 0 ? managers : [...reachable];
}

function named(notify: Notify, watch: Watch): readonly string[] {
  switch (notify.kind) {
    case 'on-duty':
      return watch.onDuty === null ? [] : [watch.onDuty];
    case 'next-on-duty':
      return watch.nextOnDuty === null ? [] : [watch.nextOnDuty];
    case 'person':
      return [notify.person];
    case 'role':
      break;
  }
  return withRole(watch, notify.role);
}

function withRole(watch: Watch, role: string): readonly string[] {
  return watch.people.filter((person) => person.role === role).map(({ key }) => key);
}
