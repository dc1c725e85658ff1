import { useId, useState } from 'react';
import type { PolicyView, SimulationView } from '#contracts';
import { serverNow } from '../api/server-clock.js';
import { ProblemNote } from '../marks/problem-note.js';
import { useWords } from '../words/use-words.js';
import { instantOf, wallTime, zonedMoment } from '../words/zoned.js';
import { type Question, useSimulation } from './policy-queries.js';
import { usePolicyWords } from './policy-words.js';

type Severity = Question['severity'];

interface Props {
  readonly draft: PolicyView['policy'];
  /** What is saved; null while the draft says the same. */
  readonly inForce: PolicyView | null;
  readonly severity: Severity;
  readonly zone: string;
}

/** As many as anybody reads. */
const shown = 12;

/** Who would be called when, if nobody answered: for a day and time to choose, by the policy as written or as the rules choose. */
export function Simulation({ draft, inForce, severity: usual, zone }: Props) {
  const { words } = useWords();
  const w = usePolicyWords();
  const fields = { severity: useId(), kind: useId(), day: useId(), time: useId(), title: useId(), which: useId() };
  const [severity, setSeverity] = useState<Severity>(usual);
  const [kind, setKind] = useState('undetermined');
  const [wall, setWall] = useState(() => wallTime(new Date(serverNow()), zone));
  const [which, setWhich] = useState<'written' | 'chosen'>('written');
  const simulation = useSimulation();
  const beside = useSimulation();
  const at = instantOf(wall, zone);
  const [day = '', time = ''] = wall.split('T');
  return (
    <section className="panel simulation" aria-labelledby={fields.title}>
      <h2 id={fields.title}>{w.simulation}</h2>
      <p className="hint">{w.simulationHint}</p>
      <form
        className="simulation-form"
        onSubmit={(event) => {
          event.preventDefault();
          if (at === null) return;
          const question = { at: at.toISOString(), hours: 4, severity, kind };
          simulation.mutate(which === 'written' ? { ...question, policy: draft } : question);
          if (which === 'written' && inForce !== null) beside.mutate({ ...question, policy: inForce.policy });
          else beside.reset();
        }}
      >
        <div className="wide">
          <label htmlFor={fields.which}>{w.which}</label>
          <select
            id={fields.which}
            value={which}
            onChange={({ target }) => setWhich(target.value === 'chosen' ? 'chosen' : 'written')}
          >
            <option value="written">{w.asWritten}</option>
            <option value="chosen">{w.asChosen}</option>
          </select>
        </div>
        <div>
          <label htmlFor={fields.severity}>{w.severity}</label>
          <select
            id={fields.severity}
            value={severity}
            onChange={({ target }) => setSeverity(target.value as Severity)}
          >
            {Object.entries(words.severity).map(([key, name]) => (
              <option key={key} value={key}>
                {name}
              </option>
            ))}
          </select>
        </div>
        <div>
          <label htmlFor={fields.kind}>{w.kind}</label>
          <select id={fields.kind} value={kind} onChange={({ target }) => setKind(target.value)}>
            {Object.entries(words.category).map(([key, name]) => (
              <option key={key} value={key}>
                {name}
              </option>
            ))}
          </select>
        </div>
        <div>
          <label htmlFor={fields.day}>{w.day}</label>
          <input
            id={fields.day}
            type="date"
            value={day}
            required
            onChange={({ target }) => setWall(`${target.value}T${time}`)}
          />
        </div>
        <div>
          <label htmlFor={fields.time}>{w.time}</label>
          <input
            id={fields.time}
            type="time"
            value={time}
            required
            onChange={({ target }) => setWall(`${day}T${target.value}`)}
          />
        </div>
        <p className="wide form-end">
          <button type="submit" disabled={simulation.isPending || at === null}>
            {w.simulate}
          </button>
          <span className="hint">{w.zoneOf(zone)}</span>
        </p>
      </form>
      <ProblemNote error={simulation.error ?? beside.error} />
      <div aria-live="polite">
        {simulation.data !== undefined && (
          <Calls
            title={
              simulation.data.policy.version === 0
                ? w.draft
                : w.byPolicy(simulation.data.policy.name, simulation.data.policy.version)
            }
            simulation={simulation.data}
            zone={zone}
          />
        )}
        {beside.data !== undefined && inForce !== null && (
          <Calls title={w.inForce(inForce.version)} simulation={beside.data} zone={zone} />
        )}
      </div>
    </section>
  );
}

function Calls({
  title,
  simulation: { pages },
  zone,
}: {
  readonly title: string;
  readonly simulation: SimulationView;
  readonly zone: string;
}) {
  const { words } = useWords();
  const w = usePolicyWords();
  return (
    <>
      <h3 className="simulated-by">{title}</h3>
      <ol className="calls">
        {pages.slice(0, shown).map((page, place) => (
          <li key={place} className={page.because === 'found-nobody' ? 'call-nobody' : ''}>
            <time dateTime={page.at}>{zonedMoment(page.at, zone, words)}</time>
            <span>
              {w.because[page.because]} <span className="hint">{w.round(page.round, page.step + 1)}</span>
              {page.people.map((person) => (
                <span key={person.key} className="called">
                  <strong>{person.name}</strong>{' '}
                  <span className="hint">
                    {person.ways.map(({ kind, afterMinutes }) => w.way(kind, afterMinutes)).join(', ') || w.noWay}
                    {person.isQuiet && ` · ${w.quiet}`}
                  </span>
                </span>
              ))}
            </span>
          </li>
        ))}
      </ol>
      <p className="hint">{w.andSoOn}</p>
    </>
  );
}
