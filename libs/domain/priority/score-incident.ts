import type { Severity } from '../incident/severity.js';
import type { Verdict } from '../triage/verdict.js';

export const scoreFactors = [
  'functional-impact',
  'observed-activity',
  'reach',
  'information',
  'recoverability',
  'person',
  'time-to-close-of-polls',
] as const;
export type ScoreFactor = (typeof scoreFactors)[number];

/** One factor's share: `value` of 0 to 100 counts `weight` times. */
export interface ScorePart {
  readonly factor: ScoreFactor;
  readonly value: number;
  readonly weight: number;
}

export interface ScoreFacts {
  readonly verdict: Pick<
    Verdict,
    'category' | 'severity' | 'severityRule' | 'accountKind' | 'lifeSafety' | 'violence' | 'foreignInterference'
  >;
  /** Hours until polls close; null when none lie ahead. */
  readonly hoursToClose: number | null;
  /** The party's leader or a candidate is named, or reports. */
  readonly isCandidateOrLeader: boolean;
}

/**
 * Weights after CISA's National Cyber Incident Scoring System (functional impact 6, observed activity 5, information 2,
 * recoverability 4), with the factors a campaign does not have left out and its own put in: who can be reached through the
 * account, whether the person stands for election, and how soon polls close. docs/triage.md gives the source of each value.
 */
const weights: Readonly<Record<ScoreFactor, number>> = {
  'functional-impact': 6,
  'observed-activity': 5,
  reach: 5,
  information: 2,
  recoverability: 4,
  person: 3,
  'time-to-close-of-polls': 6,
};

/**
 * The place of an incident within its severity, 0 to 100: a weighted mean, as NCISS takes it. It never moves an incident to
 * another severity. The same facts always give the same score.
 */
export function scoreIncident(facts: ScoreFacts): { readonly score: number; readonly parts: readonly ScorePart[] } {
  const values: Readonly<Record<ScoreFactor, number>> = {
    'functional-impact': functionalImpact(facts),
    'observed-activity': activityOf[facts.verdict.severityRule] ?? activityOfSeverity[facts.verdict.severity],
    reach: reachOf[facts.verdict.accountKind],
    information: informationOf(facts),
    recoverability: recoverabilityOf[facts.verdict.category] ?? 20,
    person: personOf(facts),
    'time-to-close-of-polls': urgencyOf(facts.hoursToClose),
  };
  const parts = scoreFactors.map((factor) => ({ factor, value: values[factor], weight: weights[factor] }));
  const total = parts.reduce((sum, { value, weight }) => sum + value * weight, 0);
  const most = parts.reduce((sum, { weight }) => sum + 100 * weight, 0);
  return { score: Math.round((100 * total) / most), parts };
}

/** NCISS, "functional impact": minimal impact to critical services (email) 40, significant 70, denial or loss of control 100. */
function functionalImpact({ verdict: { category, severityRule, severity } }: ScoreFacts): number {
  if (category === 'ransomware' || category === 'domain_hijack' || severityRule === 'C3') return 100;
  if (takeovers.has(category)) return severity === 'critical' || severity === 'high' ? 70 : 40;
  if (category === 'ddos' || category === 'website_defacement' || category === 'website_compromise') return 50;
  return severity === 'low' || severity === 'not-an-incident' ? 0 : 20;
}

const takeovers: ReadonlySet<string> = new Set([
  'email_account_takeover',
  'social_media_takeover',
  'messaging_account_takeover',
  'sim_swap',
]);

/** NCISS, "observed activity": Prepare 40, Engage 70, Presence 80, Effect 100. Active misuse is an effect. */
const activityOf: Readonly<Partial<Record<string, number>>> = {
  C1: 100,
  C2: 100,
  C3: 100,
  C4: 100,
  C5: 80,
  H1: 80,
  H2: 80,
  H3: 100,
  H6: 100,
  H7: 100,
  H8: 100,
  M1: 70,
  M2: 40,
  M4: 70,
  M5: 40,
  L1: 40,
};

const activityOfSeverity: Readonly<Record<Severity, number>> = {
  critical: 100,
  high: 80,
  medium: 70,
  low: 40,
  'not-an-incident': 0,
};

/** Who hears the attacker speak: the public, the people who know the campaign, the campaign itself, nobody. */
const reachOf: Readonly<Record<Verdict['accountKind'], number>> = {
  social: 100,
  website: 100,
  domain: 100,
  email: 80,
  voter_data: 80,
  messaging: 60,
  telephony: 50,
  payment: 50,
  cloud_storage: 40,
  network: 40,
  device: 30,
  none: 0,
};

/** NCISS, "information impact": privacy 20, critical data breach 70, core credential compromise 80. */
function informationOf({ verdict: { category, accountKind, severityRule } }: ScoreFacts): number {
  if (severityRule === 'C4' || accountKind === 'voter_data') return 100;
  if (category === 'data_leak') return 70;
  if (category === 'credential_exposure') return 80;
  return takeovers.has(category) ? 20 : 0;
}

/** NCISS, "recoverability": regular 20, supplemented 40, extended 60, not recoverable 100. */
const recoverabilityOf: Readonly<Partial<Record<string, number>>> = {
  data_leak: 100,
  exposed_data: 60,
  ransomware: 60,
  domain_hijack: 60,
  payment_fraud: 60,
  website_compromise: 40,
  email_account_takeover: 40,
  social_media_takeover: 40,
  messaging_account_takeover: 40,
  sim_swap: 40,
};

/** A life comes before everything; then whoever stands for election or leads. */
function personOf({ verdict: { lifeSafety, violence, foreignInterference }, isCandidateOrLeader }: ScoreFacts): number {
  if (lifeSafety) return 100;
  if (violence) return 80;
  if (isCandidateOrLeader) return 60;
  return foreignInterference ? 40 : 0;
}

/** On the last day there is no time left to put anything right before people vote; a month ahead there is. */
function urgencyOf(hoursToClose: number | null): number {
  if (hoursToClose === null || hoursToClose < 0) return 0;
  if (hoursToClose <= 24) return 100;
  if (hoursToClose <= 72) return 80;
  if (hoursToClose <= 7 * 24) return 50;
  return hoursToClose <= 30 * 24 ? 25 : 10;
}

/** Whether somebody who stands for election, or leads, is spoken of: the beginning of a text is read. */
export function namesCandidateOrLeader(text: string): boolean {
  return /(?<![\p{L}])(?:candidat(?:e|es|s)?|party leader|leader|chef(?:fe)? (?:du|de) parti|cheffe?|député(?:e)?|MP|minist(?:er|re))(?![\p{L}])/iu.test(
    text.slice(0, 20_000),
  );
}
