import { type ReactNode, useState } from 'react';
import type { IncidentView } from '#contracts';
import { useWords } from '../words/use-words.js';
import { RubricRule } from './facts.js';
import { type Choice, goTo, ruleId, wordsOf } from './marked.js';
import { usePageWords } from './page-words.js';

/** How the machine read the reports: each rule that fired, with the way to its words; then what a person may put right. */
export function Reading({
  incident,
  choice: { chosen, choose },
  correct,
}: {
  readonly incident: IncidentView;
  readonly choice: Choice;
  readonly correct: ReactNode;
}) {
  const { words } = useWords();
  return (
    <div className="reading">
      <h3>{words.incident.ourReading}</h3>
      <p>
        {words.severity[incident.severity]}
        {words.colon}
        <RubricRule rule={incident.severityRule} />
      </p>
      {incident.because.length === 0 ? (
        <p className="hint">{words.incident.noReading}</p>
      ) : (
        <ol className="because" aria-label={words.incident.because}>
          {incident.because.map((reason, place) => (
            // Two reports can fire the same rule with the same words: only the place tells them apart.
            <FiredRule
              key={`${place}-${reason.rule}`}
              reason={reason}
              place={place}
              isChosen={chosen === place}
              choose={choose}
            />
          ))}
        </ol>
      )}
      {correct}
    </div>
  );
}

function FiredRule({
  reason: { rule, severityRule, evidence },
  place,
  isChosen,
  choose,
}: {
  readonly reason: IncidentView['because'][number];
  readonly place: number;
  readonly isChosen: boolean;
  readonly choose: (place: number) => void;
}) {
  const w = usePageWords();
  const [isElsewhere, setElsewhere] = useState(false);
  const show = () => {
    choose(place);
    const found = wordsOf(place);
    setElsewhere(found === null);
    goTo(found);
  };
  return (
    <li id={ruleId(place)} tabIndex={-1} className={isChosen ? 'chosen' : undefined}>
      <code>{rule}</code>
      {severityRule !== null && <span className="rubric">{severityRule}</span>}
      {evidence !== '' && (
        <>
          {' '}
          <q dir="auto">{evidence}</q>{' '}
          <button type="button" className="quiet" aria-label={w.showWords(String(place + 1))} onClick={show}>
            <span aria-hidden="true">↔</span>
          </button>
        </>
      )}
      {isElsewhere && <p className="hint">{w.wordsElsewhere}</p>}
    </li>
  );
}
