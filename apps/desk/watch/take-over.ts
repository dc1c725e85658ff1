import { Inject, Injectable } from '@nestjs/common';
import type { z } from 'zod';
import type { confirmShift as confirmShiftRequest, HandoffView } from '#contracts';
import { everyParty } from '#domain';
import { confirmShift, ProblemError, takeHandoff } from '#service';
import { Database } from '#store';
import type { Person } from '../person.js';
import { notFound } from '../read-request.js';
import { Members } from './members.js';
import { readHandoffs } from './read-handoffs.js';

/** What the person of a coming shift says of it: that they will be there, and at its beginning that they take over. */
@Injectable()
export class TakeOver {
  constructor(@Inject(Database) private readonly database: Database) {}

  async confirm(person: Person, { schedule, from }: z.output<typeof confirmShiftRequest>): Promise<void> {
    await this.database.transactionFor(everyParty, async (tx) => {
      const user = { id: person.id, key: person.signIn };
      if (!(await confirmShift(tx, user, { scheduleId: schedule, from }))) throw notYourShift();
    });
  }

  async take(person: Person, handoffId: string): Promise<HandoffView> {
    return this.database.transactionFor(everyParty, async (tx) => {
      const { outcome } = await takeHandoff(tx, handoffId, person.id, 'console');
      if (outcome === 'unknown') throw notFound();
      if (outcome === 'lapsed') throw lapsed();
      const [view] = await readHandoffs(tx, await Members.read(tx), person, { id: handoffId });
      if (view === undefined) throw notFound();
      return view;
    });
  }
}

function notYourShift(): ProblemError {
  return new ProblemError(409, 'not-your-shift', {
    en: 'You have no shift that begins then within the next 14 days.',
    fr: 'Vous n’avez aucun quart qui commence à ce moment dans les 14 prochains jours.',
  });
}

function lapsed(): ProblemError {
  return new ProblemError(409, 'lapsed', {
    en: 'Nobody took over in time, so the incidents page anew. Answer those pages.',
    fr: 'Personne n’a pris la relève à temps\u00A0: les incidents appellent de nouveau. Répondez à ces appels.',
  });
}
