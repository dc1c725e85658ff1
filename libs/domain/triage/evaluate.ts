import { severityRank, type Severity } from '../incident/severity.js';
import type { LabelledReport } from './labelled.js';
import type { Because, Category, Verdict } from './verdict.js';

/** One line of `vigil triage eval --json`. */
export interface EvaluationResult {
  readonly id: string;
  readonly category: string;
  readonly rsit_type: string | null;
  readonly severity_band: string;
  readonly account_kind: string;
  readonly compromised_channel: boolean;
  readonly fi_indicator: boolean;
  readonly violence_indicator: boolean;
  readonly life_safety: boolean;
  readonly iocs: readonly { readonly type: string; readonly value: string }[];
  readonly reply_language: string;
  readonly disposition: string;
  readonly because: readonly Because[];
}

export interface Agreement {
  readonly right: number;
  readonly total: number;
  /** 0 to 1; 1 when there was nothing to get right. */
  readonly rate: number;
}

/** How far verdicts agree with the labels. A category or severity band that the label calls acceptable counts as right. */
export interface AgreementByLabel {
  readonly category: Agreement;
  readonly rsit_type: Agreement;
  readonly severity: Agreement;
  /** Right, or one band too high: erring to the safe side. */
  readonly severityWithinOneTooHigh: Agreement;
  readonly account_kind: Agreement;
  readonly compromised_channel: Agreement;
  readonly fi_indicator: Agreement;
  readonly violence_indicator: Agreement;
  readonly life_safety: Agreement;
  readonly flags: Agreement;
  readonly reply_language: Agreement;
  readonly disposition: Agreement;
  /** Of what was extracted, how much is labelled as an indicator. */
  readonly indicatorPrecision: Agreement;
  /** Of what is labelled, how much was extracted. */
  readonly indicatorRecall: Agreement;
  /** Labelled as benign, and extracted all the same: each one an error. */
  readonly benignExtracted: number;
}

export interface EvaluationSummary {
  readonly reports: number;
  readonly all: AgreementByLabel;
  readonly en: AgreementByLabel;
  readonly fr: AgreementByLabel;
  /** Ids whose label is critical and whose verdict is not, nor acceptable. */
  readonly criticalMissed: readonly string[];
  /** Ids of reports that need work or a person, and were called no incident. */
  readonly calledNoIncident: readonly string[];
}

interface Pair {
  readonly label: LabelledReport;
  readonly result: EvaluationResult;
}

/** Dispositions after which somebody works on the report. */
const needsSomebody = new Set(['open_incident', 'merge', 'needs_human']);

const flags = ['compromised_channel', 'fi_indicator', 'violence_indicator', 'life_safety'] as const;

/** Compares verdicts with labels; the two lists are of the same reports in the same order. */
export function evaluateTriage(
  labelled: readonly LabelledReport[],
  verdicts: readonly Verdict[],
): { readonly results: readonly EvaluationResult[]; readonly summary: EvaluationSummary } {
  const pairs = labelled.flatMap((label, i): Pair[] => {
    const verdict = verdicts[i];
    return verdict === undefined ? [] : [{ label, result: asResult(label.id, verdict) }];
  });
  const inLanguage = (language: string): Pair[] =>
    pairs.filter(({ label }) => label.expected.reply_language === language);
  return {
    results: pairs.map(({ result }) => result),
    summary: {
      reports: pairs.length,
      all: agreementOf(pairs),
      en: agreementOf(inLanguage('en')),
      fr: agreementOf(inLanguage('fr')),
      criticalMissed: idsOf(pairs, (pair) => pair.label.expected.severity_band === 'critical' && !severityRight(pair)),
      calledNoIncident: idsOf(
        pairs,
        ({ label, result }) =>
          needsSomebody.has(label.expected.disposition) &&
          result.severity_band === 'not-an-incident' &&
          label.expected.severity_acceptable?.includes('not-an-incident') !== true,
      ),
    },
  };
}

/** A verdict in the form that evaluations print. */
export function asResult(id: string, verdict: Verdict): EvaluationResult {
  return {
    id,
    category: verdict.category,
    rsit_type: verdict.rsit === null ? null : `${verdict.rsit.class}/${verdict.rsit.type}`,
    severity_band: verdict.severity,
    account_kind: verdict.accountKind,
    compromised_channel: verdict.compromisedChannel,
    fi_indicator: verdict.foreignInterference,
    violence_indicator: verdict.violence,
    life_safety: verdict.lifeSafety,
    iocs: verdict.indicators.map(({ type, value }) => ({ type, value })),
    reply_language: verdict.language,
    disposition: verdict.disposition,
    because: verdict.because,
  };
}

function agreementOf(pairs: readonly Pair[]): AgreementByLabel {
  const count = (right: (pair: Pair) => boolean): Agreement => agreement(pairs.filter(right).length, pairs.length);
  const same = (label: 'account_kind' | 'reply_language' | 'disposition' | (typeof flags)[number]): Agreement =>
    count(({ label: { expected }, result }) => expected[label] === result[label]);
  const byFlag = flags.map(same);
  const extracted = pairs.flatMap(({ label, result }) => result.iocs.map((ioc) => has(label.expected.iocs, ioc)));
  const labelled = pairs.flatMap(({ label, result }) => label.expected.iocs.map((ioc) => has(result.iocs, ioc)));
  return {
    category: count(({ label: { expected }, result }) =>
      [expected.category, ...(expected.category_acceptable ?? [])].includes(result.category as Category),
    ),
    rsit_type: count(({ label: { expected }, result }) =>
      [expected.rsit_type, ...(expected.rsit_acceptable ?? [])].includes(result.rsit_type),
    ),
    severity: count(severityRight),
    severityWithinOneTooHigh: count((pair) => severityRight(pair) || tooHighBy(pair) === 1),
    account_kind: same('account_kind'),
    compromised_channel: same('compromised_channel'),
    fi_indicator: same('fi_indicator'),
    violence_indicator: same('violence_indicator'),
    life_safety: same('life_safety'),
    flags: agreement(
      byFlag.reduce((sum, one) => sum + one.right, 0),
      byFlag.reduce((sum, one) => sum + one.total, 0),
    ),
    reply_language: same('reply_language'),
    disposition: same('disposition'),
    indicatorPrecision: agreement(extracted.filter(Boolean).length, extracted.length),
    indicatorRecall: agreement(labelled.filter(Boolean).length, labelled.length),
    benignExtracted: pairs.reduce((sum, { label, result }) => sum + benignIn(label, result), 0),
  };
}

function agreement(right: number, total: number): Agreement {
  return { right, total, rate: total === 0 ? 1 : right / total };
}

function severityRight({ label: { expected }, result }: Pair): boolean {
  return [expected.severity_band, ...(expected.severity_acceptable ?? [])].includes(result.severity_band);
}

function tooHighBy({ label, result }: Pair): number {
  return severityRank(label.expected.severity_band as Severity) - severityRank(result.severity_band as Severity);
}

type Ioc = EvaluationResult['iocs'][number];

function has(iocs: readonly Ioc[], wanted: Ioc): boolean {
  return iocs.some((ioc) => ioc.type === wanted.type && ioc.value.toLowerCase() === wanted.value.toLowerCase());
}

function benignIn(label: LabelledReport, result: EvaluationResult): number {
  const benign = new Set((label.expected.benign_observables ?? []).map((value) => value.toLowerCase()));
  return result.iocs.filter((ioc) => benign.has(ioc.value.toLowerCase())).length;
}

function idsOf(pairs: readonly Pair[], wanted: (pair: Pair) => boolean): readonly string[] {
  return pairs.filter(wanted).map(({ label }) => label.id);
}
