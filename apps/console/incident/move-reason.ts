import type { IncidentRow } from '#contracts';

type State = IncidentRow['state'];

/** Which reason the desk will ask for, so that it is asked for at once; null when the move speaks for itself. */
export function reasonAskedFor(from: State, to: State): 'false-alarm' | 'reopening' | null {
  if (to === 'triaged' && (from === 'resolved' || from === 'closed')) return 'reopening';
  return from === 'triaged' && to === 'resolved' ? 'false-alarm' : null;
}
