import { Link } from '@tanstack/react-router';
import { useId } from 'react';
import type { Board } from '#contracts';
import { durationWords } from '../words/age.js';
import { useWords } from '../words/use-words.js';
import { useBoardWords } from './board-words.js';

/** Median and 90th percentile; the API gives seconds. */
export function DurationFigure({
  title,
  duration,
}: {
  readonly title: string;
  readonly duration: Board['timeToContain'];
}) {
  const { words } = useWords();
  const { week } = useBoardWords();
  const id = useId();
  const tell = (seconds: number | null) => (seconds === null ? '–' : durationWords(seconds * 1_000, words));
  return (
    <section className="figure" aria-labelledby={id}>
      <h2 id={id}>
        <Link to="/measures">{title}</Link>
      </h2>
      {duration.count === 0 ? (
        <p className="hint">{words.board.none}</p>
      ) : (
        <>
          <dl>
            <dt>{words.board.median}</dt>
            <dd className="number">{tell(duration.median)}</dd>
            <dt>{words.board.p90}</dt>
            <dd className="number">{tell(duration.p90)}</dd>
          </dl>
          <p className="hint">
            {words.board.of(duration.count)}, {week}
          </p>
        </>
      )}
    </section>
  );
}
