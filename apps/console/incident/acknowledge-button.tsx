import type { IncidentView } from '#contracts';
import { useIncidentAction } from '../api/incident-action.js';
import { Moment } from '../marks/moment.js';
import { ProblemNote } from '../marks/problem-note.js';
import { useSession } from '../session/use-session.js';
import { useWords } from '../words/use-words.js';

/**
 * The one button that matters at three in the morning: full width, under the thumb on a phone. When somebody else was first,
 * the desk says who, and the fresh incident shows it.
 */
export function AcknowledgeButton({ incident }: { readonly incident: IncidentView }) {
  const { words } = useWords();
  const me = useSession().id;
  const acknowledge = useIncidentAction(incident.id, 'acknowledge');
  const { acknowledgedBy, acknowledgedAt, assignee } = incident;
  return (
    <div className={acknowledgedBy === null ? 'acknowledge acknowledge-now' : 'acknowledge'}>
      <ProblemNote error={acknowledge.error} />
      {acknowledgedBy === null ? (
        <>
          <button
            type="button"
            className="primary big"
            disabled={acknowledge.isPending}
            onClick={() => acknowledge.mutate(undefined)}
          >
            {acknowledge.isPending ? words.incident.acknowledging : words.incident.acknowledge}
          </button>
          <p className="hint">{words.incident.acknowledgeHint}</p>
          <OtherAnswers incident={incident} />
        </>
      ) : (
        <>
          <output className="taken">
            <svg viewBox="0 0 16 16" aria-hidden="true">
              <path d="M3 8.5l3.5 3.5L13 4.5" />
            </svg>
            {acknowledgedBy.id === me ? words.incident.youHaveIt : words.incident.takenBy(acknowledgedBy.name)}
            {acknowledgedAt !== null && <Moment at={acknowledgedAt} />}
          </output>
          {assignee !== null && assignee.id !== acknowledgedBy.id && (
            <p className="hint">{words.queue.assignedTo(assignee.name)}</p>
          )}
        </>
      )}
    </div>
  );
}

/** For whoever was woken and cannot take it; passing it up is for everyone. */
function OtherAnswers({ incident: { id, pages, escalatesAt } }: { readonly incident: IncidentView }) {
  const { words } = useWords();
  const me = useSession().id;
  const answer = useIncidentAction(id, 'answer');
  if (escalatesAt === null) return null;
  const isPaged = pages.some(({ person, state }) => person.id === me && state === 'open');
  const button = (body: Parameters<typeof answer.mutate>[0], text: string) => (
    <button type="button" className="quiet" disabled={answer.isPending} onClick={() => answer.mutate(body)}>
      {text}
    </button>
  );
  return (
    <>
      <p className="other-answers">
        {isPaged && button({ answer: 'decline' }, words.incident.decline)}
        {button({ answer: 'escalate' }, words.incident.passUp)}
        {isPaged && button({ answer: 'snooze', minutes: 15 }, words.incident.putOff)}
      </p>
      <ProblemNote error={answer.error} />
    </>
  );
}
