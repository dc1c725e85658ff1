import { ProblemError } from '#service';
import type { Tx } from '#store';

/** The entry of the timeline that tells of a change, by what is changed. */
const toldBy = {
  severity: 'incident.severity-changed',
  kind: 'incident.corrected',
  state: 'incident.moved',
  assignee: 'incident.assigned',
} as const;

/**
 * Refuses a change by somebody who saw something else than what is there now, and says who changed it: two people who decide at the same
 * time must not undo each other unseen. For a locked incident. `seen` is undefined for callers that do not say what they saw.
 */
export async function refuseIfChanged(
  tx: Tx,
  incidentId: string,
  what: keyof typeof toldBy,
  seen: string | null | undefined,
  now: string | null,
): Promise<void> {
  if (seen === undefined || seen === now) return;
  const [last] = await tx.query<{ name: string | null }>(
    `SELECT u.name FROM timeline_entry e LEFT JOIN user_account u ON e.actor = 'user:' || u.id
     WHERE e.subject_id = $1 AND e.type = $2 ORDER BY e.seq DESC LIMIT 1`,
    [incidentId, toldBy[what]],
  );
  throw changedMeanwhile(last?.name ?? null);
}

export function changedMeanwhile(name: string | null): ProblemError {
  return new ProblemError(409, 'changed-meanwhile', {
    en: `${name ?? 'Somebody'} changed this while you were looking. Look at what it is now, then decide again.`,
    fr: `${name ?? 'Quelqu’un'} a changé ceci pendant que vous regardiez. Voyez ce qu’il en est, puis décidez de nouveau.`,
  });
}
