import { useQuery } from '@tanstack/react-query';
import { useId } from 'react';
import type { IncidentView } from '#contracts';
import { useIncidentAction } from '../api/incident-action.js';
import { useDraft } from '../drafts/use-draft.js';
import { ProblemNote } from '../marks/problem-note.js';
import { useMay } from '../session/use-session.js';
import { useWords } from '../words/use-words.js';
import { Considered } from './considered.js';
import { Starters } from './starters.js';
import { trustQuery } from './trust-query.js';
import { useTrustWords } from './trust-words.js';

/** The place to write to the reporter, which says before anything is sent where it would go and what is kept from where. */
export function Composer({ incident }: { readonly incident: IncidentView }) {
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
      <Verdict id={incident.id} labelId={`${field}-verdict`} />
      <Starters
        id={incident.id}
        isFree={text.trim() === ''}
        begin={(starter) => {
          setText(starter);
          document.getElementById(field)?.focus();
        }}
      />
      <label htmlFor={field}>{w.compose}</label>
      <textarea
        id={field}
        rows={4}
        maxLength={5_000}
        value={text}
        aria-describedby={`${field}-verdict`}
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

/** What the trust gate would do with a message sent now. While it is not known, what holds of every message is said. */
function Verdict({ id, labelId }: { readonly id: string; readonly labelId: string }) {
  const { words } = useWords();
  const w = useTrustWords();
  const mayRead = useMay('timeline.read');
  const { data } = useQuery({ ...trustQuery(id), enabled: mayRead });
  if (data === undefined) {
    return (
      <p className="hint" id={labelId}>
        {words.incident.composeHint}
      </p>
    );
  }
  const { channel } = data;
  const isBarred = !channel.considered.some(({ content }) => content === 'full');
  return (
    <div className={isBarred ? 'verdict-box verdict-barred' : 'verdict-box'}>
      <p id={labelId}>
        <strong>{w.decided[channel.because] ?? channel.reason}</strong>
      </p>
      <Considered channel={channel} />
      <p className="hint">{w.followUpToo}</p>
    </div>
  );
}
