import { useId } from 'react';
import type { WatchView } from '#contracts';
import { FaultNote, type Faults, faultsAt } from '../marks/faults.js';
import { NumberField } from '../marks/number-field.js';
import { PlaceTools } from '../marks/place-tools.js';
import { reorder } from '../marks/reorder.js';
import { LayerHours } from './layer-hours.js';
import { type LayerDraft, type Participant, units } from './schedule-draft.js';
import { useWatchWords } from './watch-words.js';

interface Props {
  readonly layer: LayerDraft;
  /** 1 for the first. */
  readonly place: number;
  readonly isLast: boolean;
  readonly people: WatchView['people'];
  readonly faults: Faults;
  readonly onChange: (layer: LayerDraft, movesTurns: boolean) => void;
  readonly onMove: (by: -1 | 1) => void;
  readonly onRemove: () => void;
}

/** One rotation: who takes turns, how long a turn is, when it hands off, and at which hours it counts. */
export function LayerEditor({ layer, place, isLast, people, faults, onChange, onMove, onRemove }: Props) {
  const w = useWatchWords();
  const title = useId();
  const at = (field: string) => faultsAt(faults, `/layers/${place - 1}/${field}`);
  const { up, down, remove } = w.layerTools;
  const text = (key: 'name' | 'zone' | 'startsOn' | 'handoffAt', label: string, type: string) => (
    <TextField
      label={label}
      type={type}
      value={layer[key]}
      faults={at(key)}
      onChange={(value) => onChange({ ...layer, [key]: value }, false)}
    />
  );
  return (
    <li className="step-editor" aria-labelledby={title}>
      <header>
        <h3 id={title}>{w.layer(place)}</h3>
        <PlaceTools
          labels={{ up: up(place), down: down(place), remove: remove(place) }}
          isFirst={place === 1}
          isLast={isLast}
          onMove={onMove}
          onRemove={onRemove}
        />
      </header>
      <div className="layer-fields">
        {text('name', w.layerName, 'text')}
        {text('zone', w.zone, 'text')}
        {text('startsOn', w.startsOn, 'date')}
        {text('handoffAt', w.handoffAt, 'time')}
        <NumberField
          label={w.every}
          value={layer.count}
          disabled={false}
          faults={at('every')}
          onChange={(count) => onChange({ ...layer, count }, false)}
        />
        <div>
          <label htmlFor={`${title}-unit`}>{w.unit}</label>
          <select
            id={`${title}-unit`}
            value={layer.unit}
            onChange={({ target }) =>
              onChange({ ...layer, unit: units.find((unit) => unit === target.value) ?? 'days' }, false)
            }
          >
            {units.map((unit) => (
              <option key={unit} value={unit}>
                {w.units[unit]}
              </option>
            ))}
          </select>
        </div>
      </div>
      <Turns
        layer={layer}
        people={people}
        faults={at('participants')}
        onChange={(participants, moves) => onChange({ ...layer, participants }, moves)}
      />
      <LayerHours
        windows={layer.windows}
        faults={at('restrictions')}
        onChange={(windows) => onChange({ ...layer, windows }, false)}
      />
    </li>
  );
}

interface TurnsProps {
  readonly layer: LayerDraft;
  readonly people: WatchView['people'];
  readonly faults: Faults;
  readonly onChange: (participants: readonly Participant[], moves: boolean) => void;
}

function Turns({ layer: { participants }, people, faults, onChange }: TurnsProps) {
  const w = useWatchWords();
  const [title, note] = [useId(), useId()];
  const name = (turn: Participant) =>
    [turn]
      .flat()
      .map((key) => people.find((person) => person.key === key)?.name ?? key)
      .join(', ');
  const { up, down, remove } = w.turnTools;
  const [usual] = people;
  return (
    <div className="turns">
      <h4 id={title}>{w.turns}</h4>
      <ol aria-labelledby={title}>
        {participants.map((turn, place) => (
          // The same person may take several turns: a turn is known by its place.
          <li key={place}>
            <select
              aria-label={w.turn(place + 1)}
              aria-invalid={faults.some(({ pointer }) => pointer.endsWith(`/${place}`))}
              aria-describedby={faults.length > 0 ? note : undefined}
              value={JSON.stringify(turn)}
              onChange={({ target }) =>
                onChange(participants.with(place, JSON.parse(target.value) as Participant), false)
              }
            >
              {!people.some(({ key }) => key === turn) && <option value={JSON.stringify(turn)}>{name(turn)}</option>}
              {people.map((person) => (
                <option key={person.key} value={JSON.stringify(person.key)}>
                  {person.name}
                </option>
              ))}
            </select>
            <PlaceTools
              labels={{ up: up(name(turn)), down: down(name(turn)), remove: remove(name(turn)) }}
              isFirst={place === 0}
              isLast={place === participants.length - 1}
              onMove={(by) => onChange(reorder(participants, place, by), true)}
              onRemove={() => onChange(participants.toSpliced(place, 1), true)}
            />
          </li>
        ))}
      </ol>
      <FaultNote id={note} faults={faults} />
      {usual !== undefined && (
        <button type="button" className="quiet" onClick={() => onChange([...participants, usual.key], true)}>
          + {w.addTurn}
        </button>
      )}
    </div>
  );
}

interface TextProps {
  readonly label: string;
  readonly type: string;
  readonly value: string;
  readonly faults: Faults;
  readonly onChange: (value: string) => void;
}

/** A text, a day or a time, with what is wrong with it below. */
export function TextField({ label, type, value, faults, onChange }: TextProps) {
  const [field, note] = [useId(), useId()];
  return (
    <div>
      <label htmlFor={field}>{label}</label>
      <input
        id={field}
        type={type}
        value={value}
        maxLength={100}
        autoComplete="off"
        aria-invalid={faults.length > 0}
        aria-describedby={faults.length > 0 ? note : undefined}
        onChange={({ target }) => onChange(target.value)}
      />
      <FaultNote id={note} faults={faults} />
    </div>
  );
}
