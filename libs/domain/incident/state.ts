/**
 * Where an incident stands. Contain and recover are measured phases of their own, so they are states and not notes.
 * Reopening goes back to `triaged`: somebody has to look again, and what was done before may no longer hold.
 */
export const incidentStates = ['received', 'triaged', 'contained', 'recovering', 'resolved', 'closed'] as const;

export type IncidentState = (typeof incidentStates)[number];

/** The incident's column that a move sets. The columns say where it stands now; what was before is in the timeline. */
export type IncidentStamp = 'triagedAt' | 'containedAt' | 'recoveringAt' | 'resolvedAt' | 'closedAt';

export interface Transition {
  readonly to: IncidentState;
  /** Why this move must be explained in words; null when the move speaks for itself. */
  readonly reasonFor: 'false-alarm' | 'reopening' | null;
}

/**
 * Every move that exists. Triage is never skipped: a person has to have judged what arrived. Recovery may be (nothing had
 * to be restored), and containment only when there was nothing to contain, which is a false alarm and needs its reason.
 */
export const transitions: Readonly<Record<IncidentState, readonly Transition[]>> = {
  received: [{ to: 'triaged', reasonFor: null }],
  triaged: [
    { to: 'contained', reasonFor: null },
    { to: 'resolved', reasonFor: 'false-alarm' },
  ],
  contained: [
    { to: 'recovering', reasonFor: null },
    { to: 'resolved', reasonFor: null },
  ],
  recovering: [{ to: 'resolved', reasonFor: null }],
  resolved: [
    { to: 'closed', reasonFor: null },
    { to: 'triaged', reasonFor: 'reopening' },
  ],
  closed: [{ to: 'triaged', reasonFor: 'reopening' }],
};

/** States that stay open work for a responder: they belong on the queue. */
export function isOpenState(state: IncidentState): boolean {
  return state !== 'resolved' && state !== 'closed';
}

/**
 * Walks the table from `received` and names what is wrong with it: a state that nothing leads to, one that leads nowhere,
 * a move to itself, a move listed twice. An empty answer means that the table is sound.
 */
export function validateTransitions(
  table: Readonly<Record<IncidentState, readonly Transition[]>> = transitions,
): readonly string[] {
  const reached = new Set<IncidentState>(['received']);
  // A set is walked in the order it grows, so this visits everything that can be reached exactly once.
  for (const state of reached) for (const { to } of table[state]) reached.add(to);
  return incidentStates.flatMap((state) => {
    const targets = table[state].map(({ to }) => to);
    return [
      ...(reached.has(state) ? [] : [`${state} cannot be reached`]),
      ...(targets.length === 0 ? [`${state} leads nowhere`] : []),
      ...(targets.includes(state) ? [`${state} leads to itself`] : []),
      ...(new Set(targets).size === targets.length ? [] : [`${state} lists a move twice`]),
    ];
  });
}
