import { useState } from 'react';
import type { ScheduleView, WatchView } from '#contracts';
import type { ApiProblem } from '../api/problem.js';
import { type Faults, faultsAt } from '../marks/faults.js';
import { ProblemNote } from '../marks/problem-note.js';
import { reorder } from '../marks/reorder.js';
import { LayerEditor, TextField } from './layer-editor.js';
import { draftOf, type LayerDraft, newLayer, scheduleOf } from './schedule-draft.js';
import { useWatchChange } from './watch-queries.js';
import { useWatchWords } from './watch-words.js';

interface Props {
  readonly schedule: ScheduleView;
  readonly people: WatchView['people'];
  readonly today: string;
  /** Shows a schedule that is not saved in the calendar; null for the one that is. */
  readonly onPreview: (preview: ScheduleView | null) => void;
}

/** The layers of a schedule. What they would give can be seen in the calendar before anything is saved. */
export function ScheduleEditor({ schedule, people, today, onPreview }: Props) {
  const w = useWatchWords();
  const [opened, setOpened] = useState(() => ({ version: schedule.version, draft: draftOf(schedule) }));
  const [draft, setDraft] = useState(opened.draft);
  const [faults, setFaults] = useState<Faults>([]);
  const save = useWatchChange<'POST /watch/schedules/{id}'>();
  const preview = useWatchChange<'POST /watch/schedules/{id}/preview'>();
  const isChanged = draft !== opened.draft;
  const open = (fresh: ScheduleView) => {
    const next = { version: fresh.version, draft: draftOf(fresh) };
    setOpened(next);
    setDraft(next.draft);
    setFaults([]);
  };
  // Somebody else's edit replaces what nobody has begun to change here.
  if (!isChanged && schedule.version > opened.version) open(schedule);
  const setLayers = (layers: readonly LayerDraft[], movesPlaces: boolean) => {
    setDraft({ ...draft, layers });
    if (movesPlaces) setFaults([]);
    if (!save.isPending) save.reset();
  };
  const refuse = ({ errors }: ApiProblem) => setFaults(errors);
  const path = { id: schedule.id };
  const range = { from: schedule.from, to: schedule.to };
  const error = save.error ?? preview.error;
  return (
    <details className="verify">
      <summary>{w.editLayers}</summary>
      <form
        className="schedule-form"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          preview.reset();
          save.mutate(
            { route: 'POST /watch/schedules/{id}', path, body: { ...scheduleOf(draft), version: opened.version } },
            {
              onSuccess: (fresh) => {
                open(fresh);
                onPreview(null);
              },
              onError: refuse,
            },
          );
        }}
      >
        <p className="hint">{w.editLayersHint}</p>
        <div className="layer-fields">
          <TextField
            label={w.scheduleName}
            type="text"
            value={draft.name}
            faults={faultsAt(faults, '/name')}
            onChange={(name) => setDraft({ ...draft, name })}
          />
          <TextField
            label={w.zone}
            type="text"
            value={draft.zone}
            faults={faultsAt(faults, '/zone')}
            onChange={(zone) => setDraft({ ...draft, zone })}
          />
        </div>
        <ol className="steps-editor">
          {draft.layers.map((layer, place) => (
            <LayerEditor
              key={layer.id}
              layer={layer}
              place={place + 1}
              isLast={place === draft.layers.length - 1}
              people={people}
              faults={faults}
              onChange={(changed, movesTurns) => setLayers(draft.layers.with(place, changed), movesTurns)}
              onMove={(by) => setLayers(reorder(draft.layers, place, by), true)}
              onRemove={() => setLayers(draft.layers.toSpliced(place, 1), true)}
            />
          ))}
        </ol>
        <button
          type="button"
          onClick={() => {
            const name = w.layer(draft.layers.length + 1);
            setLayers([...draft.layers, newLayer(draft.layers, { name, zone: draft.zone, day: today })], true);
          }}
        >
          + {w.newLayer}
        </button>
        <div role="alert">{faults.length > 0 && <p className="refusal">{w.refused}</p>}</div>
        <ProblemNote error={error !== null && error.errors.length === 0 ? error : null} />
        <p className="form-end">
          <button
            type="button"
            disabled={!isChanged || preview.isPending}
            onClick={() => {
              setFaults([]);
              preview.mutate(
                { route: 'POST /watch/schedules/{id}/preview', path, query: range, body: scheduleOf(draft) },
                { onSuccess: onPreview, onError: refuse },
              );
            }}
          >
            {w.showPreview}
          </button>
          <button type="submit" className="primary" disabled={!isChanged || save.isPending}>
            {w.saveSchedule}
          </button>
          {isChanged && (
            <button
              type="button"
              onClick={() => {
                save.reset();
                preview.reset();
                open(schedule);
                onPreview(null);
              }}
            >
              {w.discard}
            </button>
          )}
          <output>{save.isSuccess && !isChanged ? w.saved : ''}</output>
        </p>
      </form>
    </details>
  );
}
