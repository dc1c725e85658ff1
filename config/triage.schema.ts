import { parse } from 'yaml';
import { z } from 'zod';
import { readWeights } from './triage-weights.js';
import {
  accountKinds,
  categories,
  compileLexicon,
  compilePhrase,
  dispositions,
  fold,
  severityRules,
  type Concept,
  type Category,
  type Condition,
  type Learned,
  type Phrase,
  type Rule,
  type SeverityRule,
  type TriageRules,
} from '#domain';

const name = z.string().regex(/^[a-z0-9]+(?:[-:_][a-z0-9]+)*$/u);
/** A fact, or several of which one is enough: `clicked|credentials-entered`. */
const fact = z
  .string()
  .regex(/^[a-zA-Z0-9:_-]+(?:\|[a-zA-Z0-9:_-]+)*$/u)
  .transform((written) => written.split('|'));
const rsit = z
  .string()
  .regex(/^[a-z-]+\/[a-z0-9-]+$/u)
  .transform((written) => ({
    class: written.slice(0, written.indexOf('/')),
    type: written.slice(written.indexOf('/') + 1),
  }));
const severityRule = z.enum(severityRules as readonly [string, ...string[]]).transform((rule) => rule as SeverityRule);

/** One phrase a line; a line that begins with # is a remark. */
const phraseList = z
  .string()
  .default('')
  .transform((lines) => lines.split('\n').flatMap((line) => (/^\s*(?:#|$)/u.test(line) ? [] : [line.trim()])))
  .transform((lines, context) =>
    lines.flatMap((line): Phrase[] => {
      const compiled = compilePhrase(line);
      if (compiled.outcome === 'phrase') return [compiled.phrase];
      context.addIssue({ code: 'custom', message: compiled.reason });
      return [];
    }),
  );
const wordList = z.string().transform((words) => words.split(/\s+/u).filter((word) => word !== ''));

const concept = z.strictObject({
  en: phraseList,
  fr: phraseList,
  /** `cancels`: "not" in front takes it back. `ignored`: the phrases say all themselves. */
  negation: z.enum(['cancels', 'ignored']).default('cancels'),
  /** `ignored`: not in a long quotation. `counted`: there too. */
  quotations: z.enum(['ignored', 'counted']).default('ignored'),
});

/** Words by what they speak of; `two_words` stand side by side. */
const ideas = z.record(name, z.string()).transform((lists, context) =>
  Object.entries(lists).map(([idea, words]) => ({
    idea,
    phrases: words
      .split(/\s+/u)
      .filter((word) => word !== '')
      .flatMap((word): Phrase[] => {
        const compiled = compilePhrase(word.replaceAll('_', ' '));
        if (compiled.outcome === 'phrase') return [compiled.phrase];
        context.addIssue({ code: 'custom', path: [idea], message: compiled.reason });
        return [];
      }),
  })),
);

/** Ideas that a message quoted to us brings with it: a threat is one, whoever's words it is in. */
const quotedIdeas = new Set(['threaten', 'danger-now', 'demand', 'vendor-notice']);

const conditions = {
  all: z.array(fact).default([]),
  none: z.array(fact).default([]),
  together: z.array(z.array(fact).min(2)).default([]),
  atLeast: z
    .strictObject({ count: z.int().min(1), of: fact })
    .nullable()
    .default(null),
};
const rule = <Decision extends z.ZodType>(decision: Decision) =>
  z.array(z.strictObject({ id: name, decide: decision, ...conditions }));
const weighedRule = <Decision extends z.ZodType>(decision: Decision) =>
  z.array(
    z.strictObject({
      id: name,
      decide: decision,
      sure: z.boolean().default(false),
      vote: z.number().nullable().default(null),
      ...conditions,
    }),
  );
const flag = z.array(z.strictObject({ id: name, ...conditions }));

const triageFile = z.strictObject({
  version: z.string().min(1),
  negators: wordList,
  clauseBreakers: wordList,
  misspelt: wordList,
  variants: z.record(z.string(), z.string()),
  peopleWords: wordList,
  wellKnownDomains: wordList,
  sharedHosts: wordList,
  ideas: z.strictObject({ things: ideas, people: ideas, happenings: ideas, aspects: ideas }),
  concepts: z.record(name, concept),
  groups: z.record(name, z.array(name)),
  weighing: z.strictObject({
    ruleOnCategory: z.number(),
    ruleOnSeverity: z.number(),
    usualOnSeverity: z.number(),
    ruleOnKind: z.number(),
    ruleOnDisposition: z.number(),
    usualOnDisposition: z.number(),
    surelyNothing: z.number().min(0).max(1),
    nothingAgainstRule: z.number().min(0).max(1),
    unusual: z.number(),
    unspoken: z.number(),
    tooLow: z.number().min(1),
    grave: z.number().min(1),
  }),
  speaksOf: z.partialRecord(z.enum(categories), fact),
  usualSeverities: z.record(z.enum(categories), wordList.pipe(z.array(severityRule))),
  categories: weighedRule(z.enum(categories)),
  defaults: z.record(
    z.enum(categories),
    z.strictObject({
      rsit: rsit.nullable(),
      kind: z.enum(accountKinds),
      severity: severityRule,
      disposition: z.enum(dispositions),
    }),
  ),
  rsit: rule(rsit),
  severities: weighedRule(severityRule),
  accountKinds: weighedRule(z.enum(accountKinds)),
  dispositions: weighedRule(z.enum(dispositions)),
  flags: z.strictObject({
    foreignInterference: flag,
    violence: flag,
    lifeSafety: flag,
    compromisedChannel: flag,
    unsafeSender: flag,
  }),
  withoutIndicators: z.array(z.enum(categories)),
});
type TriageFile = z.output<typeof triageFile>;

/** Facts that are computed, not read from words. */
const computedFact =
  /^(?:channel|category|severity|band|kind|flag|text|people|sender|address|attachment):[a-zA-Z0-9_-]+$|^polls-close-soon$/u;

const withKnownFacts = triageFile.superRefine((file, context) => {
  const ideasKnown = Object.values(file.ideas).flatMap((lists) => lists.map(({ idea }) => `idea:${idea}`));
  const known = new Set([...Object.keys(file.concepts), ...ideasKnown, ...Object.keys(file.groups)]);
  const check = (anyOf: readonly string[], path: (string | number)[]): void => {
    for (const one of anyOf) {
      if (!known.has(one.replace(/^not:/u, '')) && !computedFact.test(one)) {
        context.addIssue({ code: 'custom', path, message: `"${one}" is neither a concept nor a group of this file` });
      }
    }
  };
  for (const [group, members] of Object.entries(file.groups)) check(members, ['groups', group]);
  for (const [category, anyOf] of Object.entries(file.speaksOf)) check(anyOf, ['speaksOf', category]);
  const { flags, categories, rsit, severities, accountKinds, dispositions } = file;
  for (const [table, rules] of Object.entries({
    ...flags,
    categories,
    rsit,
    severities,
    accountKinds,
    dispositions,
  })) {
    rules.forEach((one, i) => {
      for (const entry of [
        ...one.all,
        ...one.none,
        ...one.together.flat(),
        ...(one.atLeast === null ? [] : [one.atLeast.of]),
      ]) {
        check(entry, [table, i, one.id]);
      }
    });
  }
});

/**
 * Reads and compiles config/triage.yaml, with config/triage.weights.json unless the tables are to decide alone. Throws an
 * Error that names the key and what was expected there.
 */
export function loadTriageRules(yamlText: string, weightsText: string | null = null): TriageRules {
  const checked = withKnownFacts.safeParse(parse(yamlText));
  if (!checked.success) throw new Error(`triage.yaml: ${z.prettifyError(checked.error)}`);
  return compiled(checked.data, weightsText === null ? null : readWeights(weightsText));
}

function folded(words: readonly string[]): string[] {
  return words.map(fold);
}

function compiled(file: TriageFile, learned: Learned | null): TriageRules {
  const concepts = Object.entries(file.concepts).map(([name, { en, fr, negation, quotations }]): Concept => ({
    name,
    phrases: [...en, ...fr],
    negatable: negation === 'cancels',
    inQuotations: quotations === 'counted',
  }));
  const { things, people, happenings, aspects } = file.ideas;
  const ideaConcepts = (lists: TriageFile['ideas']['things'], negatable: boolean): Concept[] =>
    lists.map(({ idea, phrases }) => ({
      name: `idea:${idea}`,
      phrases,
      negatable,
      inQuotations: quotedIdeas.has(idea),
    }));
  const nouns = ideaConcepts([...things, ...people], false);
  const events = [...ideaConcepts(happenings, true), ...ideaConcepts(aspects, false)];
  return {
    version: learned === null ? file.version : `${file.version}+${learned.learnedFrom}`,
    lexicon: compileLexicon([...concepts, ...nouns, ...events], {
      misspelt: folded(file.misspelt),
      variants: new Map(Object.entries(file.variants).map(([written, meant]) => [fold(written), fold(meant)])),
      negators: folded(file.negators),
      clauseBreakers: folded(file.clauseBreakers),
    }),
    groups: new Map(Object.entries(file.groups)),
    learned,
    weighing: file.weighing,
    speaksOf: new Map(Object.entries(file.speaksOf)) as TriageRules['speaksOf'],
    usualSeverities: usualIn(file.usualSeverities),
    categories: file.categories.map((one) => ({ ...asRule(one), sure: one.sure, vote: one.vote })),
    defaults: mapDefaults(file.defaults),
    rsit: file.rsit.map(asRule),
    severities: file.severities.map((one) => ({ ...asRule(one), vote: one.vote })),
    accountKinds: file.accountKinds.map((one) => ({ ...asRule(one), sure: one.sure, vote: one.vote })),
    dispositions: file.dispositions.map((one) => ({ ...asRule(one), sure: one.sure, vote: one.vote })),
    foreignInterference: file.flags.foreignInterference.map(asFlag),
    violence: file.flags.violence.map(asFlag),
    lifeSafety: file.flags.lifeSafety.map(asFlag),
    compromisedChannel: file.flags.compromisedChannel.map(asFlag),
    unsafeSender: file.flags.unsafeSender.map(asFlag),
    withoutIndicators: new Set(file.withoutIndicators),
    peopleWords: new Set(folded(file.peopleWords)),
    wellKnownDomains: new Set(file.wellKnownDomains),
    sharedHosts: new Set(file.sharedHosts),
  };
}

function asRule<Decision>({
  id,
  decide,
  ...when
}: { readonly id: string; readonly decide: Decision } & Condition): Rule<Decision> {
  return { id, decision: decide, when };
}

function asFlag({ id, ...when }: { readonly id: string } & Condition): Rule<true> {
  return { id, decision: true, when };
}

function usualIn(file: TriageFile['usualSeverities']): TriageRules['usualSeverities'] {
  const entries = categories.map((category): [Category, ReadonlySet<SeverityRule>] => [
    category,
    new Set(file[category]),
  ]);
  return Object.fromEntries(entries) as Record<Category, ReadonlySet<SeverityRule>>;
}

function mapDefaults(file: TriageFile['defaults']): TriageRules['defaults'] {
  const entries = categories.map((category) => {
    const { rsit, kind, severity, disposition } = file[category];
    return [category, { rsit, accountKind: kind, severity, disposition }];
  });
  return Object.fromEntries(entries) as TriageRules['defaults'];
}
