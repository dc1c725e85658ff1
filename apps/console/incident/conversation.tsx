import { useId } from 'react';
import type { IncidentView } from '#contracts';
import { useIncidentAction } from '../api/incident-action.js';
import { useDraft } from '../drafts/use-draft.js';
import { Moment } from '../marks/moment.js';
import { ProblemNote } from '../marks/problem-note.js';
import { useMay } from '../session/use-session.js';
import { nameOf } from '../words/naming.js';
import { useWords } from '../words/use-words.js';
import { takeTurns, type Turn } from './take-turns.js';

/** One conversation with the reporter, whatever the channels; below it the place to write. */
export function Conversation({ incident }: { readonly incident: IncidentView }) {
  const { words } = useWords();
  const mayWrite = useMay('incident.message');
  const turns = takeTurns(incident);
  return (
    <section className="panel" aria-labelledby="conversation-title">
      <h2 id="conversation-title">{words.incident.conversation}</h2>
      {turns.length === 0 ? (
        <p className="hint">{words.incident.noMessages}</p>
      ) : (
        <ol className="conversation">
          {turns.map((turn) => (
            <TurnItem key={turn.id} turn={turn} />
          ))}
        </ol>
      )}
      {mayWrite && <Composer key={incident.id} incident={incident} />}
    </section>
  );
}

function TurnItem({ turn }: { readonly turn: Turn }) {
  const { words } = useWords();
  return (
    <li className={turn.isReporter ? 'message message-in' : 'message message-out'}>
      <p className="message-head">
        <strong>{turn.isReporter ? words.incident.reporter : (turn.author ?? words.incident.hotlineAnswer)}</strong>
        {turn.via !== null && <span>{nameOf(words.channel, turn.via)}</span>}
        <Moment at={turn.at} />
      </p>
      <p className="message-text" dir="auto">
        {turn.text}
      </p>
      {turn.channels.length > 0 && (
        <ul className="deliveries">
          {turn.channels.map(({ kind, address, state }, place) => (
            // Masked addresses can look alike.
            <li key={`${place} ${kind}`} className={`delivery-${state}`}>
              {nameOf(words.channel, kind)} <span className="sender">{address}</span>
              {words.colon}
              {nameOf(words.delivery, state)}
            </li>
          ))}
        </ul>
      )}
    </li>
  );
}

function Composer({ incident }: { readonly incident: IncidentView }) {
  const { words } = useWords();
  const w = words.incident;
  const field = useId();
  const [text, setText] = useDraft(incident.id, 'message');
  const message = useIncidentAction(incident.id, 'message');
  return (
    <form
      className="composer"
      onSubmit={(event) => {
        event.preventDefault();
        // What was typed goes only once the server has it.
        if (text.trim() !== '') message.mutate({ text }, { onSuccess: () => setText('') });
      }}
    >
      <label htmlFor={field}>{w.compose}</label>
      <p className="hint" id={`${field}-hint`}>
        {w.composeHint}
      </p>
      <textarea
        id={field}
        rows={4}
        maxLength={5_000}
        value={text}
        aria-describedby={`${field}-hint`}
        onChange={(event) => setText(event.target.value)}
      />
      <ProblemNote error={message.error} />
      <p className="form-end">
        <button type="submit" className="primary" disabled={message.isPending || text.trim() === ''}>
          {message.isPending ? w.sending : w.send}
        </button>
        <output>{message.isSuccess && text === '' && w.sent}</output>
      </p>
    </form>
  );
}
