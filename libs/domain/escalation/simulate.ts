import type { Severity } from '../incident/severity.js';
import { advance } from './advance.js';
import type { EscalationState, PageReason } from './escalation-state.js';
import type { VersionedPolicy } from './policy.js';
import type { Watch } from './watch.js';

/** Something that would happen at an instant. */
export interface SimulatedPage {
  readonly at: Date;
  readonly step: number;
  readonly round: number;
  readonly because: PageReason | 'webhook' | 'found-nobody';
  /** Whom it wakes, by id; none for a webhook and a step that finds nobody. */
  readonly people: readonly string[];
  readonly webhook: string | null;
}

export interface Simulation {
  readonly policy: VersionedPolicy;
  readonly severity: Severity;
  readonly watchAt: (at: Date) => Watch;
  readonly from: Date;
  readonly until: Date;
}

/** More than this is never shown: the steps repeat long before. */
const mostPages = 500;

/** Who is woken when, in order, if nobody ever answers: played by the rules that page people, with the watch as it is planned. */
export function simulate({ policy, severity, watchAt, from, until }: Simulation): readonly SimulatedPage[] {
  const pages: SimulatedPage[] = [];
  const turns = new Map<string, number>();
  let state: EscalationState | null = null;
  for (let at: Date | null = from; at !== null && at.getTime() <= until.getTime() && pages.length < mostPages;) {
    const now: Date = at;
    const planned = watchAt(now);
    const watch: Watch = { ...planned, turnsTaken: (list) => planned.turnsTaken(list) + (turns.get(list) ?? 0) };
    const result = advance(state, state === null ? { kind: 'opened', policy, severity } : { kind: 'due' }, watch, now);
    for (const effect of result.effects) {
      if (effect.kind === 'turn-taken') turns.set(effect.list, (turns.get(effect.list) ?? 0) + 1);
      const nobody = { at: now, people: [], webhook: null } as const;
      if (effect.kind === 'page') pages.push({ ...nobody, ...pick(effect), people: effect.people });
      if (effect.kind === 'webhook')
        pages.push({ ...nobody, ...place(effect), because: 'webhook', webhook: effect.url });
      if (effect.kind === 'found-nobody') pages.push({ ...nobody, ...place(effect), because: 'found-nobody' });
    }
    state = result.state;
    at = state?.dueAt ?? null;
  }
  return pages.slice(0, mostPages);
}

const place = ({ step, round }: { readonly step: number; readonly round: number }) => ({ step, round });
const pick = (page: Pick<SimulatedPage, 'step' | 'round'> & { readonly because: PageReason }) => ({
  ...place(page),
  because: page.because,
});
