import { createHash } from 'node:crypto';
import {
  categories,
  labelledReportToInput,
  learn,
  type Learned,
  lessonFeatures,
  severityOf,
  severityRules,
  triage,
  type LabelledReport,
  type Lesson,
  type TriageInput,
  type TriageRules,
} from '#domain';

/** One report to learn from. The severity rule is null where a label gives only the band. */
export interface TriageLesson {
  readonly channel: TriageInput['channel'];
  readonly subject: string | null;
  readonly text: string;
  readonly category: string;
  readonly severityRule: string | null;
}

/** Reads config/triage.lessons.txt. Throws an Error that names the line that cannot be read. */
export function readLessons(text: string): readonly TriageLesson[] {
  return text.split('\n').flatMap((line, at): TriageLesson[] => {
    if (line === '' || line.startsWith('#')) return [];
    const [, category = '', severityRule = '', report = ''] = /^(\w+) (\w+) \| (.+)$/u.exec(line) ?? [];
    const known = categories.some((one) => one === category) && severityRules.some((one) => one === severityRule);
    if (!known) throw new Error(`triage.lessons.txt: line ${at + 1} is no "category rule | report"`);
    return [{ channel: 'web', subject: null, text: report, category, severityRule }];
  });
}

/** Labelled reports as lessons; where a label names no rule, the tables' own counts if it is in the labelled band. */
export function lessonsOf(reports: readonly LabelledReport[], rules: TriageRules): readonly TriageLesson[] {
  return reports.map((report) => {
    const input = labelledReportToInput(report);
    const { category, rule, severity_band: band } = report.expected;
    const { severityRule } = triage(input, { ...rules, learned: null });
    const agreed = severityOf(severityRule) === band ? severityRule : null;
    return { channel: input.channel, subject: input.subject, text: input.text, category, severityRule: rule ?? agreed };
  });
}

/** Learns both decisions. The same lessons and rules give the same weights. */
export function learnTriage(lessons: readonly TriageLesson[], rules: TriageRules): Learned {
  const features = (lesson: TriageLesson): readonly string[] => lessonFeatures(lesson, rules);
  const read = lessons.map((lesson) => ({ ...lesson, features: features(lesson) }));
  const onSeverity = read.flatMap(({ features: found, severityRule }): Lesson[] =>
    severityRule === null ? [] : [{ features: found, label: severityRule }],
  );
  // A keyword alone is known by rule; in a sentence, "stop" or « arrêt » is a word like another.
  const onCategory = read.filter(({ category }) => category !== 'carrier_keyword');
  return {
    learnedFrom: digestOf(lessons),
    category: learn(onCategory.map(({ features: found, category }) => ({ features: found, label: category }))),
    severity: learn(onSeverity),
  };
}

/** Eight characters that differ when the lessons do. */
export function digestOf(lessons: readonly TriageLesson[]): string {
  return createHash('sha256').update(JSON.stringify(lessons)).digest('hex').slice(0, 8);
}
