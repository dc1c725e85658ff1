import { randomUUID } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import type { z } from 'zod';
import type { markAddress } from '#contracts';
import { isCompromised, mask, normalizeAddress } from '#domain';
import { Database, type Tx } from '#store';
import { lockIncident } from './lock-incident.js';
import type { Person } from './person.js';

/** Says of an address, a domain or an account that it is in an attacker's hands, or its owner's again. */
@Injectable()
export class MarkTrust {
  constructor(@Inject(Database) private readonly database: Database) {}

  async mark(person: Person, incidentId: string, mark: z.output<typeof markAddress>): Promise<void> {
    const address = normalizeAddress(mark.address);
    await this.database.transactionFor(person.scope, async (tx) => {
      await lockIncident(tx, incidentId);
      const [incident] = await tx.query<{ named: string[] }>(
        'SELECT compromised_addresses AS named FROM incident WHERE id = $1',
        [incidentId],
      );
      const others = (incident?.named ?? []).filter((named) => normalizeAddress(named) !== address);
      await tx.query(
        'UPDATE incident SET compromised_addresses = $2, updated_at = $3, version = version + 1 WHERE id = $1',
        [incidentId, mark.state === 'safe' ? others : [...others, address], tx.now],
      );
      await tx.query(
        'INSERT INTO address_mark (id, incident_id, address, state, reason, made_by, made_at) VALUES ($1, $2, $3, $4, $5, $6, $7)',
        [randomUUID(), incidentId, address, mark.state, mark.reason, person.id, tx.now],
      );
      if (mark.state === 'compromised') await voidCodes(tx, incidentId, address);
      tx.append({
        subject: 'incident',
        id: incidentId,
        actor: `user:${person.id}`,
        type: 'channel.marked',
        data: { state: mark.state, to: mask(address), reason: mark.reason },
      });
      tx.emit('channel.marked', { incidentId, state: mark.state });
    });
  }
}

/** A code on its way to an address that is now taken proves nothing any more. */
async function voidCodes(tx: Tx, incidentId: string, named: string): Promise<void> {
  const open = await tx.query<{ id: string; address: string }>(
    `SELECT v.id, a.address FROM verification v JOIN contact_address a ON a.id = v.address_id
     WHERE v.incident_id = $1 AND v.state = 'open'`,
    [incidentId],
  );
  for (const { id } of open.filter((one) => isCompromised(one.address, [named]))) {
    await tx.query(`UPDATE verification SET state = 'superseded' WHERE id = $1`, [id]);
    tx.emit('verification.settled', { verificationId: id, incidentId, outcome: 'superseded' });
  }
}
