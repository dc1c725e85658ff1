import type { Config } from '#config';
import { type AddressDraft, normalizeAddress, parseAccount, type ReadRow } from '#domain';
import type { Tx } from '#store';
import { applyRows } from './directory-rows.js';

/**
 * Registers the contacts that the configuration names for a party that has none yet. Once a party has contacts they are the
 * directory's: a later start changes nothing that somebody has edited.
 */
export async function seedDirectory(tx: Tx, config: Config): Promise<void> {
  const filled = await tx.query<{ key: string }>(
    'SELECT key FROM party p WHERE EXISTS (SELECT FROM contact c WHERE c.party_id = p.id)',
  );
  const known = new Set(filled.map(({ key }) => key));
  const rows = config.parties
    .filter(({ key }) => !known.has(key))
    .flatMap(({ key, contacts }) =>
      contacts.map((contact): ReadRow => {
        const addresses: readonly AddressDraft[] = [
          ...contact.emails.map((address) => ({ kind: 'email' as const, address: normalizeAddress(address) })),
          ...contact.phones.map((address) => ({ kind: 'phone' as const, address: normalizeAddress(address) })),
        ];
        return {
          outcome: 'read',
          line: 0,
          draft: {
            party: key,
            district: contact.district ?? null,
            name: contact.name,
            role: contact.role,
            language: contact.language,
            addresses,
            accounts: contact.accounts.flatMap((text) => parseAccount(text) ?? []),
            candidate: contact.candidate,
            leader: contact.leader,
            privacyOfficer: contact.privacyOfficer,
            verified: contact.verified ?? null,
            notes: '',
          },
        };
      }),
    );
  if (rows.length > 0) await applyRows(tx, rows, 'service:setup');
}
