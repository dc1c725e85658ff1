import { featuresOf } from './features.js';
import { findHits, readWords } from './lexicon.js';
import type { TriageRules } from './rules.js';
import { readingOf, scannedText } from './triage.js';
import type { TriageInput } from './verdict.js';

/** The names of the features that the second opinion would look at in this report: what there is to learn from. */
export function lessonFeatures(
  input: Pick<TriageInput, 'channel' | 'subject' | 'text'>,
  rules: TriageRules,
): readonly string[] {
  const words = readWords(rules.lexicon, scannedText(input), readingOf(input));
  return [...featuresOf(findHits(rules.lexicon, words), words).keys()];
}
