import type { IncidentRow } from '#contracts';
import { useNow } from '../frame/now.js';
import { countdown } from '../words/age.js';
import { useWords } from '../words/use-words.js';

type Held = Pick<IncidentRow, 'acknowledgedBy' | 'assignee' | 'escalatesAt'>;

/** Who has the incident; and when nobody has, when the next person is woken. */
export function Holder({ incident }: { readonly incident: Held }) {
  const { words } = useWords();
  const { acknowledgedBy, assignee, escalatesAt } = incident;
  if (acknowledgedBy === null) {
    return (
      <span className={escalatesAt === null ? 'holder' : 'holder holder-none'}>
        <strong>{words.queue.unacknowledged}</strong>
        {escalatesAt === null ? <span>{words.queue.notPaging}</span> : <NextPage at={escalatesAt} />}
      </span>
    );
  }
  return (
    <span className="holder">
      {words.queue.acknowledgedBy(acknowledgedBy.name)}
      {assignee !== null && assignee.id !== acknowledgedBy.id && <span>{words.queue.assignedTo(assignee.name)}</span>}
    </span>
  );
}

function NextPage({ at }: { readonly at: string }) {
  const { words } = useWords();
  const left = countdown(Date.parse(at) - useNow());
  return <span className="countdown">{left === null ? words.queue.pagingNow : words.queue.nextPageIn(left)}</span>;
}
