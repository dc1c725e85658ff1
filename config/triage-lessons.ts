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
  type Category,
  type Lesson,
  type SeverityRule,
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
  /** Null where nobody labelled it. */
  readonly accountKind: string | null;
  readonly disposition: string | null;
}

/** Reads config/triage.lessons.txt. Throws an Error that names the line that cannot be read. */
export function readLessons(text: string): readonly TriageLesson[] {
  return text.split('\n').flatMap((line, at): TriageLesson[] => {
    if (line === '' || line.startsWith('#')) return [];
    const [, category = '', severityRule = '', report = ''] = /^(\w+) (\w+) \| (.+)$/u.exec(line) ?? [];
    const known = categories.some((one) => one === category) && severityRules.some((one) => one === severityRule);
    if (!known) throw new Error(`triage.lessons.txt: line ${at + 1} is no "category rule | report"`);
    return [
      { channel: 'web', subject: null, text: report, category, severityRule, accountKind: null, disposition: null },
    ];
  });
}

/** Labelled reports as lessons; where a label names no rule, the tables' own counts if it is in the labelled band. */
export function lessonsOf(reports: readonly LabelledReport[], rules: TriageRules): readonly TriageLesson[] {
  return reports.map((report) => {
    const input = labelledReportToInput(report);
    const { category, rule, severity_band: band } = report.expected;
    const { severityRule } = triage(input, { ...rules, learned: null });
    const agreed = severityOf(severityRule) === band ? severityRule : null;
    return {
      channel: input.channel,
      subject: input.subject,
      text: input.text,
      category,
      severityRule: rule ?? agreed,
      accountKind: report.expected.account_kind,
      disposition: report.expected.disposition,
    };
  });
}

/** Learns all decisions that are weighed. The same lessons and rules give the same weights. */
export function learnTriage(lessons: readonly TriageLesson[], rules: TriageRules): Learned {
  const read = lessons.map((lesson) => ({
    ...lesson,
    category: lesson.category as Category,
    band: lesson.severityRule === null ? undefined : severityOf(lesson.severityRule as SeverityRule),
    features: lessonFeatures(lesson, rules),
  }));
  const onSeverity = read.flatMap(({ features, severityRule }): Lesson[] =>
    severityRule === null ? [] : [{ features: features.own, label: severityRule }],
  );
  const onKind = read.flatMap(({ features, category, accountKind }): Lesson[] =>
    accountKind === null ? [] : [{ features: features.given({ category }), label: accountKind }],
  );
  const onDisposition = read.flatMap(({ features, category, band, disposition }): Lesson[] =>
    disposition === null || band === undefined
      ? []
      : [{ features: features.given({ category, band }), label: disposition }],
  );
  // A keyword alone is known by rule; in a sentence, "stop" or « arrêt » is a word like another.
  const onCategory = read.filter(({ category }) => category !== 'carrier_keyword');
  return {
    learnedFrom: digestOf(lessons),
    category: learn(onCategory.map(({ features, category }) => ({ features: features.own, label: category }))),
    severity: learn(onSeverity),
    accountKind: learn(onKind),
    disposition: learn(onDisposition),
  };
}

/** Eight characters that differ when the lessons do. */
export function digestOf(lessons: readonly TriageLesson[]): string {
  return createHash('sha256').update(JSON.stringify(lessons)).digest('hex').slice(0, 8);
}
