import { useQuery } from '@tanstack/react-query';
import { useEffect, useId, useRef, useState } from 'react';
import type { OverrideView, WatchView } from '#contracts';
import { ProblemNote } from '../marks/problem-note.js';
import { useWords } from '../words/use-words.js';
import { instantOf, wallTime, zonedMoment } from '../words/zoned.js';
import type { Stretch } from './calendar-slots.js';
import { useCalendarWords } from './calendar-words.js';
import type { Done } from './override-undo.js';
import { again } from './overrides.js';
import { isSame, previewOverride, type OverrideDraft } from './preview-override.js';
import { scheduleQuery, useWatchChange } from './watch-queries.js';
import { useWatchWords } from './watch-words.js';

/** What was chosen in the calendar: a time for a new override, or an override that is there and the time that it gets. */
export interface Chosen extends Stretch {
  readonly override: OverrideView | null;
}

interface Props {
  readonly scheduleId: string;
  readonly people: WatchView['people'];
  readonly zone: string;
  /** What it begins with; with another it has to be mounted anew. */
  readonly chosen: Chosen | null;
  readonly onDone: (done: Done) => void;
  readonly onClear: () => void;
}

type Kind = OverrideDraft['kind'];
const kinds: readonly Kind[] = ['replace', 'add', 'remove'];

/** Puts somebody on duty, or takes somebody off, for a time; what that changes is shown before it is saved. */
export function OverrideForm({ scheduleId, people, zone, chosen, onDone, onClear }: Props) {
  const { words } = useWords();
  const w = useWatchWords();
  const c = useCalendarWords();
  const fields = { person: useId(), replaces: useId(), from: useId(), to: useId(), reason: useId(), hint: useId() };
  const before = chosen?.override ?? null;
  const [kind, setKind] = useState<Kind>(before?.kind ?? 'replace');
  const [who, setWho] = useState(before?.person.key ?? people[0]?.key ?? '');
  const [whom, setWhom] = useState(before?.replaces?.key ?? '');
  // Instants, not readings of a clock: of an hour that comes twice the second is chosen in the calendar too.
  const [start, setStart] = useState(chosen === null ? null : new Date(chosen.from));
  const [end, setEnd] = useState(chosen === null ? null : new Date(chosen.to));
  const [reason, setReason] = useState(before?.reason ?? '');
  // Made here, so that a request that is sent twice makes one override.
  const [id, setId] = useState(() => crypto.randomUUID());
  const save = useWatchChange();
  const first = useRef<HTMLSelectElement>(null);
  useEffect(() => {
    if (chosen === null) return;
    first.current?.form?.scrollIntoView({ block: 'nearest' });
    first.current?.focus({ preventScroll: true });
  }, [chosen]);
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
      <select
        id={field}
        ref={field === fields.person ? first : undefined}
        value={value}
        onChange={({ target }) => set(target.value)}
      >
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
        const replaces = draft.replaces?.key ?? null;
        const { from, to } = draft;
        const body = {
          id,
          kind,
          from,
          to,
          person: who,
          replaces,
          reason,
          ...(before !== null && { insteadOf: before.id }),
        };
        save.mutate(
          { route: 'POST /watch/schedules/{id}/overrides', path: { id: scheduleId }, body },
          {
            onSuccess: () => {
              setId(crypto.randomUUID());
              setStart(null);
              setEnd(null);
              setReason('');
              const what = w.override(kind, draft.person.name, draft.replaces?.name ?? null);
              onDone({
                text: c.savedOverride(`${what}, ${zonedMoment(from, zone, words)} – ${zonedMoment(to, zone, words)}`),
                undo:
                  before === null
                    ? { route: 'DELETE /watch/overrides/{id}', path: { id } }
                    : again(scheduleId, before, id),
              });
            },
          },
        );
      }}
    >
      <h3>
        {before === null
          ? w.newOverride
          : c.changing(w.override(before.kind, before.person.name, before.replaces?.name ?? null))}
      </h3>
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
          value={start === null ? '' : wallTime(start, zone)}
          required
          onChange={({ target }) => setStart(instantOf(target.value, zone))}
        />
      </div>
      <div>
        <label htmlFor={fields.to}>{w.to}</label>
        <input
          id={fields.to}
          type="datetime-local"
          value={end === null ? '' : wallTime(end, zone)}
          required
          onChange={({ target }) => setEnd(instantOf(target.value, zone))}
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
          <Preview scheduleId={scheduleId} draft={draft} zone={zone} without={before?.id} />
        )}
      </div>
      <p className="wide form-end">
        <button type="submit" className="primary" disabled={draft === null || save.isPending}>
          {w.saveOverride}
        </button>
        {chosen !== null && (
          <button type="button" onClick={onClear}>
            {c.clear}
          </button>
        )}
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
  without,
}: {
  readonly scheduleId: string;
  readonly draft: OverrideDraft;
  readonly zone: string;
  readonly without: string | undefined;
}) {
  const { words } = useWords();
  const w = useWatchWords();
  const shifts = useQuery(scheduleQuery(scheduleId, draft.from, draft.to, without)).data?.shifts;
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
