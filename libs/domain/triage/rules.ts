import type { AnyOf, Condition } from './facts.js';
import type { Lexicon } from './lexicon.js';
import type { Weights } from './opinion.js';
import type { Weighing } from './weigh.js';
import type { AccountKind, Category, Disposition, Rsit, SeverityRule } from './verdict.js';

/** One line of a rule table: what it decides, and when. */
export interface Rule<Decision> {
  readonly id: string;
  readonly when: Condition;
  readonly decision: Decision;
  /** Not weighed against anything: a keyword alone, an attack under way. */
  readonly sure?: boolean;
  /** What its proposal is worth, where it is not `ruleOnCategory` or `ruleOnSeverity`; in log-odds. */
  readonly vote?: number | null;
}

/** What labelled reports taught, for the decisions that are weighed. */
export interface Learned {
  /** Tells one state of the lessons from another; part of the rules' version. */
  readonly learnedFrom: string;
  readonly category: Weights;
  readonly severity: Weights;
  /** These two also look at what was decided before them: `featuresGiven`. */
  readonly accountKind: Weights;
  readonly disposition: Weights;
}

/** What a category comes with when no rule says otherwise. */
export interface CategoryDefaults {
  readonly rsit: Rsit | null;
  readonly accountKind: AccountKind;
  readonly severity: SeverityRule;
  readonly disposition: Disposition;
}

/** Everything that `triage` knows: config/triage.yaml, checked and compiled once by `loadTriageRules`. */
export interface TriageRules {
  readonly version: string;
  readonly lexicon: Lexicon;
  /** A name for several concepts: holds when one of them does. */
  readonly groups: ReadonlyMap<string, readonly string[]>;
  /** Null: the tables of rules decide alone. */
  readonly learned: Learned | null;
  readonly weighing: Weighing;
  /** What a report of a category speaks of in one way or another; nothing for those that any words may be of. */
  readonly speaksOf: ReadonlyMap<Category, AnyOf>;
  /** The severity rules that a category may come with. */
  readonly usualSeverities: Readonly<Record<Category, ReadonlySet<SeverityRule>>>;
  /** In order: the first that holds proposes the category. */
  readonly categories: readonly Rule<Category>[];
  readonly defaults: Readonly<Record<Category, CategoryDefaults>>;
  readonly rsit: readonly Rule<Rsit>[];
  /** All are asked: the most severe that holds decides, else the category's default. */
  readonly severities: readonly Rule<SeverityRule>[];
  readonly accountKinds: readonly Rule<AccountKind>[];
  readonly dispositions: readonly Rule<Disposition>[];
  readonly foreignInterference: readonly Rule<true>[];
  readonly violence: readonly Rule<true>[];
  readonly lifeSafety: readonly Rule<true>[];
  /** Whether the channel that the report came over is the compromised one. */
  readonly compromisedChannel: readonly Rule<true>[];
  /** Whether the reporter's own address is to be avoided, whatever channel this report took. */
  readonly unsafeSender: readonly Rule<true>[];
  /** Categories in which names and addresses are not indicators: exercises, enquiries, spam. */
  readonly withoutIndicators: ReadonlySet<Category>;
  /** Words for people whose data leaked, folded. */
  readonly peopleWords: ReadonlySet<string>;
  readonly wellKnownDomains: ReadonlySet<string>;
  readonly sharedHosts: ReadonlySet<string>;
}
