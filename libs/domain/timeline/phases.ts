import type { IncidentState } from '../incident/state.js';

/** An incident came to a state. */
export interface Arrival {
  readonly at: Date;
  readonly state: IncidentState;
}

/** A stretch of an incident's life in one state; `to` is null for the state that it is in now. */
export interface Phase {
  readonly state: IncidentState;
  readonly from: Date;
  readonly to: Date | null;
}

/**
 * The states that an incident went through, end to end, from its report on: whatever order the arrivals are told in, there is
 * neither a gap nor an overlap, and the last phase goes on. A state that it did not stay in for a moment is left out, one that it
 * was in already goes on, and an arrival before the report counts from the report (its clock was another machine's).
 */
export function phasesOf(reportedAt: Date, arrivals: readonly Arrival[]): readonly Phase[] {
  const phases: Phase[] = [];
  let state: IncidentState = 'received';
  let from = reportedAt;
  const close = (to: Date | null): void => {
    if (to !== null && to.getTime() === from.getTime()) return;
    const before = phases.at(-1);
    if (before?.state === state) phases[phases.length - 1] = { ...before, to };
    else phases.push({ state, from, to });
  };
  for (const arrival of arrivals.toSorted((a, b) => a.at.getTime() - b.at.getTime())) {
    if (arrival.state === state) continue;
    const at = arrival.at < from ? from : arrival.at;
    close(at);
    state = arrival.state;
    from = at;
  }
  close(null);
  return phases;
}
