import { Inject, Injectable } from '@nestjs/common';
import { may, type Role } from '#domain';
import { ProblemError } from '#service';
import { Database } from '#store';
import { lockIncident } from './lock-incident.js';
import type { Person } from './person.js';
import { refuseIfChanged } from './refuse-if-changed.js';

/** Gives an incident to one person to work on. It acknowledges nothing: being named is not being awake. */
@Injectable()
export class AssignIncident {
  constructor(@Inject(Database) private readonly database: Database) {}

  async assign(person: Person, incidentId: string, userId: string, seen?: string | null): Promise<void> {
    await this.database.transactionFor(person.scope, async (tx) => {
      await lockIncident(tx, incidentId);
      const [incident] = await tx.query<{ assignee_id: string | null }>(
        'SELECT assignee_id FROM incident WHERE id = $1',
        [incidentId],
      );
      await refuseIfChanged(tx, incidentId, 'assignee', seen, incident?.assignee_id ?? null);
      const [assignee] = await tx.query<{ role: Role }>('SELECT role FROM user_account WHERE id = $1 AND active', [
        userId,
      ]);
      if (assignee === undefined || !may(assignee.role, 'incident.work')) throw cannotWork();
      await tx.query('UPDATE incident SET assignee_id = $2, updated_at = $3, version = version + 1 WHERE id = $1', [
        incidentId,
        userId,
        tx.now,
      ]);
      const entry = { subject: 'incident', id: incidentId, actor: `user:${person.id}` } as const;
      tx.append({ ...entry, type: 'incident.assigned', data: { to: userId } });
      tx.emit('incident.assigned', { incidentId, userId });
    });
  }
}

function cannotWork(): ProblemError {
  return new ProblemError(422, 'cannot-be-assigned', {
    en: 'Choose an active responder or manager.',
    fr: 'Choisissez une personne active, intervenante ou gestionnaire.',
  });
}
