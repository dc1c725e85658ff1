import { type FormEvent, useState } from 'react';
import type { MeasurePeriods } from '#contracts';
import { useWords } from '../words/use-words.js';
import { useMeasuresWords } from './measures-words.js';
import { type PeriodSearch, resolvePeriod } from './period.js';

/** Which period is measured. A choice is an address: it can be sent on and found again. */
export function PeriodPicker({
  search,
  known,
  onChoose: go,
}: {
  readonly search: PeriodSearch;
  readonly known: MeasurePeriods;
  readonly onChoose: (search: PeriodSearch) => void;
}) {
  const w = useMeasuresWords();
  const { language } = useWords().words;
  const [days, setDays] = useState({ from: search.from ?? '', to: search.to ?? '' });
  const [isBad, setBad] = useState(false);
  const chosen = search.period ?? '7d';
  const showDays = (event: FormEvent) => {
    event.preventDefault();
    const next = { period: 'custom', ...days };
    const isThere = resolvePeriod(next, known, 0) !== null;
    setBad(!isThere);
    if (isThere) go(next);
  };
  return (
    <div className="period-picker">
      <div>
        <label htmlFor="measures-period">{w.period}</label>
        <select
          id="measures-period"
          value={chosen}
          onChange={(event) =>
            go(event.target.value === 'custom' ? { period: 'custom' } : { period: event.target.value })
          }
        >
          {[7, 30].map((count) => (
            <option key={count} value={`${count}d`}>
              {w.days(count)}
            </option>
          ))}
          {known.map(({ kind, key, name }) => (
            <option key={`${kind}:${key}`} value={`${kind}:${key}`}>
              {kind === 'election' ? w.election(name[language]) : w.window(name[language])}
            </option>
          ))}
          <option value="custom">{w.custom}</option>
        </select>
      </div>
      {chosen === 'custom' && (
        <form onSubmit={showDays} noValidate>
          {(['from', 'to'] as const).map((end) => (
            <div key={end}>
              <label htmlFor={`measures-${end}`}>{w[end]}</label>
              <input
                id={`measures-${end}`}
                type="date"
                value={days[end]}
                aria-invalid={isBad}
                aria-describedby={isBad ? 'measures-bad-days' : undefined}
                onChange={(event) => setDays({ ...days, [end]: event.target.value })}
              />
            </div>
          ))}
          <button type="submit">{w.show}</button>
          <p id="measures-bad-days" role="alert" className={isBad ? 'faults' : 'unseen'}>
            {isBad ? w.badDays : ''}
          </p>
        </form>
      )}
    </div>
  );
}
