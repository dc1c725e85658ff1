import { useQuery } from '@tanstack/react-query';
import { useId, useState } from 'react';
import type { WatchView } from '#contracts';
import { ProblemNote } from '../marks/problem-note.js';
import { useWords } from '../words/use-words.js';
import { instantOf, zonedMoment } from '../words/zoned.js';
import { isSame, previewOverride, type OverrideDraft } from './preview-override.js';
import { scheduleQuery, useWatchChange } from './watch-queries.js';
import { useWatchWords } from './watch-words.js';

interface Props {
  readonly scheduleId: string;
  readonly people: WatchView['people'];
  readonly zone: string;
}

type Kind = OverrideDraft['kind'];
const kinds: readonly Kind[] = ['replace', 'add', 'remove'];

/** Puts somebody on duty, or takes somebody off, for a time; what that changes is shown before it is saved. */
export function OverrideForm({ scheduleId, people, zone }: Props) {
  const w = useWatchWords();
  const fields = { person: useId(), replaces: useId(), from: useId(), to: useId(), reason: useId(), hint: useId() };
  const [kind, setKind] = useState<Kind>('replace');
  const [who, setWho] = useState(people[0]?.key ?? '');
  const [whom, setWhom] = useState('');
  const [from, setFrom] = useState('');
  const [to, setTo] = useState('');
  const [reason, setReason] = useState('');
  // Made here, so that a request that is sent twice makes one override.
  const [id, setId] = useState(() => crypto.randomUUID());
  const save = useWatchChange();
  const [start, end] = [instantOf(from, zone), instantOf(to, zone)];
  const person = people.find(({ key }) => key === who);
  const isReady = start !== null && end !== null && start < end && person !== undefined;
  const draft: OverrideDraft | null = isReady
    ? {
        kind,
        person,
        replaces: kind === 'replace' ? (people.find(({ key }) => key === whom) ?? null) : null,
        from: start.toISOString(),
        to: end.toISOString(),
      }
    : null;
  const choice = (label: string, field: string, value: string, set: (value: string) => void, none?: string) => (
    <div>
      <label htmlFor={field}>{label}</label>
      <select id={field} value={value} onChange={({ target }) => set(target.value)}>
        {none !== undefined && <option value="">{none}</option>}
        {people.map(({ key, name }) => (
          <option key={key} value={key}>
            {name}
          </option>
        ))}
      </select>
    </div>
  );
  return (
    <form
      className="override-form"
      onSubmit={(event) => {
        event.preventDefault();
        if (draft === null) return;
        const body = {
          id,
          kind,
          from: draft.from,
          to: draft.to,
          person: who,
          replaces: draft.replaces?.key ?? null,
          reason,
        };
        save.mutate(
          { route: 'POST /watch/schedules/{id}/overrides', path: { id: scheduleId }, body },
          {
            onSuccess: () => {
              setId(crypto.randomUUID());
              setFrom('');
              setTo('');
              setReason('');
            },
          },
        );
      }}
    >
      <h3>{w.newOverride}</h3>
      <fieldset className="wide">
        <legend>{w.what}</legend>
        <span className="checks">
          {kinds.map((option) => (
            <label key={option} className="check">
              <input type="radio" name="kind" checked={kind === option} onChange={() => setKind(option)} />
              {w.kinds[option]}
            </label>
          ))}
        </span>
      </fieldset>
      {choice(w.person, fields.person, who, setWho)}
      {kind === 'replace' && choice(w.replaces, fields.replaces, whom, setWhom, w.whoever)}
      <div>
        <label htmlFor={fields.from}>{w.from}</label>
        <input
          id={fields.from}
          type="datetime-local"
          value={from}
          required
          onChange={({ target }) => setFrom(target.value)}
        />
      </div>
      <div>
        <label htmlFor={fields.to}>{w.to}</label>
        <input
          id={fields.to}
          type="datetime-local"
          value={to}
          required
          onChange={({ target }) => setTo(target.value)}
        />
      </div>
      <div className="wide">
        <label htmlFor={fields.reason}>{w.reason}</label>
        <input
          id={fields.reason}
          value={reason}
          maxLength={500}
          aria-describedby={fields.hint}
          autoComplete="off"
          onChange={({ target }) => setReason(target.value)}
        />
        <p id={fields.hint} className="hint">
          {w.reasonHint}
        </p>
      </div>
      <div className="wide" aria-live="polite">
        <h4>{w.preview}</h4>
        {draft === null ? (
          <p className={start !== null && end !== null && start >= end ? 'on-nobody' : 'hint'}>
            {start !== null && end !== null && start >= end ? w.wrongOrder : w.previewEmpty}
          </p>
        ) : (
          <Preview scheduleId={scheduleId} draft={draft} zone={zone} />
        )}
      </div>
      <p className="wide form-end">
        <button type="submit" className="primary" disabled={draft === null || save.isPending}>
          {w.saveOverride}
        </button>
        <output>{save.isSuccess && draft === null ? w.saved : ''}</output>
      </p>
      <div className="wide">
        <ProblemNote error={save.error} />
      </div>
    </form>
  );
}

function Preview({
  scheduleId,
  draft,
  zone,
}: {
  readonly scheduleId: string;
  readonly draft: OverrideDraft;
  readonly zone: string;
}) {
  const { words } = useWords();
  const w = useWatchWords();
  const shifts = useQuery(scheduleQuery(scheduleId, draft.from, draft.to)).data?.shifts;
  if (shifts === undefined) return <p>{words.frame.loading}</p>;
  const names = (people: OverrideDraft['person'][] | readonly OverrideDraft['person'][]) =>
    people.length === 0 ? (
      <strong className="on-nobody">▲ {w.gapMark}</strong>
    ) : (
      people.map(({ name }) => name).join(', ')
    );
  return (
    <ul className="preview">
      {previewOverride(shifts, draft).map((shift) => (
        <li key={shift.from}>
          <span className="shift-time">
            {zonedMoment(shift.from, zone, words)} – {zonedMoment(shift.to, zone, words)}
          </span>{' '}
          {names(shift.before)}{' '}
          {isSame(shift) ? (
            w.unchanged
          ) : (
            <>
              {w.becomes} <strong>{names(shift.after)}</strong>
            </>
          )}
        </li>
      ))}
    </ul>
  );
}
