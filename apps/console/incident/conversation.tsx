import type { IncidentView } from '#contracts';
import { Moment } from '../marks/moment.js';
import { useMay } from '../session/use-session.js';
import { nameOf } from '../words/naming.js';
import { useWords } from '../words/use-words.js';
import { Composer } from './composer.js';
import { usePageWords } from './page-words.js';
import { Section } from './section.js';
import { takeTurns, type Turn } from './take-turns.js';

/** One conversation with the reporter, whatever the channels; below it the place to write. */
export function Conversation({ incident }: { readonly incident: IncidentView }) {
  const { words } = useWords();
  const mayWrite = useMay('incident.message');
  const turns = takeTurns(incident);
  return (
    <Section name="conversation" title={words.incident.conversation} summary={usePageWords().messages(turns.length)}>
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
    </Section>
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
