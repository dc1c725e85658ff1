import type { ReactNode } from 'react';
import type { IncidentView } from '#contracts';
import { Moment } from '../marks/moment.js';
import { nameOf } from '../words/naming.js';
import { useWords } from '../words/use-words.js';
import { Section } from './section.js';

const stamps = [
  ['triaged', 'triagedAt'],
  ['contained', 'containedAt'],
  ['recovering', 'recoveringAt'],
  ['resolved', 'resolvedAt'],
  ['closed', 'closedAt'],
] as const;

export function Facts({ incident }: { readonly incident: IncidentView }) {
  const { words } = useWords();
  const w = words.incident;
  const rows: readonly (readonly [string, ReactNode])[] = [
    [w.opened, <Moment key="opened" at={incident.openedAt} />],
    [
      w.acknowledged,
      incident.acknowledgedAt === null ? (
        w.nobody
      ) : (
        <>
          {incident.acknowledgedBy?.name} <Moment at={incident.acknowledgedAt} />
        </>
      ),
    ],
    [w.assignee, incident.assignee?.name ?? w.nobody],
    ...stamps.flatMap(([state, stamp]) => {
      const at = incident[stamp];
      return at === null ? [] : [[words.state[state], <Moment key={stamp} at={at} />] as const];
    }),
    [w.party, incident.party ?? words.queue.noParty],
    [w.kind, nameOf(words.category, incident.category)],
    [w.account, nameOf(words.accountKind, incident.accountKind)],
    [w.language, words.textLanguage[incident.language]],
    [w.score, <Score key="score" incident={incident} />],
    [w.severityRule, <RubricRule key="rule" rule={incident.severityRule} />],
  ];
  return (
    <Section name="facts" title={w.facts}>
      <dl className="facts">
        {rows.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </Section>
  );
}

/** The place among incidents of the same severity, and what it is made of. */
function Score({ incident }: { readonly incident: IncidentView }) {
  const { words } = useWords();
  const most = incident.scoreParts.reduce((sum, { weight }) => sum + weight, 0);
  return (
    <details className="score">
      <summary>{incident.score} / 100</summary>
      <ul>
        {incident.scoreParts.map(({ factor, value, weight }) => (
          <li key={factor}>
            {nameOf(words.scoreFactor, factor)}: {Math.round((value * weight) / Math.max(1, most))} ({value} × {weight})
          </li>
        ))}
      </ul>
    </details>
  );
}

/** A rule of the severity rubric, with what it means. */
export function RubricRule({ rule }: { readonly rule: string }) {
  const { words } = useWords();
  const meanings: Readonly<Record<string, string>> = words.rubric;
  return (
    <>
      <code>{rule}</code>
      {Object.hasOwn(meanings, rule) && ` ${meanings[rule]}`}
    </>
  );
}
