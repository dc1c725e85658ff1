import { featuresGiven, featuresOf, type Decided } from './features.js';
import { findHits, readWords } from './lexicon.js';
import type { TriageRules } from './rules.js';
import { readingOf, scannedText } from './triage.js';
import type { TriageInput } from './verdict.js';

/** The names of the features that the second opinion would look at in this report: what there is to learn from. */
export interface LessonFeatures {
  readonly own: readonly string[];
  readonly given: (decided: Decided) => readonly string[];
}

/** Reads a lesson once, for all that is learned from it. */
export function lessonFeatures(
  input: Pick<TriageInput, 'channel' | 'subject' | 'text'>,
  rules: TriageRules,
): LessonFeatures {
  const words = readWords(rules.lexicon, scannedText(input), readingOf(input));
  const features = featuresOf(findHits(rules.lexicon, words), words);
  return { own: [...features.keys()], given: (decided) => [...features.keys(), ...featuresGiven(decided)] };
}
