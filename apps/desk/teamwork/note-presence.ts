import { Inject, Injectable } from '@nestjs/common';
import type { PresenceView } from '#contracts';
import { Database } from '#store';
import type { Person } from '../person.js';
import { notFound } from '../read-request.js';

/** The PostgreSQL channel that says at which incident the people or what they do have changed; it carries the incident's id. */
export const presenceChannel = 'vigil_presence';

/** A screen tells every twenty seconds that it is open; one that has been silent for longer is closed. Seconds. */
const openFor = 45;
/** Named on the screen; more are a crowd. */
const mostPeople = 20;

/** Who has an incident open, told by their screens. It is no record: nothing of it is kept. */
@Injectable()
export class NotePresence {
  constructor(@Inject(Database) private readonly database: Database) {}

  /** Says that this person looks, and answers with the others who do. */
  async look(person: Person, incidentId: string, isWriting: boolean): Promise<PresenceView> {
    const { others, isNews } = await this.database.transactionFor(person.scope, async (tx) => {
      const [visible] = await tx.query('SELECT 1 FROM incident WHERE id = $1', [incidentId]);
      if (visible === undefined) throw notFound();
      // The query in RETURNING sees the row as it was before.
      const [row] = await tx.query<{ known: boolean | null }>(
        `INSERT INTO incident_presence AS p (incident_id, user_id, seen_at, is_writing) VALUES ($1, $2, $3, $4)
         ON CONFLICT (incident_id, user_id) DO UPDATE SET seen_at = excluded.seen_at, is_writing = excluded.is_writing
         RETURNING (SELECT b.is_writing = $4 AND b.seen_at > $3::timestamptz - make_interval(secs => $5)
                    FROM incident_presence b WHERE b.incident_id = $1 AND b.user_id = $2) AS known`,
        [incidentId, person.id, tx.now, isWriting, openFor],
      );
      const people = await tx.query<PresenceView['others'][number]>(
        `SELECT u.id, u.name, p.is_writing AS "isWriting" FROM incident_presence p JOIN user_account u ON u.id = p.user_id
         WHERE p.incident_id = $1 AND p.user_id <> $2 AND p.seen_at > $3::timestamptz - make_interval(secs => $4)
         ORDER BY u.name, u.id LIMIT ${mostPeople}`,
        [incidentId, person.id, tx.now, openFor],
      );
      return { others: people, isNews: row?.known !== true };
    });
    if (isNews) this.announce(incidentId);
    return { others };
  }

  async leave(person: Person, incidentId: string): Promise<void> {
    const gone = await this.database.transactionFor(person.scope, (tx) =>
      tx.query(
        `DELETE FROM incident_presence WHERE incident_id = $1
           AND (user_id = $2 OR seen_at <= $3::timestamptz - make_interval(secs => $4)) RETURNING 1`,
        [incidentId, person.id, tx.now, openFor],
      ),
    );
    if (gone.length > 0) this.announce(incidentId);
  }

  /** Tells the screens to ask again. Outside the transaction, which NOTIFY would serialise; one that is lost costs twenty seconds. */
  private announce(incidentId: string): void {
    this.database.source.query('SELECT pg_notify($1, $2)', [presenceChannel, incidentId]).catch(() => undefined);
  }
}
