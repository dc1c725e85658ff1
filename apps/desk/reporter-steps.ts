import type { Config } from '#config';
import type { IncidentView } from '#contracts';
import { type Category, pairedSteps } from '#domain';
import { stepKey } from '#service';
import type { Tx } from '#store';
import type { IncidentRecord } from './incident-row.js';

type Step = IncidentView['reporterSteps'][number];

interface TickRow {
  readonly key: string;
  readonly text: string;
  readonly reference: string;
  readonly done_at: Date;
}

/** Reports of one incident whose ticks are shown. A flood is one incident, and its senders read the same steps. */
const mostTicks = 500;

/** What the playbook told the reporters to do, in the reader's language, each step with who has ticked it off. */
export async function readReporterSteps(
  tx: Tx,
  { playbooks }: Config,
  { id, category, life_safety: lifeSafety, violence }: IncidentRecord,
  language: 'en' | 'fr',
): Promise<Step[]> {
  // A category that the rules no longer know gets the general playbook.
  const planned = pairedSteps(playbooks, { category: category as Category, lifeSafety, violence });
  const rows = await tx.query<TickRow>(
    `SELECT s.key, CASE WHEN $2 = 'fr' THEN s.text_fr ELSE s.text_en END AS text, r.reference, s.done_at
     FROM triage_result t JOIN reporter_step s ON s.report_id = t.report_id JOIN report r ON r.id = s.report_id
     WHERE t.incident_id = $1 AND s.done_at IS NOT NULL ORDER BY s.done_at, r.reference, s.key LIMIT ${mostTicks}`,
    [id, language],
  );
  const ticks = new Map<string, TickRow[]>();
  for (const row of rows) ticks.set(row.key, [...(ticks.get(row.key) ?? []), row]);
  const steps = planned.map((step): Step => toStep(step[language], true, ticks.get(stepKey(step.en))));
  const keys = new Set(planned.map(({ en }) => stepKey(en)));
  const earlier = [...ticks].filter(([key]) => !keys.has(key));
  return [...steps, ...earlier.map(([, told]) => toStep(told[0]?.text ?? '', false, told))];
}

function toStep(text: string, isPlanned: boolean, rows: readonly TickRow[] = []): Step {
  return {
    text,
    isPlanned,
    ticks: rows.map(({ reference, done_at: at }) => ({ reference, at: at.toISOString() })),
  };
}
