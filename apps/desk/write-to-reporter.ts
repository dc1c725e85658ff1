import { randomUUID } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { ProblemError } from '#service';
import { Database } from '#store';
import { lockIncident, touchIncident } from './lock-incident.js';
import type { Person } from './person.js';

/**
 * Writes to the person who reported first. They read it on the follow-up page; which other way it goes, if any is safe, is
 * decided when it is sent. A later report may come from whoever holds the account, so it never chooses who is answered.
 */
@Injectable()
export class WriteToReporter {
  constructor(@Inject(Database) private readonly database: Database) {}

  async write(person: Person, incidentId: string, text: string): Promise<void> {
    await this.database.transactionFor(person.scope, async (tx) => {
      await lockIncident(tx, incidentId);
      const messageId = randomUUID();
      const written = await tx.query(
        `INSERT INTO message (id, incident_id, report_id, author_id, kind, language, text, created_at)
         SELECT $1, i.id, r.id, $3, 'message', coalesce(r.language, CASE i.language WHEN 'fr' THEN 'fr' ELSE 'en' END), $4, $5
         FROM incident i JOIN triage_result t ON t.incident_id = i.id JOIN report r ON r.id = t.report_id
         WHERE i.id = $2 ORDER BY t.disposition = 'opened' DESC, r.received_at, r.id LIMIT 1 RETURNING id`,
        [messageId, incidentId, person.id, text, tx.now],
      );
      if (written.length === 0) throw nobodyToAnswer();
      await touchIncident(tx, incidentId);
      const entry = { subject: 'incident', id: incidentId, actor: `user:${person.id}` } as const;
      await tx.append({ ...entry, type: 'message.written', data: { messageId, text } });
      await tx.emit('message.written', { messageId, incidentId });
    });
  }
}

function nobodyToAnswer(): ProblemError {
  return new ProblemError(409, 'no-report', {
    en: 'No report belongs to this incident, so there is nobody to write to.',
    fr: 'Aucun signalement n’appartient à cet incident : il n’y a personne à qui écrire.',
  });
}
