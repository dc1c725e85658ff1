import { randomUUID } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import type { z } from 'zod';
import type { startVerification } from '#contracts';
import { codeLifetimeMinutes, mask, mayRequestCode, type OfferRefusal, type VerificationMethod } from '#domain';
import { type Bilingual, ProblemError, settleVerified } from '#service';
import { Database, type Tx } from '#store';
import { lockIncident, touchIncident } from './lock-incident.js';
import type { Person } from './person.js';
import { notFound } from './read-request.js';
import { firstReportOf, ShowTrust } from './show-trust.js';

interface Chosen {
  readonly partyId: string;
  readonly contactId: string;
  readonly address: string;
}

/**
 * Makes sure who reports, by a registered channel that the report did not come from: a one-time code, or a call that the
 * responder has made. What may be used is judged here again, whatever a screen offered.
 */
@Injectable()
export class StartVerification {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(ShowTrust) private readonly trust: ShowTrust,
  ) {}

  async start(person: Person, incidentId: string, asked: z.output<typeof startVerification>): Promise<void> {
    await this.database.transactionFor(person.scope, async (tx) => {
      await lockIncident(tx, incidentId);
      const chosen = await this.choose(tx, person, incidentId, asked.addressId, asked.method);
      const [report] = await tx.query<{ id: string }>(firstReportOf, [incidentId]);
      if (report === undefined) throw notFound();
      if (asked.method !== 'call-back') await refuseTooMany(tx, asked.addressId);
      else if (asked.answeredBy === null || asked.answeredBy === '') throw whoAnswered();
      await supersede(tx, incidentId);
      const id = randomUUID();
      await tx.query(
        `INSERT INTO verification (id, incident_id, report_id, contact_id, address_id, method, state, requested_by, requested_at,
           expires_at, answered_by, note) VALUES ($1, $2, $3, $4, $5, $6, 'open', $7, $8, $9, $10, $11)`,
        [
          id,
          incidentId,
          report.id,
          chosen.contactId,
          asked.addressId,
          asked.method,
          person.id,
          tx.now,
          new Date(tx.now.getTime() + codeLifetimeMinutes * 60_000),
          asked.method === 'call-back' ? asked.answeredBy : null,
          asked.note,
        ],
      );
      await touchIncident(tx, incidentId);
      if (asked.method === 'call-back') {
        const row = { ...chosen, id, incidentId, addressId: asked.addressId, method: asked.method };
        await settleVerified(tx, row, { enteredBy: null, vouchedBy: person.id, answeredBy: asked.answeredBy });
        return;
      }
      tx.append({
        subject: 'incident',
        id: incidentId,
        actor: `user:${person.id}`,
        type: 'verification.requested',
        data: {
          verificationId: id,
          contactId: chosen.contactId,
          method: asked.method,
          to: mask(chosen.address),
          expiresAt: new Date(tx.now.getTime() + codeLifetimeMinutes * 60_000).toISOString(),
        },
      });
      tx.emit('verification.requested', { verificationId: id, incidentId });
    });
  }

  private async choose(
    tx: Tx,
    person: Person,
    incidentId: string,
    addressId: string,
    method: VerificationMethod,
  ): Promise<Chosen> {
    const { offers } = await this.trust.read(tx, person, incidentId);
    const offer = offers.find((one) => one.addressId === addressId);
    if (offer === undefined) throw notFound();
    if (offer.refused !== null) throw cannotVerify(offer.refused as OfferRefusal);
    if (!offer.methods.includes(method)) throw cannotVerify('not-reachable');
    const [row] = await tx.query<Chosen>(
      'SELECT party_id AS "partyId", contact_id AS "contactId", address FROM contact_address WHERE id = $1',
      [addressId],
    );
    if (row === undefined) throw notFound();
    return row;
  }
}

/** A newer try takes the place of the one that is open: only one code is ever good. */
async function supersede(tx: Tx, incidentId: string): Promise<void> {
  const replaced = await tx.query<{ id: string }>(
    `UPDATE verification SET state = 'superseded' WHERE incident_id = $1 AND state = 'open' RETURNING id`,
    [incidentId],
  );
  for (const { id } of replaced) {
    tx.emit('verification.settled', { verificationId: id, incidentId, outcome: 'superseded' });
  }
}

async function refuseTooMany(tx: Tx, addressId: string): Promise<void> {
  // Counted by the address itself: the same telephone may stand in the directory twice.
  const earlier = await tx.query<{ at: Date }>(
    `SELECT v.requested_at AS at FROM verification v JOIN contact_address a ON a.id = v.address_id
     WHERE a.address = (SELECT address FROM contact_address WHERE id = $1) AND v.method <> 'call-back' AND v.requested_at > $2`,
    [addressId, new Date(tx.now.getTime() - 24 * 3_600_000)],
  );
  const times = earlier.map(({ at }) => at);
  if (mayRequestCode(times, tx.now)) return;
  throw new ProblemError(
    429,
    'too-many-codes',
    {
      en: 'Enough codes went to this address. Wait an hour, use another address, or call.',
      fr: 'Assez de codes ont été envoyés à cette adresse. Attendez une heure, utilisez une autre adresse ou appelez.',
    },
    [],
    { 'retry-after': '3600' },
  );
}

const refusals: Readonly<Record<OfferRefusal, Bilingual>> = {
  'came-from': {
    en: 'The report came from this address or named it: it would only vouch for itself.',
    fr: 'Le signalement vient de cette adresse ou la mentionne : elle ne ferait que se porter garante d’elle-même.',
  },
  compromised: {
    en: 'An open incident says that this address is compromised.',
    fr: 'Un incident ouvert indique que cette adresse est compromise.',
  },
  'phone-taken': {
    en: 'After a SIM swap or with a device lost, this number may ring at the attacker’s.',
    fr: 'Après un échange de carte SIM ou la perte d’un appareil, ce numéro peut sonner chez l’auteur de l’attaque.',
  },
  'not-reachable': {
    en: 'This address cannot be used this way.',
    fr: 'Cette adresse ne peut pas être utilisée ainsi.',
  },
};

function cannotVerify(reason: OfferRefusal): ProblemError {
  return new ProblemError(409, `address-${reason}`, refusals[reason]);
}

function whoAnswered(): ProblemError {
  const detail = {
    en: 'Write down who answered the call.',
    fr: 'Notez qui a répondu à l’appel.',
  };
  return new ProblemError(422, 'invalid', detail, [{ pointer: '/answeredBy', detail }]);
}
