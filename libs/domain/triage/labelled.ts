import type { AccountKind, Category, Disposition, TextLanguage, TriageInput } from './verdict.js';
import { addressesIn } from '../indicator/read-candidates.js';

/** A report with the labels that a responder gave it, as the files of labelled reports hold them. */
export interface LabelledReport {
  readonly id: string;
  readonly channel: TriageInput['channel'];
  readonly language?: string;
  readonly from: string | null;
  readonly subject: string | null;
  readonly body: string;
  /** Split from the body by who labelled it; see TriageInput. */
  readonly forwarded?: string | null;
  readonly expected: ExpectedLabels;
}

export interface ExpectedLabels {
  readonly category: Category;
  readonly category_acceptable?: readonly Category[];
  readonly rsit_type: string | null;
  readonly rsit_acceptable?: readonly string[];
  readonly severity_band: string;
  /** The severity rule, where the label says it. */
  readonly rule?: string;
  readonly severity_acceptable?: readonly string[];
  readonly account_kind: AccountKind;
  readonly compromised_channel: boolean;
  readonly fi_indicator: boolean;
  readonly violence_indicator: boolean;
  readonly life_safety: boolean;
  readonly iocs: readonly { readonly type: string; readonly value: string }[];
  readonly benign_observables?: readonly string[];
  readonly reply_language: TextLanguage;
  readonly disposition: Disposition;
}

/** Reports of the files have no time of their own; nothing in triage but the nearness of polling day asks for one. */
const someInstant = new Date('2026-01-01T00:00:00Z');

/**
 * What triage would have been given. The labels stay out of it, the language too. The reporter's own domain counts as
 * the party's, unless it is one where many have their mail.
 */
export function labelledReportToInput(
  report: Pick<LabelledReport, 'channel' | 'from' | 'subject' | 'body' | 'forwarded'>,
  ownDomains: readonly string[] = [],
  sharedHosts: ReadonlySet<string> = new Set(['example.com', 'example.net', 'example.org']),
): TriageInput {
  const host = addressesIn(report.from ?? '')[0]?.host;
  const shared =
    host === undefined || [...sharedHosts].some((domain) => host === domain || host.endsWith(`.${domain}`));
  return {
    channel: report.channel,
    subject: report.subject,
    text: report.body,
    forwarded: report.forwarded ?? null,
    sender: report.from,
    statedLanguage: null,
    statedAccountKind: null,
    attachmentNames: [],
    ownDomains: shared ? ownDomains : [...ownDomains, host],
    pollsCloseAt: null,
    receivedAt: someInstant,
  };
}

/**
 * Domains of everybody in a set of labelled reports who does not have their mail at a shared one: stands in for the
 * register of parties, which a deployment passes as `ownDomains`.
 */
export function partyDomainsIn(
  reports: readonly Pick<LabelledReport, 'from'>[],
  sharedHosts?: ReadonlySet<string>,
): readonly string[] {
  const domains = reports.flatMap(
    ({ from }) =>
      labelledReportToInput({ channel: 'email', from, subject: null, body: '' }, [], sharedHosts).ownDomains,
  );
  return [...new Set(domains)];
}
