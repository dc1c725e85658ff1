export * from './verdict.js';
export type { Rule, CategoryDefaults, Learned, TriageRules } from './rules.js';
export type { Weights } from './opinion.js';
export { learn, usualLearning, type Lesson } from './learn.js';
export { lessonFeatures } from './lessons.js';
export type { Condition } from './facts.js';
export { triage, scannedText } from './triage.js';
export { detectLanguage } from './language.js';
export { compilePhrase, type Phrase } from './phrase.js';
export { compileLexicon, type Concept, type Lexicon } from './lexicon.js';
export { fold, scanLimit } from './words.js';
export { labelledReportToInput, partyDomainsIn, type ExpectedLabels, type LabelledReport } from './labelled.js';
export {
  asResult,
  evaluateTriage,
  type Agreement,
  type AgreementByLabel,
  type EvaluationResult,
  type EvaluationSummary,
} from './evaluate.js';
