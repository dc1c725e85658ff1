import { wallTime } from '../calendar/local-time.js';
import type { Severity } from '../incident/severity.js';
import type { VersionedPolicy } from './policy.js';

/** The days as rules name them, in the order of ISO 8601. */
export const ruleDays = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'] as const;
export type RuleDay = (typeof ruleDays)[number];

/** What must hold for a rule; what is absent does not matter. */
export interface RuleConditions {
  readonly severities?: readonly Severity[];
  /** Keys of parties. */
  readonly parties?: readonly string[];
  /** Kinds of incidents, as triage names them. */
  readonly kinds?: readonly string[];
  /** By wall-clock time in `zone`. Hours that go over midnight belong to the day on which they begin. */
  readonly days?: readonly RuleDay[];
  /** `HH:MM`, from included, to excluded; the same twice is the whole day. */
  readonly hours?: { readonly from: string; readonly to: string };
  readonly zone?: string;
}

/** The incidents that a policy is for. */
export interface PolicyRule {
  readonly when: RuleConditions;
  /** The policy's key. */
  readonly policy: string;
}

/** What rules ask of an incident. */
export interface RuleFacts {
  readonly severity: Severity;
  readonly party: string | null;
  readonly kind: string;
}

/** All policies, and which incident gets which. */
export interface PolicyBook {
  /** By key. */
  readonly policies: ReadonlyMap<string, VersionedPolicy>;
  /** For each severity the policy that counts when no rule says otherwise. */
  readonly fallbacks: ReadonlyMap<Severity, VersionedPolicy>;
  readonly rules: readonly PolicyRule[];
}

/**
 * The policy of the first rule that fits, the severity's own otherwise. A rule whose policy is gone is passed over. Null only
 * when the severity has no policy, which neither the roster file nor the desk can bring about.
 */
export function choosePolicy(
  { policies, fallbacks, rules }: PolicyBook,
  facts: RuleFacts,
  now: Date,
): VersionedPolicy | null {
  const rule = rules.find(({ when, policy }) => policies.has(policy) && fits(when, facts, now));
  return policies.get(rule?.policy ?? '') ?? fallbacks.get(facts.severity) ?? null;
}

function fits(when: RuleConditions, { severity, party, kind }: RuleFacts, now: Date): boolean {
  return (
    (when.severities?.includes(severity) ?? true) &&
    (when.parties === undefined || (party !== null && when.parties.includes(party))) &&
    (when.kinds?.includes(kind) ?? true) &&
    fitsTime(when, now)
  );
}

function fitsTime({ days, hours, zone = 'UTC' }: RuleConditions, now: Date): boolean {
  if (days === undefined && hours === undefined) return true;
  const wall = wallTime(now, zone);
  const time = wall.toPlainTime().toString().slice(0, 5);
  const { from, to } = hours ?? { from: '00:00', to: '00:00' };
  const goesOverMidnight = from >= to;
  const beganYesterday = goesOverMidnight && time < to;
  const isWithin = goesOverMidnight ? time >= from || time < to : time >= from && time < to;
  const day = ruleDays[(beganYesterday ? wall.subtract({ days: 1 }) : wall).dayOfWeek - 1];
  return isWithin && (days === undefined || (day !== undefined && days.includes(day)));
}
