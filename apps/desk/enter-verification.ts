import { Inject, Injectable } from '@nestjs/common';
import { type Bilingual, enterVerificationCode, ProblemError, Secrets } from '#service';
import { Database } from '#store';
import { lockIncident, touchIncident } from './lock-incident.js';
import type { Person } from './person.js';
import { notFound } from './read-request.js';

type Refused = 'wrong' | 'expired' | 'settled' | 'too-many';

/** Takes the code that a reporter read out to a responder. */
@Injectable()
export class EnterVerification {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(Secrets) private readonly secrets: Secrets,
  ) {}

  async enter(person: Person, incidentId: string, verificationId: string, typed: string): Promise<void> {
    // Refused after the commit: a wrong try counts.
    const verdict = await this.database.transactionFor(person.scope, async (tx) => {
      await lockIncident(tx, incidentId);
      const [known] = await tx.query('SELECT 1 FROM verification WHERE id = $1 AND incident_id = $2', [
        verificationId,
        incidentId,
      ]);
      if (known === undefined) throw notFound();
      await touchIncident(tx, incidentId);
      return enterVerificationCode(tx, this.secrets, {
        of: { verificationId },
        typed,
        by: 'responder',
        userId: person.id,
      });
    });
    if (verdict.outcome === 'verified') return;
    if (verdict.outcome === 'none') throw notFound();
    throw refusal(verdict.outcome, verdict.outcome === 'wrong' ? verdict.triesLeft : 0);
  }
}

function refusal(outcome: Refused, triesLeft: number): ProblemError {
  const because: Readonly<Record<Refused, readonly [code: string, detail: Bilingual]>> = {
    wrong: [
      'wrong-code',
      {
        en: `This is not the code. Tries left: ${triesLeft}.`,
        fr: `Ce n’est pas le bon code. Essais restants\u00A0: ${triesLeft}.`,
      },
    ],
    expired: [
      'expired-code',
      { en: 'This code has expired. Send a new one.', fr: 'Ce code est expiré. Envoyez-en un autre.' },
    ],
    settled: [
      'settled-code',
      {
        en: 'This code has been used or replaced. Send a new one.',
        fr: 'Ce code a déjà servi ou a été remplacé. Envoyez-en un autre.',
      },
    ],
    'too-many': [
      'too-many-tries',
      {
        en: 'Five wrong codes were entered: this one is void. Verify by a call.',
        fr: 'Cinq codes erronés ont été entrés : celui-ci est annulé. Vérifiez par un appel.',
      },
    ],
  };
  const [code, detail] = because[outcome];
  return new ProblemError(409, code, detail);
}
