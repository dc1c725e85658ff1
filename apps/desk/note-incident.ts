import { Inject, Injectable } from '@nestjs/common';
import { Database } from '#store';
import { lockIncident, touchIncident } from './lock-incident.js';
import type { Person } from './person.js';

/** Writes a note into the incident's record, where it stays as written. */
@Injectable()
export class NoteIncident {
  constructor(@Inject(Database) private readonly database: Database) {}

  async note(person: Person, incidentId: string, text: string): Promise<void> {
    await this.database.transactionFor(person.scope, async (tx) => {
      await lockIncident(tx, incidentId);
      await touchIncident(tx, incidentId);
      const entry = { subject: 'incident', id: incidentId, actor: `user:${person.id}` } as const;
      tx.append({ ...entry, type: 'incident.noted', data: { text } });
      tx.emit('incident.noted', { incidentId });
    });
  }
}
