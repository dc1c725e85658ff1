import type { Indicator } from '../indicator/indicator.js';
import type { Severity } from '../incident/severity.js';

/** What kind of thing a report is about. Each has a playbook and a place in RSIT. */
export const categories = [
  'email_account_takeover',
  'social_media_takeover',
  'messaging_account_takeover',
  'phishing',
  'credential_attack',
  'credential_exposure',
  'targeted_attempt_notice',
  'sim_swap',
  'impersonation',
  'malware',
  'ransomware',
  'website_defacement',
  'website_compromise',
  'domain_hijack',
  'ddos',
  'data_leak',
  'exposed_data',
  'lost_device',
  'payment_fraud',
  'extortion_scam',
  'vulnerability_report',
  'threat_of_violence',
  'foreign_interference_contact',
  'personal_account',
  'spam',
  'abuse_of_service',
  'carrier_keyword',
  'exercise',
  'undetermined',
  'not_an_incident',
] as const;
export type Category = (typeof categories)[number];

/** Categories after which nobody looks at a report again. */
export const noIncident: ReadonlySet<Category> = new Set([
  'not_an_incident',
  'spam',
  'abuse_of_service',
  'carrier_keyword',
  'exercise',
]);

/** What the attacker has, or is after. */
export const accountKinds = [
  'email',
  'social',
  'messaging',
  'telephony',
  'website',
  'domain',
  'device',
  'cloud_storage',
  'voter_data',
  'network',
  'payment',
  'none',
] as const;
export type AccountKind = (typeof accountKinds)[number];

/**
 * What should become of the report. `merge`: the text itself says that somebody may have reported this already, so look
 * for that incident first and open one when there is none. `needs_human`: open it, and a person reads it before anything else.
 */
export const dispositions = [
  'open_incident',
  'merge',
  'needs_human',
  'answer_advice',
  'redirect',
  'redirect_media',
  'close_or_redirect',
  'note_and_close',
  'close_spam',
  'opt_out',
] as const;
export type Disposition = (typeof dispositions)[number];

/** The rubric of severities; the letter is the band, the highest that holds wins. docs/triage.md says what each means. */
export const severityRules = [
  'C1',
  'C2',
  'C3',
  'C4',
  'C5',
  'C6',
  'H1',
  'H2',
  'H3',
  'H4',
  'H5',
  'H6',
  'H7',
  'H8',
  'H9',
  'M1',
  'M2',
  'M3',
  'M4',
  'M5',
  'M6',
  'M7',
  'L1',
  'L2',
  'L3',
  'L4',
  'N1',
  'N2',
  'N3',
  'N4',
  'N5',
] as const;
export type SeverityRule = `${'C' | 'H' | 'M' | 'L' | 'N'}${number}`;

/** The band that a severity rule puts an incident in. */
export function severityOf(rule: SeverityRule): Severity {
  const bands: Readonly<Record<string, Severity>> = { C: 'critical', H: 'high', M: 'medium', L: 'low' };
  return bands[rule.charAt(0)] ?? 'not-an-incident';
}

/** Reference Security Incident Taxonomy v1003: machine names of class and type. */
export interface Rsit {
  readonly class: string;
  readonly type: string;
}

/** A rule that fired, the words that made it fire, and where they begin in what `scannedText` gives. */
export interface Because {
  readonly rule: string;
  readonly severityRule?: SeverityRule;
  readonly evidence: string;
  readonly at: number;
}

export type TextLanguage = 'en' | 'fr' | 'bilingual';

export interface TriageInput {
  readonly channel: 'web' | 'api' | 'email' | 'sms' | 'voice';
  readonly subject: string | null;
  /** The reporter's own words. */
  readonly text: string;
  /**
   * A message that the reporter forwards or quotes, split from their own words by whoever read it. Evidence of what they
   * received: a lure, a threat. Its words never say that something happened to the reporter.
   */
  readonly forwarded?: string | null;
  /** Address or E.164 number that the report came from; a display name around the address does no harm. */
  readonly sender: string | null;
  readonly statedLanguage: 'en' | 'fr' | null;
  readonly statedAccountKind: AccountKind | null;
  readonly attachmentNames: readonly string[];
  /** Domains that registered parties own; neither they nor what is under them is an indicator. Lookalikes of them are. */
  readonly ownDomains: readonly string[];
  readonly pollsCloseAt: Date | null;
  readonly receivedAt: Date;
}

export interface Verdict {
  readonly category: Category;
  /** Null for what is no incident at all. */
  readonly rsit: Rsit | null;
  readonly severity: Severity;
  readonly severityRule: SeverityRule;
  readonly accountKind: AccountKind;
  /** The report came over the very channel that it says is compromised: nothing goes back that way. */
  readonly compromisedChannel: boolean;
  /** Addresses that the attacker may read; nothing is sent there either. */
  readonly compromisedAddresses: readonly string[];
  /** Indications that an analyst should look at; never an assertion of interference. */
  readonly foreignInterference: boolean;
  readonly violence: boolean;
  readonly lifeSafety: boolean;
  readonly indicators: readonly Indicator[];
  readonly language: TextLanguage;
  readonly disposition: Disposition;
  readonly because: readonly Because[];
  readonly rulesVersion: string;
}
