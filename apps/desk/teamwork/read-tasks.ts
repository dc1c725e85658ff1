import type { IncidentView } from '#contracts';
import type { Config } from '#config';
import { type Category, responderTasks } from '#domain';
import { stepKey } from '#service';
import type { Tx } from '#store';

type Task = IncidentView['responderTasks'][number];

/** What a playbook is chosen by. */
export interface PlaybookFacts {
  readonly category: string;
  readonly life_safety: boolean;
  readonly violence: boolean;
}

export interface PlannedTask {
  readonly key: string;
  readonly en: string;
  readonly fr: string;
}

/** The tasks that the playbook has for an incident. A task is known by its sentence: reworded, it is another one. */
export function planTasks({ playbooks }: Config, facts: PlaybookFacts): readonly PlannedTask[] {
  // A category that the rules no longer know gets the general playbook.
  const what = { category: facts.category as Category, lifeSafety: facts.life_safety, violence: facts.violence };
  const french = responderTasks(playbooks, what, 'fr');
  return responderTasks(playbooks, what, 'en').map((en, place) => ({
    key: stepKey(en),
    en,
    fr: french[place] ?? en,
  }));
}

interface DoneRow {
  readonly key: string;
  readonly text: string;
  readonly done_at: Date;
  readonly done_by: string;
  readonly name: string;
}

/** The playbook's tasks, each with who did it; then what was done by a playbook that no longer holds. */
export async function readTasks(
  tx: Tx,
  incidentId: string,
  planned: readonly PlannedTask[],
  language: 'en' | 'fr',
): Promise<Task[]> {
  const rows = await tx.query<DoneRow>(
    `SELECT t.key, CASE WHEN $2 = 'fr' THEN t.text_fr ELSE t.text_en END AS text, t.done_at, t.done_by, u.name
     FROM incident_task t JOIN user_account u ON u.id = t.done_by WHERE t.incident_id = $1 ORDER BY t.done_at, t.key`,
    [incidentId, language],
  );
  const done = new Map(rows.map((row) => [row.key, row]));
  const keys = new Set(planned.map(({ key }) => key));
  return [
    ...planned.map((task) => toTask(task.key, task[language], done.get(task.key), true)),
    ...rows.filter(({ key }) => !keys.has(key)).map((row) => toTask(row.key, row.text, row, false)),
  ];
}

function toTask(key: string, text: string, row: DoneRow | undefined, isPlanned: boolean): Task {
  const isDone = row !== undefined;
  return {
    key,
    text,
    isPlanned,
    doneAt: isDone ? row.done_at.toISOString() : null,
    doneBy: isDone ? { id: row.done_by, name: row.name } : null,
  };
}
