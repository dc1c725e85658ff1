import { Inject, Injectable } from '@nestjs/common';
import { answerPage, type Bilingual, type PageAnswer, ProblemError } from '#service';
import { Database } from '#store';
import type { Person } from './person.js';
import { notFound } from './read-request.js';

/**
 * Takes an incident in the console, passes it on or up, or puts the page off. Whoever has it already may say so again; anyone
 * else is told who has it.
 */
@Injectable()
export class AnswerInConsole {
  constructor(@Inject(Database) private readonly database: Database) {}

  async answer(person: Person, incidentId: string, answer: PageAnswer): Promise<void> {
    const result = await this.database.transactionFor(person.scope, (tx) =>
      answerPage(tx, { incidentId, userId: person.id, via: 'console', answer }),
    );
    switch (result.outcome) {
      case 'done':
        return;
      case 'already':
        if (result.sameUser && answer.kind === 'acknowledge') return;
        throw new ProblemError(409, 'already-acknowledged', takenBy(result.byName));
      case 'too-late':
        throw new ProblemError(409, 'too-late', tooLate);
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

const tooLate: Bilingual = {
  en: 'Too late for that: somebody else is being woken already. You can still acknowledge.',
  fr: 'Trop tard pour cela\u00A0: on réveille déjà quelqu’un d’autre. Vous pouvez encore prendre en charge.',
};

const closed: Bilingual = {
  en: 'This incident is closed. Reopen it first.',
  fr: 'Cet incident est clos. Rouvrez-le d’abord.',
};
