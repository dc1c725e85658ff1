import { randomUUID } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { may, mask, normalizeAddress } from '#domain';
import { ProblemError } from '#service';
import { Database, type Tx } from '#store';
import { lockIncident, touchIncident } from './lock-incident.js';
import type { Person } from './person.js';

/** A manager's choice of an address that the trust gate would not take. */
export interface Override {
  readonly address: string;
  readonly reason: string;
}

/**
 * Writes to the person who reported first. They read it on the follow-up page; which other way it goes, if any is safe, is
 * decided when it is sent. A later report may come from whoever holds the account, so it never chooses who is answered.
 */
@Injectable()
export class WriteToReporter {
  constructor(@Inject(Database) private readonly database: Database) {}

  async write(person: Person, incidentId: string, text: string, override: Override | null = null): Promise<void> {
    if (override !== null && !may(person.role, 'gate.override')) throw managersOnly();
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
      if (override !== null) await recordOverride(tx, person, { ...override, incidentId, messageId });
      await touchIncident(tx, incidentId);
      const entry = { subject: 'incident', id: incidentId, actor: `user:${person.id}` } as const;
      tx.append({ ...entry, type: 'message.written', data: { messageId, text } });
      tx.emit('message.written', { messageId, incidentId });
    });
  }
}

/** Before the message goes out: the gate then sends this one message there, and the record says who wanted it and why. */
async function recordOverride(
  tx: Tx,
  person: Person,
  { incidentId, messageId, address, reason }: Override & { readonly incidentId: string; readonly messageId: string },
): Promise<void> {
  const to = normalizeAddress(address);
  await tx.query(
    'INSERT INTO gate_override (message_id, incident_id, address, reason, made_by, made_at) VALUES ($1, $2, $3, $4, $5, $6)',
    [messageId, incidentId, to, reason, person.id, tx.now],
  );
  const data = { messageId, to: mask(to), reason };
  tx.append({ subject: 'incident', id: incidentId, actor: `user:${person.id}`, type: 'gate.overridden', data });
}

function managersOnly(): ProblemError {
  return new ProblemError(403, 'forbidden', {
    en: 'Only a manager may send a message against the trust gate.',
    fr: 'Seule une ou un gestionnaire peut envoyer un message malgré le contrôle des canaux.',
  });
}

function nobodyToAnswer(): ProblemError {
  return new ProblemError(409, 'no-report', {
    en: 'No report belongs to this incident, so there is nobody to write to.',
    fr: 'Aucun signalement n’appartient à cet incident : il n’y a personne à qui écrire.',
  });
}
