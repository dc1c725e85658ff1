import { severityRank } from '../incident/severity.js';
import { compromisedAddressesIn } from './compromised.js';
import { isUnder } from '../indicator/domain-name.js';
import { evidenceFor, Facts, peopleCounted } from './facts.js';
import { featuresGiven, featuresOf, type Decided, type Place } from './features.js';
import { findIndicators } from '../indicator/find-indicators.js';
import { addressesIn } from '../indicator/read-candidates.js';
import { languageOfWords } from './language.js';
import { findHits, readWords, type Hit } from './lexicon.js';
import { opinionOf, type Opinion } from './opinion.js';
import type { Rule, TriageRules } from './rules.js';
import {
  severityOf,
  type Because,
  type Category,
  type SeverityRule,
  type TriageInput,
  type Verdict,
} from './verdict.js';
import { weighCategory, weighLabel, weighSeverity, type SeverityProposal } from './weigh.js';
import { scanLimit, type Reading, type Word } from './words.js';

/** A report this soon before polls close makes a high one critical (rule C6). */
const hoursBeforePollsClose = 72;

/** A leak of so many people's data is critical (rule C4). */
const manyPeople = 500;

/** With so few words of the reporter's own, what they forward is the report. */
const fewOwnWords = 4;

/** Longest piece of the report that a reason quotes, in characters. */
const longestEvidence = 160;

/** A text message that ends in one of these goes on in a part that has not arrived. */
const dangling = new Set(
  'the a an our my your his her their into to of and or with in on at from for is was are has have our voter les la le un une des de du notre mon ma dans sur et ou avec pour est a ont par'.split(
    ' ',
  ),
);

/**
 * The text that offsets in a verdict count in: the subject, an empty line, the reporter's words, and after another empty
 * line what they forward; no longer than is scanned.
 */
export function scannedText(input: Pick<TriageInput, 'subject' | 'text' | 'forwarded'>): string {
  const forwarded = forwardedIn(input);
  return (forwarded === '' ? ownText(input) : `${ownText(input)}\n\n${forwarded}`).slice(0, scanLimit);
}

function ownText({ subject, text }: Pick<TriageInput, 'subject' | 'text'>): string {
  const title = subject?.trim() ?? '';
  return title === '' ? text : `${title}\n\n${text}`;
}

function forwardedIn({ forwarded }: Pick<TriageInput, 'forwarded'>): string {
  return (forwarded ?? '').trim() === '' ? '' : (forwarded ?? '');
}

/** Where mail programs set a forwarded message under what was written above it. */
const forwardMark =
  /^-{2,20} ?(?:forwarded message|original message|message transf[ée]r[ée]|message original|message d'origine) ?-{2,20}/imu;

/** How the words of a report are read: what is forwarded is not the reporter's, what a call-taker quotes is the caller's. */
export function readingOf(input: Pick<TriageInput, 'channel' | 'subject' | 'text' | 'forwarded'>): Reading {
  const own = ownText(input);
  const pasted = forwardMark.exec(own.slice(0, scanLimit));
  const othersFrom =
    pasted !== null && pasted.index > 0 ? pasted.index : forwardedIn(input) === '' ? Infinity : own.length;
  return { othersFrom, quotationMarks: input.channel !== 'voice' };
}

/**
 * Classifies a report by the rules and says why. Deterministic: the same input and rules give the same verdict. The
 * text is data: nothing in it can do more than match a phrase. Linear in the text, of which `scanLimit` is read.
 */
export function triage(input: TriageInput, rules: TriageRules): Verdict {
  const text = scannedText(input);
  const words = readWords(rules.lexicon, text, readingOf(input));
  const hits = findHits(rules.lexicon, words);
  const facts = new Facts(hits, rules.groups);
  assertWhatIsComputed(facts, input, words, rules);
  const features = featuresOf(hits, words);
  const opinionOn = (what: 'category' | 'severity' | 'accountKind' | 'disposition', given?: Decided): Opinion | null =>
    rules.learned === null
      ? null
      : opinionOf(features, rules.learned[what], given === undefined ? [] : featuresGiven(given));

  const because: Because[] = [];
  const note = (rule: string, hits: readonly Place[], severityRule?: SeverityRule): void => {
    const first = hits[0];
    const evidence = hits.map((hit) => text.slice(hit.start, hit.end)).join(' … ');
    const reason = { rule, evidence: evidence.slice(0, longestEvidence), at: first?.start ?? 0 };
    because.push(severityRule === undefined ? reason : { ...reason, severityRule });
  };
  const firstRule = <Decision>(table: readonly Rule<Decision>[]): Rule<Decision> | undefined => {
    for (const rule of table) {
      const hits = evidenceFor(rule.when, facts);
      if (hits === null) continue;
      note(rule.id, hits);
      return rule;
    }
    return undefined;
  };
  const first = <Decision>(table: readonly Rule<Decision>[]): Decision | undefined => firstRule(table)?.decision;

  const rule = firstRule(rules.categories);
  const proposed = rule?.decision ?? 'undetermined';
  // No rule at all is no vote for `undetermined`.
  const vote = rule === undefined ? 0 : (rule.vote ?? rules.weighing.ruleOnCategory);
  const speaksOf = (category: Category): boolean =>
    rules.speaksOf.get(category)?.some((name) => facts.has(name)) ?? true;
  const onCategory = rule?.sure === true ? null : opinionOn('category');
  const category = onCategory === null ? proposed : weighCategory(proposed, vote, onCategory, rules.weighing, speaksOf);
  if (onCategory !== null && category !== proposed) note(`weighed:${category}`, onCategory.evidenceFor(category));
  facts.assert(`category:${category}`);
  const defaults = rules.defaults[category];
  const kindRule = firstRule(rules.accountKinds);
  const onKind = kindRule?.sure === true ? null : opinionOn('accountKind', { category });
  const proposedKind = kindRule?.decision ?? input.statedAccountKind ?? defaults.accountKind;
  const accountKind =
    onKind === null ? proposedKind : weighLabel(proposedKind, kindRule?.vote ?? rules.weighing.ruleOnKind, onKind);
  facts.assert(`kind:${accountKind}`);

  // Rules of the flags may raise the severity, and the severity's meaning raises the flags: C1 is danger to life by definition.
  const threatened = first(rules.violence) === true;
  if (threatened) facts.assert('flag:violence');
  const endangered = first(rules.lifeSafety) === true;
  if (endangered) facts.assert('flag:life-safety');
  const interference = first(rules.foreignInterference) === true;
  if (interference) facts.assert('flag:foreign-interference');

  const onSeverity = rule?.sure === true || endangered ? null : opinionOn('severity');
  const severityRule = decideSeverity(facts, rules, category, onSeverity, note);
  const severity = severityOf(severityRule);
  const lifeSafety = endangered || severityRule === 'C1';
  const violence = threatened || lifeSafety || severityRule === 'H4';
  const foreignInterference = interference || ['C5', 'H9', 'M6'].includes(severityRule);
  facts.assert(`severity:${severityRule}`);
  facts.assert(`band:${severity}`);

  const dispositionRule = firstRule(rules.dispositions);
  const proposedDisposition = dispositionRule?.decision ?? defaults.disposition;
  // What is of medium severity or more is worked on, whatever was learned.
  const onDisposition =
    dispositionRule?.sure === true || severityRank(severity) <= severityRank('medium')
      ? null
      : opinionOn('disposition', { category, band: severity });
  const disposition =
    onDisposition === null
      ? proposedDisposition
      : weighLabel(
          proposedDisposition,
          dispositionRule === undefined ? rules.weighing.usualOnDisposition : rules.weighing.ruleOnDisposition,
          onDisposition,
        );
  const compromisedChannel = first(rules.compromisedChannel) === true;
  const unsafeSender = compromisedChannel || first(rules.unsafeSender) === true;
  const indicators = rules.withoutIndicators.has(category)
    ? []
    : findIndicators(text, {
        ownDomains: input.ownDomains.map((domain) => domain.toLowerCase()),
        sender: input.sender,
        wellKnownDomains: rules.wellKnownDomains,
        sharedHosts: rules.sharedHosts,
      });

  return {
    category,
    rsit: first(rules.rsit) ?? defaults.rsit,
    severity,
    severityRule,
    accountKind,
    compromisedChannel,
    compromisedAddresses: compromisedAddressesIn(ownText(input), input, facts, unsafeSender),
    foreignInterference,
    violence,
    lifeSafety,
    indicators,
    language: languageOf(input, text, words, facts),
    disposition,
    because,
    rulesVersion: rules.version,
  };
}

/** The most severe rule that holds, weighed with what was learned; then whether a high one comes so late that it is critical. */
function decideSeverity(
  facts: Facts,
  rules: TriageRules,
  category: Category,
  opinion: Opinion | null,
  note: (rule: string, places: readonly Place[], severityRule: SeverityRule) => void,
): SeverityRule {
  const { ruleOnSeverity, usualOnSeverity } = rules.weighing;
  let decided: (SeverityProposal & { readonly id: string; readonly hits: readonly Hit[] }) | undefined;
  for (const rule of rules.severities) {
    if (decided !== undefined && severityRank(severityOf(decided.rule)) <= severityRank(severityOf(rule.decision)))
      continue;
    const hits = evidenceFor(rule.when, facts);
    if (hits !== null) decided = { rule: rule.decision, vote: rule.vote ?? ruleOnSeverity, id: rule.id, hits };
  }
  decided ??= {
    rule: rules.defaults[category].severity,
    vote: usualOnSeverity,
    id: 'severity-of-category',
    hits: [],
  };
  note(decided.id, decided.hits, decided.rule);
  const usual = rules.usualSeverities[category];
  const weighed = opinion === null ? decided.rule : weighSeverity(decided, usual, opinion, rules.weighing);
  if (opinion !== null && weighed !== decided.rule) note(`weighed:${weighed}`, opinion.evidenceFor(weighed), weighed);
  // What is not understood goes to a person, however little there is in it.
  if (category === 'undetermined' && severityRank(severityOf(weighed)) > severityRank('medium')) {
    note('unclear', [], 'M7');
    return 'M7';
  }
  if (severityOf(weighed) !== 'high' || !facts.has('polls-close-soon')) return weighed;
  note('polls-close-soon', facts.hits('polls-close-soon').slice(0, 1), 'C6');
  return 'C6';
}

function assertWhatIsComputed(facts: Facts, input: TriageInput, words: readonly Word[], rules: TriageRules): void {
  facts.assert(`channel:${input.channel}`);
  if (forwardedIn(input) !== '') facts.assert('text:forwarded');
  if (input.text.split(/\s+/u, fewOwnWords + 1).length <= fewOwnWords) facts.assert('text:few-own-words');
  if (input.channel === 'email' && namesAnotherOfOurs(input)) facts.assert('address:another-of-ours');
  if (words.length === 0) facts.assert('text:empty');
  if (words.length <= 3) facts.assert('text:short');
  if (words.length > 0 && words.length <= 2) facts.assert('text:keyword');
  if (/\(\s?1\s?\/\s?[2-9]\s?\)/u.test(input.text.slice(0, scanLimit))) facts.assert('text:first-part-only');
  if (input.channel === 'sms' && dangling.has(words.at(-1)?.folded ?? '')) facts.assert('text:cut-off');
  if (/^\s*(?:\+|\d)/u.test(input.sender ?? '')) facts.assert('sender:phone');
  const people = peopleCounted(words, rules.peopleWords);
  if (people > 0) facts.assert('people:some');
  if (people >= manyPeople) facts.assert('people:many');
  if (input.attachmentNames.some((name) => /\.(?:exe|scr|js|vbs|lnk|iso|bat|cmd|ps1|hta|docm|xlsm)$/iu.test(name)))
    facts.assert('attachment:program');
  if (input.pollsCloseAt !== null) {
    const hours = (input.pollsCloseAt.getTime() - input.receivedAt.getTime()) / 3_600_000;
    if (hours >= 0 && hours <= hoursBeforePollsClose) facts.assert('polls-close-soon');
  }
  if (facts.has('voting-is-tomorrow')) facts.assert('polls-close-soon');
}

/** The text names an address of a party's own other than the one it was written from. */
function namesAnotherOfOurs({ subject, text, sender, ownDomains }: TriageInput): boolean {
  const own = addressesIn(sender ?? '')[0]?.address.toLowerCase();
  return addressesIn(ownText({ subject, text: text.slice(0, scanLimit) })).some(
    ({ address, host }) => address.toLowerCase() !== own && isUnder(host, ownDomains),
  );
}

function languageOf(input: TriageInput, text: string, words: readonly Word[], facts: Facts): Verdict['language'] {
  if (facts.has('asks-both-languages')) return 'bilingual';
  const detected = languageOfWords(text, words);
  if (facts.has('french-keyword') && facts.has('text:short') && detected !== 'bilingual') return 'fr';
  return facts.has('text:short') && input.statedLanguage !== null ? input.statedLanguage : detected;
}
