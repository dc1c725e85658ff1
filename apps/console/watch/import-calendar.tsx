import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useId, useState } from 'react';
import type { CalendarReport } from '#contracts';
import { callWithFile } from '../api/call.js';
import type { ApiProblem } from '../api/problem.js';
import { ProblemNote } from '../marks/problem-note.js';
import { useWords } from '../words/use-words.js';
import { zonedMoment } from '../words/zoned.js';
import { useRosterWords } from './roster-words.js';
import { watchKey } from './watch-queries.js';

/** Shown of a file; the counts speak of all of it. */
const mostRows = 200;

/** Overrides from a calendar file: first what it would change, then, once somebody has read that, the change. */
export function ImportCalendar({ scheduleId, zone }: { readonly scheduleId: string; readonly zone: string }) {
  const r = useRosterWords();
  const field = useId();
  const client = useQueryClient();
  const [file, setFile] = useState<File | null>(null);
  const sending = useMutation<CalendarReport, ApiProblem, { readonly file: File; readonly apply: boolean }>({
    mutationFn: ({ file: chosen, apply }) =>
      callWithFile('POST /watch/schedules/{id}/import', {
        path: { id: scheduleId },
        query: { apply: apply ? 'true' : 'false' },
        file: chosen,
        type: 'text/calendar',
      }),
    onSuccess: ({ applied }) => {
      if (applied) void client.invalidateQueries({ queryKey: watchKey });
    },
  });
  const report = sending.data ?? null;
  const changes = report === null ? 0 : report.counts.created + report.counts.changed + report.counts.removed;
  return (
    <details className="verify">
      <summary>{r.importCalendar}</summary>
      <p className="hint">{r.importHint}</p>
      <form
        className="inline-form"
        onSubmit={(event) => {
          event.preventDefault();
          if (file !== null) sending.mutate({ file, apply: false });
        }}
      >
        <div className="grow">
          <label htmlFor={field}>{r.calendarFile}</label>
          <input
            id={field}
            type="file"
            accept=".ics,text/calendar"
            onChange={(event) => {
              setFile(event.target.files?.[0] ?? null);
              sending.reset();
            }}
          />
        </div>
        <button type="submit" disabled={file === null || sending.isPending}>
          {sending.isPending ? r.reading : r.showImport}
        </button>
      </form>
      <ProblemNote error={sending.error} />
      <div aria-live="polite">
        {report !== null && (
          <>
            <p>
              <strong>{report.applied ? r.imported : r.wouldImport}</strong> {r.counts(report.counts)}
            </p>
            {changes === 0 && !report.applied && <p>{r.nothingToImport}</p>}
            {changes > 0 && !report.applied && file !== null && (
              <p className="form-end">
                <button
                  type="button"
                  className="primary"
                  disabled={sending.isPending}
                  onClick={() => sending.mutate({ file, apply: true })}
                >
                  {r.applyImport(changes)}
                </button>
              </p>
            )}
            <Entries report={report} zone={zone} />
          </>
        )}
      </div>
    </details>
  );
}

function Entries({ report, zone }: { readonly report: CalendarReport; readonly zone: string }) {
  const { words } = useWords();
  const r = useRosterWords();
  if (report.entries.length === 0) return null;
  return (
    // Wide content scrolls by itself, also with the keyboard.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <section className="import-box" tabIndex={0} aria-label={r.calendarFile}>
      <table className="import-rows">
        <thead>
          <tr>
            <th scope="col">{r.line}</th>
            <th scope="col">{r.outcome}</th>
            <th scope="col">{r.who}</th>
            <th scope="col">{r.when}</th>
            <th scope="col">{r.why}</th>
          </tr>
        </thead>
        <tbody>
          {report.entries.slice(0, mostRows).map(({ line, outcome, person, from, to, reason }) => (
            <tr key={line} className={outcome}>
              <td>{line}</td>
              <td>{r.outcomes[outcome]}</td>
              <td>{person}</td>
              <td>
                {from !== null && to !== null && `${zonedMoment(from, zone, words)} – ${zonedMoment(to, zone, words)}`}
              </td>
              <td>{reason !== null && (r.refusals[reason] ?? reason)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {report.entries.length > mostRows && <p className="hint">{r.andMore(report.entries.length - mostRows)}</p>}
    </section>
  );
}
