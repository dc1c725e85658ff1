import { Inject, Injectable } from '@nestjs/common';
import type { z } from 'zod';
import type { newSwap, SwapView } from '#contracts';
import { everyParty, may } from '#domain';
import { type Bilingual, offerSwap, ProblemError, takeSwap, withdrawSwap } from '#service';
import { Database, type Tx } from '#store';
import type { Person } from '../person.js';
import { notFound } from '../read-request.js';
import { Members } from './members.js';
import { readSwaps } from './watch-view.js';

/** Time on duty that one responder offers and another takes, as the console asks for it; by text it is the same. */
@Injectable()
export class SwapTime {
  constructor(@Inject(Database) private readonly database: Database) {}

  async offer(person: Person, { schedule, person: to, reason, ...time }: z.output<typeof newSwap>): Promise<SwapView> {
    return this.database.transactionFor(everyParty, async (tx) => {
      const members = await Members.read(tx);
      const receiver = to === null ? null : members.onWatch(to);
      if (to !== null && (receiver === null || receiver.id === person.id)) throw refused('no-such-person');
      const by = { id: person.id, key: person.signIn };
      const made = await offerSwap(tx, { scheduleId: schedule, ...time, by, toId: receiver?.id ?? null, reason });
      if (made.outcome === 'unknown') throw notFound();
      if (made.outcome !== 'offered') throw refused(made.outcome);
      return readOne(tx, members, person, made.swapId);
    });
  }

  async take(person: Person, swapId: string): Promise<SwapView> {
    return this.database.transactionFor(everyParty, async (tx) => {
      const taken = await takeSwap(tx, { swapId }, { id: person.id, key: person.signIn });
      if (taken.outcome === 'unknown') throw notFound();
      if (taken.outcome === 'already' && !taken.sameUser) throw takenBy(taken.byName);
      if (taken.outcome !== 'taken' && taken.outcome !== 'already') throw refused(taken.outcome);
      return readOne(tx, await Members.read(tx), person, swapId);
    });
  }

  async withdraw(person: Person, swapId: string): Promise<SwapView> {
    return this.database.transactionFor(everyParty, async (tx) => {
      const user = { id: person.id, maySettleAny: may(person.role, 'roster.edit') };
      const { outcome } = await withdrawSwap(tx, swapId, user);
      if (outcome === 'unknown') throw notFound();
      if (outcome !== 'withdrawn') throw refused(outcome);
      return readOne(tx, await Members.read(tx), person, swapId);
    });
  }
}

async function readOne(tx: Tx, members: Members, person: Person, id: string): Promise<SwapView> {
  const [view] = await readSwaps(tx, members, person, { id });
  if (view === undefined) throw notFound();
  return view;
}

function takenBy(name: string): ProblemError {
  return new ProblemError(409, 'taken', {
    en: `${name} has already taken it.`,
    fr: `${name} l’a déjà pris.`,
  });
}

function refused(code: keyof typeof reasons): ProblemError {
  return new ProblemError(409, code, reasons[code]);
}

const reasons = {
  'no-such-person': {
    en: 'Offer it to another active responder or manager.',
    fr: 'Offrez-le à une autre personne active, intervenante ou gestionnaire.',
  },
  over: { en: 'That time is over.', fr: 'Cette période est passée.' },
  'too-long': { en: 'Offer at most 62 days at once.', fr: 'Offrez au plus 62 jours à la fois.' },
  'not-on-duty': {
    en: 'You are not on duty for all of that time.',
    fr: 'Vous n’êtes pas de garde pendant toute cette période.',
  },
  'offered-already': {
    en: 'You have offered some of that time already. Withdraw that offer first.',
    fr: 'Vous avez déjà offert une partie de cette période. Retirez d’abord cette offre.',
  },
  'too-many': { en: 'You have too many open offers.', fr: 'Vous avez trop d’offres ouvertes.' },
  own: { en: 'It is your own offer.', fr: 'C’est votre propre offre.' },
  'for-another': { en: 'It was offered to somebody else.', fr: 'Elle a été faite à quelqu’un d’autre.' },
  withdrawn: { en: 'The offer was withdrawn.', fr: 'L’offre a été retirée.' },
  moved: {
    en: 'Whoever offered it is no longer on duty then.',
    fr: 'La personne qui l’offrait n’est plus de garde à ce moment.',
  },
  'on-duty': {
    en: 'You are on duty then already, and two people have to be.',
    fr: 'Vous êtes déjà de garde à ce moment, et il faut deux personnes.',
  },
  'on-leave': { en: 'You are on leave then.', fr: 'Vous êtes en congé à ce moment.' },
  'not-yours': { en: 'It is not your offer.', fr: 'Ce n’est pas votre offre.' },
  taken: { en: 'It has been taken.', fr: 'Elle a été acceptée.' },
} as const satisfies Record<string, Bilingual>;
