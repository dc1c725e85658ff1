import type { Board } from '#contracts';
import type { Severity } from '#domain';
import type { Tx } from '#store';
import { isOpen } from './incident-row.js';
import { targetArrays } from './measures/cohort.js';

interface PromiseRow {
  readonly id: string;
  readonly reference: string;
  readonly severity: Severity;
  readonly promise: 'acknowledge' | 'contact';
  readonly due_at: Date;
  readonly overdue: number;
}

/**
 * What the hotline still owes to open incidents: somebody who has it, then a word to the reporter. The clock runs from the report,
 * or from the reopening, which makes an incident nobody's again. `worst` is the most severe that waits, the one due first.
 */
export async function readPromises(tx: Tx): Promise<Board['promises']> {
  const [row] = await tx.query<PromiseRow>(
    `WITH due AS (
       SELECT i.id, i.reference, i.severity, i.severity_rank, p.promise,
         greatest(coalesce(r.received_at, i.opened_at), reopened.at)
           + make_interval(secs => CASE p.promise WHEN 'acknowledge' THEN t.acknowledge ELSE t.contact END) AS due_at
       FROM incident i
       JOIN unnest($1::text[], $2::float8[], $3::float8[]) AS t (severity, acknowledge, contact) USING (severity)
       LEFT JOIN report r ON r.reference = i.reference
       CROSS JOIN LATERAL (SELECT CASE WHEN i.acknowledged_at IS NULL THEN 'acknowledge' ELSE 'contact' END AS promise) p
       CROSS JOIN LATERAL (
         SELECT max(e.occurred_at) AS at FROM event e WHERE e.incident_id = i.id AND e.type = 'incident.moved'
           AND e.data ->> 'from' IN ('resolved', 'closed')) reopened
       WHERE ${isOpen} AND (i.acknowledged_at IS NULL
         OR NOT EXISTS (SELECT FROM event e WHERE e.incident_id = i.id AND e.type = 'message.written')))
     SELECT id, reference, severity, promise, due_at, (count(*) FILTER (WHERE due_at <= $4) OVER ())::int AS overdue
     FROM due ORDER BY severity_rank, due_at, id LIMIT 1`,
    [...targetArrays(), tx.now],
  );
  if (row === undefined) return { worst: null, overdue: 0 };
  const { id, reference, severity, promise, due_at: dueAt, overdue } = row;
  return { worst: { id, reference, severity, promise, dueAt: dueAt.toISOString() }, overdue };
}
