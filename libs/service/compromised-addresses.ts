import { isCompromised, normalizeAddress } from '#domain';
import type { Tx } from '#store';

/** Where an address stands in the record: the incident and the party whose open incidents speak about it, if any is known. */
export interface Surroundings {
  readonly incidentId: string | null;
  readonly partyId: string | null;
}

/** An incident like any other is over once it is resolved: its accounts are their owners' again. */
const isOpen = `state NOT IN ('resolved', 'closed')`;

/**
 * What open incidents say is compromised, as far as it may concern these addresses: the incident's own list, those of every open
 * incident of the same party, and, of an incident whose party nobody knows, what names one of these addresses exactly (anybody
 * could name a whole domain there). A hijacked domain takes all of the party's mailboxes with it. Each part is found by an index.
 */
export async function readCompromised(
  tx: Tx,
  { incidentId, partyId }: Surroundings,
  addresses: readonly string[],
): Promise<readonly string[]> {
  const rows = await tx.query<{ readonly named: string }>(
    `SELECT unnest(compromised_addresses) AS named FROM incident WHERE id = $1
     UNION SELECT unnest(compromised_addresses) FROM incident
       WHERE party_id = $2 AND ${isOpen} AND compromised_addresses <> '{}'
     UNION SELECT unnest(compromised_addresses) FROM incident
       WHERE compromised_addresses && $3 AND ${isOpen} AND (party_id IS NULL OR $2::uuid IS NULL)
     UNION SELECT unnest(p.domains) FROM party p
       WHERE p.id = $2 AND EXISTS (SELECT FROM incident i WHERE i.party_id = p.id AND i.category = 'domain_hijack'
         AND i.${isOpen})`,
    [incidentId, partyId, addresses.flatMap(exactNames)],
  );
  return rows.map(({ named }) => named);
}

/** How an incident may name an address: as it is, or without the tag after its `+`. */
function exactNames(address: string): readonly string[] {
  const text = normalizeAddress(address);
  return [text, text.replace(/\+[^@]*@/, '@')];
}

/** A message to one address, as it is about to be written down or sent. */
export interface OutgoingMessage extends Pick<Surroundings, 'incidentId'> {
  readonly reportId: string | null;
  readonly messageId: string | null;
  readonly address: string;
}

/**
 * The last check, whoever wants to write and whatever was decided before: whether an open incident says that this address is
 * compromised. A manager's override lifts it for its one message. Asked when a message is written down and again when it is
 * sent, since an address may be taken in between.
 */
export async function isBarred(tx: Tx, message: OutgoingMessage): Promise<boolean> {
  const { incidentId, reportId, messageId, address } = message;
  const [row] = await tx.query<{ readonly party: string | null; readonly overridden: boolean }>(
    `SELECT coalesce((SELECT party_id FROM incident WHERE id = $1), (SELECT party_id FROM triage_result WHERE report_id = $2)) AS party,
       EXISTS (SELECT FROM gate_override WHERE message_id = $3 AND address = $4) AS overridden`,
    [incidentId, reportId, messageId, normalizeAddress(address)],
  );
  if (row === undefined || row.overridden) return false;
  return isCompromised(address, await readCompromised(tx, { incidentId, partyId: row.party }, [address]));
}
