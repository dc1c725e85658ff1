import { type Advance, after, type EscalationEffect, type EscalationState } from './escalation-state.js';
import { targetsOf } from './policy.js';
import { dutyManagers, lastResort, recipients } from './recipients.js';
import type { Watch } from './watch.js';

/**
 * Pages the step after the one that was paged last, or the first of the next round. A step that finds nobody is skipped in the
 * same instant, and the duty manager is woken for it along with whoever the step after it wakes. A round in which nobody at all
 * is found wakes every manager and asks again when the first step's wait is over, so that this ends and is never silent.
 * Nobody is woken twice in one instant, and nobody who has acknowledged already.
 */
export function climb(state: EscalationState, watch: Watch, now: Date): Advance {
  const effects: EscalationEffect[] = [];
  const isNew = ({ id }: { readonly id: string }) => !state.takers.includes(id);
  let { step, round } = state;
  let skipped = false;
  for (let tried = 0; tried < state.steps.length; tried += 1) {
    step += 1;
    if (step >= state.steps.length) [step, round] = [0, round + 1];
    const current = state.steps[step];
    if (current === undefined) break;
    const targets = targetsOf(current);
    const found = recipients(targets, watch);
    const people = found.people.filter(isNew);
    for (const list of found.turns) effects.push({ kind: 'turn-taken', list });
    for (const url of found.webhooks) effects.push({ kind: 'webhook', url, step, round });
    if (people.length > 0 || targets.every(({ kind }) => kind === 'webhook')) {
      const managers = skipped ? dutyManagers(watch).filter((person) => isNew(person) && !people.includes(person)) : [];
      return page(state, { step, round, people: ids(people), managers: ids(managers), effects }, now);
    }
    if (found.people.length === 0) {
      skipped = true;
      effects.push({ kind: 'found-nobody', step, round });
    }
  }
  const people = ids(lastResort(watch).filter(isNew));
  const wait = state.steps[0]?.waitMinutes ?? 1;
  return {
    state: { ...rung(state, people), step: state.steps.length - 1, round, dueAt: after(now, wait) },
    effects: [...effects, ...pageOf(people, { step: state.steps.length - 1, round }, 'nobody'), { kind: 'unattended' }],
  };
}

/** Wakes somebody again for the step that they know; null when they can no longer be woken. */
export function wakeAgain(
  state: EscalationState,
  { person, because }: { readonly person: string; readonly because: 'snoozed' | 'unhandled' },
  watch: Watch,
  now: Date,
): Advance | null {
  const canBeWoken = watch.people.some(({ id }) => id === person) && !state.declined.includes(person);
  if (!canBeWoken) return null;
  const woken = [...new Set([...state.woken, person])];
  return {
    state: { ...state, woken, snoozedBy: null, dueAt: after(now, waitOf(state, state.step)) },
    effects: pageOf([person], state, because),
  };
}

interface Rung {
  readonly step: number;
  readonly round: number;
  readonly people: readonly string[];
  readonly managers: readonly string[];
  readonly effects: readonly EscalationEffect[];
}

function page(state: EscalationState, { step, round, people, managers, effects }: Rung, now: Date): Advance {
  return {
    state: { ...rung(state, [...managers, ...people]), step, round, dueAt: after(now, waitOf(state, step)) },
    effects: [...effects, ...pageOf(managers, { step, round }, 'gap'), ...pageOf(people, { step, round }, 'step')],
  };
}

/** A step begins: nobody has said no to it, nobody has put it off. */
function rung(state: EscalationState, woken: readonly string[]): EscalationState {
  return {
    ...state,
    status: 'running',
    woken,
    declined: [],
    snoozedBy: null,
    wasSnoozed: false,
    acknowledgedBy: null,
    reminded: false,
  };
}

/** Minutes from the page of a step to the next one; the pause between two rounds comes on top of the last. */
export function waitOf({ steps, repeatAfter }: Pick<EscalationState, 'steps' | 'repeatAfter'>, step: number): number {
  return (steps[step]?.waitMinutes ?? 1) + (step === steps.length - 1 ? repeatAfter : 0);
}

function pageOf(
  people: readonly string[],
  { step, round }: { readonly step: number; readonly round: number },
  because: Extract<EscalationEffect, { kind: 'page' }>['because'],
): readonly EscalationEffect[] {
  return people.length === 0 ? [] : [{ kind: 'page', people, step, round, because }];
}

function ids(people: readonly { readonly id: string }[]): readonly string[] {
  return people.map(({ id }) => id);
}
