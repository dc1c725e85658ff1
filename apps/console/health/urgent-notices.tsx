import { queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { UrgentNotice } from '#contracts';
import { call } from '../api/call.js';
import type { ApiProblem } from '../api/problem.js';
import { Moment } from '../marks/moment.js';
import { ProblemNote } from '../marks/problem-note.js';
import { useMay } from '../session/use-session.js';
import { useWords } from '../words/use-words.js';
import { useHealthWords } from './health-words.js';
import { RunbookLink } from './runbook-link.js';

const urgentQuery = queryOptions({
  queryKey: ['urgent-notices'],
  queryFn: ({ signal }) => call('GET /watch/notices', { signal }),
  refetchInterval: 15_000,
});

/** What goes on waking people until somebody says that they see to it; nothing is shown while there is none. */
export function UrgentNotices() {
  const { language } = useWords().words;
  const w = useHealthWords();
  const client = useQueryClient();
  const mayWork = useMay('incident.work');
  const notices = useQuery(urgentQuery).data ?? [];
  const take = useMutation<UrgentNotice[], ApiProblem, string>({
    mutationFn: (id) => call('POST /watch/notices/{id}/acknowledge', { path: { id } }),
    onSuccess: (all) => client.setQueryData(urgentQuery.queryKey, all),
  });
  if (notices.length === 0) return null;
  return (
    <section className="warning urgent-notices" aria-labelledby="urgent-title">
      <h2 id="urgent-title">{w.urgent}</h2>
      <ul>
        {notices.map(({ id, text, raisedAt, acknowledgedBy, runbook }) => (
          <li key={id} className="own-row">
            <span>
              <Moment at={raisedAt} /> {text[language]} <RunbookLink to={runbook} about={text[language]} />
            </span>
            {acknowledgedBy !== null && <strong>{w.seenTo(acknowledgedBy)}</strong>}
            {acknowledgedBy === null && mayWork && (
              <button type="button" disabled={take.isPending} onClick={() => take.mutate(id)}>
                {w.seeTo}
              </button>
            )}
          </li>
        ))}
      </ul>
      <ProblemNote error={take.error} />
    </section>
  );
}
