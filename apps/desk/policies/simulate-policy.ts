import { Inject, Injectable } from '@nestjs/common';
import type { z } from 'zod';
import type { simulatePolicy, SimulationView } from '#contracts';
import {
  choosePolicy,
  everyParty,
  type PersonToReach,
  planPage,
  type Severity,
  simulate,
  validatePolicy,
  type VersionedPolicy,
} from '#domain';
import { dutyAt, loadPolicies, planWatch, ProblemError, ReadWatch, type WatchNow, Settings } from '#service';
import { Database, type Tx } from '#store';
import { knownTargets } from './policy-rows.js';
import { readReachOfAll } from './read-reach-of-all.js';
import { refusedPolicy } from './tell-faults.js';

type Question = z.output<typeof simulatePolicy>;

const dayMs = 86_400_000;
const hourMs = 3_600_000;
/** How far from now a time may be asked about: as far as a watch is planned. */
const farthestMs = 400 * dayMs;

/**
 * Who would be woken when, if nobody answered: played by the rules that page people, on the watch as it is planned. Nothing is
 * kept and nobody is woken.
 */
@Injectable()
export class SimulatePolicy {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(ReadWatch) private readonly watch: ReadWatch,
    @Inject(Settings) private readonly settings: Settings,
  ) {}

  async simulate(question: Question): Promise<SimulationView> {
    const from = new Date(question.at);
    return this.database.transactionFor(everyParty, async (tx) => {
      if (Math.abs(from.getTime() - tx.now.getTime()) > farthestMs) throw tooFar();
      const [watch, policy, turns] = await Promise.all([
        this.watchSince(tx, from),
        policyFor(tx, question, from),
        tx.query<{ list: string; taken: number }>('SELECT list, taken FROM policy_turn'),
      ]);
      const verdict = validatePolicy(policy.policy, knownTargets(watch, this.settings.config));
      if (question.policy !== undefined && verdict.outcome === 'refused') {
        throw refusedPolicy(policy.policy, verdict.faults, '/policy');
      }
      const taken = new Map(turns.map(({ list, taken: count }) => [list, count]));
      const pages = simulate({
        policy,
        severity: question.severity,
        watchAt: (at) => ({ ...dutyAt(watch, at), turnsTaken: (list) => taken.get(list) ?? 0 }),
        from,
        until: new Date(from.getTime() + question.hours * hourMs),
      });
      const reach = await readReachOfAll(tx, [...new Set(pages.flatMap(({ people }) => people))]);
      const { key, name = key } = policy.policy;
      return {
        policy: { key, name, version: policy.version },
        pages: pages.map(({ at, people, ...page }) => ({
          ...page,
          at: at.toISOString(),
          people: watch.people
            .filter(({ id }) => people.includes(id))
            .map(({ id, ...person }) => ({
              key: person.key,
              name: person.name,
              ...waysTo(reach.get(id), question.severity, at),
            })),
        })),
      };
    });
  }

  /** What is remembered of the watch reaches back two days; an earlier time is read anew. */
  private async watchSince(tx: Tx, from: Date): Promise<WatchNow> {
    const watch = await this.watch.at(tx);
    if (from.getTime() > tx.now.getTime() - dayMs) return watch;
    const plan = await planWatch(tx, from);
    return { ...watch, plan, schedules: new Map(plan.map(({ key, compiled }) => [key, compiled])) };
  }
}

/** As a page would go to them then: their own rules, and their quiet hours. */
function waysTo(person: PersonToReach | undefined, severity: Severity, at: Date) {
  if (person === undefined) return { ways: [], isQuiet: false };
  const { methods } = planPage(person, severity, at);
  const loud = planPage({ ...person, quietHours: null }, severity, at).methods;
  return {
    ways: methods.map(({ kind, afterMs }) => ({ kind, afterMinutes: afterMs / 60_000 })),
    isQuiet: methods.length < loud.length,
  };
}

async function policyFor(tx: Tx, { policy, severity, party, kind }: Question, at: Date): Promise<VersionedPolicy> {
  if (policy !== undefined) return { policy, version: 0 };
  const found = choosePolicy(await loadPolicies(tx), { severity, party, kind }, at);
  if (found === null) throw new Error(`no policy for ${severity}`);
  return found;
}

function tooFar(): ProblemError {
  return new ProblemError(422, 'invalid', {
    en: 'Choose a time within 400 days of today.',
    fr: 'Choisissez un moment à moins de 400 jours d’aujourd’hui.',
  });
}
