import { type ReporterTurn, worseWakes } from '#domain';
import type { Tx } from '#store';
import { incidentOfThread } from './report-thread.js';

interface Told {
  readonly turn: ReporterTurn;
  /** The report whose receipt was shown. */
  readonly reportId: string;
  /** What was stored of it, as a report that continues that one. */
  readonly messageId: string;
}

/**
 * Writes down that a reporter says it is getting worse, or over, in the transaction that stores it, once for each message. The
 * first wakes somebody; the second is a claim, and closes nothing. While nothing has been triaged yet it stands with the report.
 */
export async function recordTurn(tx: Tx, { turn, reportId, messageId }: Told): Promise<void> {
  const incidentId = await incidentOfThread(tx, reportId);
  const subject = incidentId === null ? 'report' : 'incident';
  const id = incidentId ?? reportId;
  const entries = await tx.query<{ at: Date; message: string; wakes: boolean }>(
    `SELECT at, data ->> 'messageId' AS message, (data ->> 'wakes')::boolean AS wakes FROM timeline_entry
     WHERE subject_id = ANY($1) AND type IN ('reporter.worse', 'reporter.over')`,
    [[id, reportId]],
  );
  if (entries.some(({ message }) => message === messageId)) return;
  const woke = entries.filter(({ wakes }) => wakes).map(({ at }) => at);
  const wakes = turn === 'worse' && incidentId !== null && worseWakes(woke, tx.now);
  const data = { messageId, wakes };
  if (turn === 'worse') tx.append({ subject, id, actor: 'reporter', type: 'reporter.worse', data });
  else tx.append({ subject, id, actor: 'reporter', type: 'reporter.over', data });
  if (incidentId !== null) tx.emit('reporter.turned', { incidentId: id, turn, wakes });
}
