import { directoryScope } from '#domain';
import type { Person } from './person.js';

/** Whose contacts this person may see. */
export function directoryScopeOf({ role, scope }: Person): string {
  return directoryScope(role, scope);
}
