import { Inject, Injectable } from '@nestjs/common';
import { acknowledgeIncident, type Bilingual, ProblemError } from '#service';
import { Database } from '#store';
import type { Person } from './person.js';
import { notFound } from './read-request.js';

/** Takes an incident in the console. Whoever has it already may say so again; anyone else is told who has it. */
@Injectable()
export class Acknowledge {
  constructor(@Inject(Database) private readonly database: Database) {}

  async acknowledge(person: Person, incidentId: string): Promise<void> {
    const result = await this.database.transactionFor(person.scope, (tx) =>
      acknowledgeIncident(tx, { incidentId, userId: person.id, via: 'console' }),
    );
    switch (result.outcome) {
      case 'acknowledged':
      case 'in-part':
        return;
      case 'already':
        if (result.sameUser) return;
        throw new ProblemError(409, 'already-acknowledged', takenBy(result.byName));
      case 'closed':
        throw new ProblemError(409, 'closed', closed);
      case 'unknown':
        throw notFound();
    }
  }
}

const takenBy = (name: string): Bilingual => ({
  en: `${name} already has this incident.`,
  fr: `${name} s’occupe déjà de cet incident.`,
});

const closed: Bilingual = {
  en: 'This incident is closed. Reopen it first.',
  fr: 'Cet incident est clos. Rouvrez-le d’abord.',
};
