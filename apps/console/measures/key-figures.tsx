import { durationWords } from '../words/age.js';
import { useWords } from '../words/use-words.js';
import type { Measured } from './measured.js';
import { useMeasuresWords } from './measures-words.js';

const times = ['acknowledge', 'contact', 'contain', 'recover'] as const;

/** The period in six figures, each beside that of the period before. */
export function KeyFigures({ measures }: Measured) {
  const { words } = useWords();
  const w = useMeasuresWords();
  const tell = (seconds: number | null | undefined) =>
    seconds === null || seconds === undefined ? '–' : durationWords(seconds * 1_000, words);
  const figures = [
    [w.incidents, String(measures.incidents), String(measures.formerIncidents)],
    [w.reports, String(measures.reports), String(measures.formerReports)],
    ...times.map((time) => {
      const all = measures.spans[time].find(({ severity }) => severity === null);
      return [
        `${w.times[time]}, ${w.median.toLocaleLowerCase(words.locale)}`,
        tell(all?.median),
        tell(all?.formerMedian),
      ];
    }),
  ] as const;
  return (
    <dl className="key-figures">
      {figures.map(([name, now, before]) => (
        <div key={name} className="figure">
          <dt>{name}</dt>
          <dd>
            <span className="big-figure">{now}</span> <span className="hint">{w.before(before ?? '–')}</span>
          </dd>
        </div>
      ))}
    </dl>
  );
}
