import { Inject, Injectable } from '@nestjs/common';
import type { z } from 'zod';
import type { settleChannelChange } from '#contracts';
import type { ChangeVerdict } from '#domain';
import { type Bilingual, confirmChannel, ProblemError, refuseChannel } from '#service';
import { Database, type Tx } from '#store';
import { lockIncident, touchIncident } from './lock-incident.js';
import type { Person } from './person.js';
import { notFound } from './read-request.js';
import { ShowTrust } from './show-trust.js';

/**
 * A responder's word on where a reporter wants answers. To confirm it they have called a number that the party registered, and not
 * one that came with the report: whoever holds a stolen receipt answers those. What may be called is judged here again.
 */
@Injectable()
export class SettleChannelChange {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(ShowTrust) private readonly trust: ShowTrust,
  ) {}

  async settle(
    person: Person,
    incidentId: string,
    changeId: string,
    word: z.output<typeof settleChannelChange>,
  ): Promise<void> {
    await this.database.transactionFor(person.scope, async (tx) => {
      await lockIncident(tx, incidentId);
      const [known] = await tx.query('SELECT 1 FROM channel_change WHERE id = $1 AND incident_id = $2', [
        changeId,
        incidentId,
      ]);
      if (known === undefined) throw notFound();
      if (word.outcome === 'refuse') {
        if (!(await refuseChannel(tx, changeId, person.id, word.reason))) throw refusal('over');
      } else {
        await this.refuseOtherNumbers(tx, person, incidentId, word.addressId);
        const { addressId, answeredBy } = word;
        const verdict = await confirmChannel(tx, changeId, { userId: person.id, addressId, answeredBy });
        if (verdict !== 'confirmed') throw refusal(verdict ?? 'over');
      }
      await touchIncident(tx, incidentId);
    });
  }

  private async refuseOtherNumbers(tx: Tx, person: Person, incidentId: string, addressId: string): Promise<void> {
    const { offers } = await this.trust.read(tx, person, incidentId);
    const offer = offers.find((one) => one.addressId === addressId);
    if (offer?.refused !== null || !offer.methods.includes('call-back')) throw refusal('not-callable');
  }
}

function refusal(why: ChangeVerdict | 'over' | 'not-callable'): ProblemError {
  const because: Readonly<Record<Exclude<typeof why, 'confirmed'>, readonly [code: string, detail: Bilingual]>> = {
    over: [
      'change-over',
      {
        en: 'This wish has been settled or replaced, or its time is over.',
        fr: 'Cette demande a été réglée ou remplacée, ou son délai est passé.',
      },
    ],
    'needs-new': [
      'change-unproven',
      {
        en: 'Nobody has entered the code that went to the new address: it may be mistyped. Wait for it, or have it asked for again.',
        fr: 'Personne n’a entré le code envoyé à la nouvelle adresse\u00A0: elle est peut-être mal écrite. Attendez-le ou faites redemander.',
      },
    ],
    'needs-second': [
      'change-unproven',
      { en: 'A second confirmation is missing.', fr: 'Il manque une deuxième confirmation.' },
    ],
    compromised: [
      'change-compromised',
      {
        en: 'An open incident says that the new address is in an attacker’s hands. Refuse it, and ask for another.',
        fr: 'Selon un incident ouvert, la nouvelle adresse est entre de mauvaises mains. Refusez-la et demandez-en une autre.',
      },
    ],
    'not-callable': [
      'not-callable',
      {
        en: 'Call a telephone number that the party has registered, which the report did not bring and which nothing speaks against.',
        fr: 'Appelez un numéro que le parti a inscrit, qui ne vient pas du signalement et que rien ne met en doute.',
      },
    ],
  };
  const [code, detail] = because[why === 'confirmed' ? 'over' : why];
  return new ProblemError(409, code, detail);
}
