import { Inject, Injectable } from '@nestjs/common';
import { ProblemError, Settings } from '#service';
import { Database } from '#store';
import { lockIncident, touchIncident } from '../lock-incident.js';
import type { Person } from '../person.js';
import { planTasks, type PlannedTask, type PlaybookFacts } from './read-tasks.js';
import type { Tx } from '#store';

/** Ticks a task of the playbook, or opens it again. What already is as asked stays, with whoever did it. */
@Injectable()
export class TickTask {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(Settings) private readonly settings: Settings,
  ) {}

  async tick(person: Person, incidentId: string, key: string, done: boolean): Promise<void> {
    await this.database.transactionFor(person.scope, async (tx) => {
      await lockIncident(tx, incidentId);
      const task = done ? await this.find(tx, incidentId, key) : null;
      const changed =
        task === null ? await openAgain(tx, incidentId, key) : await markDone(tx, incidentId, task, person.id);
      if (changed === null) return;
      await touchIncident(tx, incidentId);
      tx.append({
        subject: 'incident',
        id: incidentId,
        actor: `user:${person.id}`,
        type: done ? 'task.done' : 'task.reopened',
        data: { ...changed },
      });
      tx.emit('incident.task-changed', { incidentId, done });
    });
  }

  private async find(tx: Tx, incidentId: string, key: string): Promise<PlannedTask> {
    const [facts] = await tx.query<PlaybookFacts>(
      'SELECT category, life_safety, violence FROM incident WHERE id = $1',
      [incidentId],
    );
    const planned = facts === undefined ? [] : planTasks(this.settings.config, facts);
    const task = planned.find((one) => one.key === key);
    if (task === undefined) throw noSuchTask();
    return task;
  }
}

/** The task in the words that it had; null when nothing changed. */
type Changed = PlannedTask | null;

async function markDone(tx: Tx, incidentId: string, task: PlannedTask, userId: string): Promise<Changed> {
  const rows = await tx.query(
    `INSERT INTO incident_task (incident_id, key, text_en, text_fr, done_at, done_by) VALUES ($1, $2, $3, $4, $5, $6)
     ON CONFLICT (incident_id, key) DO NOTHING RETURNING 1`,
    [incidentId, task.key, task.en, task.fr, tx.now, userId],
  );
  return rows.length > 0 ? task : null;
}

async function openAgain(tx: Tx, incidentId: string, key: string): Promise<Changed> {
  const [row] = await tx.query<PlannedTask>(
    'DELETE FROM incident_task WHERE incident_id = $1 AND key = $2 RETURNING key, text_en AS en, text_fr AS fr',
    [incidentId, key],
  );
  return row ?? null;
}

function noSuchTask(): ProblemError {
  return new ProblemError(409, 'no-such-task', {
    en: 'The playbook has changed and no longer has this task. Look at the list again.',
    fr: 'Le guide d’intervention a changé et n’a plus cette tâche. Regardez la liste de nouveau.',
  });
}
