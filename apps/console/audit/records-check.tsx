import { Link } from '@tanstack/react-router';
import { useEffect, useRef, useState } from 'react';
import type { ApiProblem } from '../api/problem.js';
import { ProblemNote } from '../marks/problem-note.js';
import { type Checked, checkAll } from './audit-queries.js';
import { useAuditWords } from './audit-words.js';

/** Whether every record reads as it was written: asked for piece by piece, for as long as somebody wants to know. */
export function RecordsCheck() {
  const w = useAuditWords();
  const [checked, setChecked] = useState<Checked | null>(null);
  const [isRunning, setRunning] = useState(false);
  const [error, setError] = useState<ApiProblem | null>(null);
  const running = useRef<AbortController | null>(null);
  useEffect(() => () => running.current?.abort(), []);
  const check = async () => {
    const controller = new AbortController();
    running.current = controller;
    setChecked(null);
    setError(null);
    setRunning(true);
    try {
      await checkAll(setChecked, controller.signal);
    } catch (fault) {
      // What ended because somebody stopped it is no fault.
      if (!controller.signal.aborted) setError(fault as ApiProblem);
    }
    setRunning(false);
  };
  const told = checked ?? { subjects: 0, entries: 0, broken: [], isOver: false };
  return (
    <section className="panel" aria-labelledby="records-check">
      <h2 id="records-check">{w.check}</h2>
      <p className="hint">{w.checkIntro}</p>
      <p className="form-end">
        {isRunning ? (
          <button type="button" onClick={() => running.current?.abort()}>
            {w.stop}
          </button>
        ) : (
          <button type="button" onClick={() => void check()}>
            {w.checkButton}
          </button>
        )}
      </p>
      <output>
        {(isRunning || (checked !== null && !told.isOver)) && w.checking(told.subjects, told.entries)}
        {told.isOver && told.broken.length === 0 && (
          <span className="check-whole">✓ {w.whole(told.subjects, told.entries)}</span>
        )}
      </output>
      <ProblemNote error={error} />
      {told.broken.length > 0 && (
        <div role="alert" className="refusal">
          <h3>▲ {w.broken(told.broken.length)}</h3>
          <ul>
            {told.broken.slice(0, 100).map(({ kind, id, seq }) => (
              <li key={`${kind} ${id}`}>
                {kind === 'incident' ? (
                  <Link to="/incidents/$id/timeline" params={{ id }}>
                    {w.brokenAt(kind, id, seq)}
                  </Link>
                ) : (
                  w.brokenAt(kind, id, seq)
                )}
              </li>
            ))}
          </ul>
          <p>{w.brokenHint}</p>
        </div>
      )}
    </section>
  );
}
