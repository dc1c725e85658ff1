import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useId, useState } from 'react';
import type { ImportReport } from '#contracts';
import { callWithFile } from '../api/call.js';
import type { ApiProblem } from '../api/problem.js';
import { useTitle } from '../frame/title.js';
import { ProblemNote } from '../marks/problem-note.js';
import { contactsKey } from './directory-queries.js';
import { useDirectoryWords } from './directory-words.js';

/** A file of contacts: first what it would change, then, once somebody has read that, the change. */
export function ImportPage() {
  const w = useDirectoryWords();
  const field = useId();
  const client = useQueryClient();
  const [file, setFile] = useState<File | null>(null);
  const sending = useMutation<ImportReport, ApiProblem, { readonly file: File; readonly apply: boolean }>({
    mutationFn: ({ file: chosen, apply }) =>
      callWithFile('POST /directory/import', {
        query: { apply: apply ? 'true' : 'false' },
        file: chosen,
        type: 'text/csv',
      }),
    onSuccess: ({ applied }) => {
      if (!applied) return;
      for (const queryKey of [contactsKey, ['parties']]) void client.invalidateQueries({ queryKey });
    },
  });
  const report = sending.data ?? null;
  const changes = report === null ? 0 : report.counts.created + report.counts.updated;
  useTitle(w.importTitle);
  return (
    <div className="contact">
      <p className="back">
        <Link to="/directory">← {w.back}</Link>
      </p>
      <h1>{w.importTitle}</h1>
      <section className="panel">
        <p>{w.importLead}</p>
        <p className="hint">{w.importColumns}</p>
        <form
          className="inline-form"
          onSubmit={(event) => {
            event.preventDefault();
            if (file !== null) sending.mutate({ file, apply: false });
          }}
        >
          <div className="grow">
            <label htmlFor={field}>{w.file}</label>
            <input
              id={field}
              type="file"
              accept=".csv,.txt,text/csv"
              onChange={(event) => {
                setFile(event.target.files?.[0] ?? null);
                sending.reset();
              }}
            />
          </div>
          <button type="submit" className="primary" disabled={file === null || sending.isPending}>
            {sending.isPending ? w.reading : w.preview}
          </button>
        </form>
        <ProblemNote error={sending.error} />
      </section>
      {report !== null && (
        <section className="panel" aria-live="polite">
          <h2>{report.applied ? w.applied : w.counts(report.counts)}</h2>
          {report.applied && <p>{w.counts(report.counts)}</p>}
          {report.ignoredColumns.length > 0 && <p className="hint">{w.ignored(report.ignoredColumns.join(', '))}</p>}
          {changes === 0 && !report.applied && <p>{w.nothingToDo}</p>}
          {changes > 0 && !report.applied && file !== null && (
            <p className="form-end">
              <button
                type="button"
                className="primary"
                disabled={sending.isPending}
                onClick={() => sending.mutate({ file, apply: true })}
              >
                {w.apply(changes)}
              </button>
            </p>
          )}
          <Rows report={report} />
        </section>
      )}
    </div>
  );
}

function Rows({ report }: { readonly report: ImportReport }) {
  const w = useDirectoryWords();
  if (report.rows.length === 0) return null;
  return (
    <table className="import-rows">
      <thead>
        <tr>
          <th scope="col">{w.line}</th>
          <th scope="col">{w.outcome}</th>
          <th scope="col">{w.name}</th>
          <th scope="col">{w.why}</th>
        </tr>
      </thead>
      <tbody>
        {report.rows.map(({ line, outcome, name, reason, value }) => (
          <tr key={line} className={outcome}>
            <td>{line}</td>
            <td>{w.outcomes[outcome]}</td>
            <td>{name}</td>
            <td>
              {reason !== null && (w.refusals[reason] ?? reason)}{' '}
              {value !== null && value !== '' && <span className="sender">{value}</span>}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
