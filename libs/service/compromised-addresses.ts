import { isCompromised, normalizeAddress } from '#domain';
import type { Tx } from '#store';

/** Where an address stands in the record: the incident and the party whose open incidents speak about it, if any is known. */
export interface Surroundings {
  readonly incidentId: string | null;
  readonly partyId: string | null;
}

/** An incident like any other is over once it is resolved: its accounts are their owners' again. */
const isOpen = `state NOT IN ('resolved', 'closed')`;

/** Each part is found by an index. The arguments are SQL: an incident, a party, addresses as they may be named. */
const namedCompromised = (incident: string, party: string, addresses: string): string =>
  `SELECT unnest(compromised_addresses) AS named FROM incident WHERE id = ${incident}
   UNION SELECT unnest(compromised_addresses) FROM incident
     WHERE party_id = ${party} AND ${isOpen} AND compromised_addresses <> '{}'
   UNION SELECT unnest(compromised_addresses) FROM incident
     WHERE compromised_addresses && ${addresses} AND ${isOpen} AND (party_id IS NULL OR ${party} IS NULL)
   UNION SELECT unnest(p.domains) FROM party p
     WHERE p.id = ${party} AND EXISTS (SELECT FROM incident i WHERE i.party_id = p.id AND i.category = 'domain_hijack'
       AND i.${isOpen})`;

/**
 * What open incidents say is compromised, as far as it may concern these addresses: the incident's own list, those of every open
 * incident of the same party, and, of an incident whose party nobody knows, what names one of these addresses exactly (anybody
 * could name a whole domain there). A hijacked domain takes all of the party's mailboxes with it.
 */
export async function readCompromised(
  tx: Tx,
  { incidentId, partyId }: Surroundings,
  addresses: readonly string[],
): Promise<readonly string[]> {
  const rows = await tx.query<{ readonly named: string }>(namedCompromised('$1::uuid', '$2::uuid', '$3::text[]'), [
    incidentId,
    partyId,
    addresses.flatMap(exactNames),
  ]);
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
 * The last check, whoever wants to write and whatever was decided before: which of these messages go to an address that an open
 * incident says is compromised. A manager's override lifts it for its one message. Asked when messages are written down and again
 * when they are sent, since an address may be taken in between.
 */
export async function barredAmong<M extends OutgoingMessage>(tx: Tx, messages: readonly M[]): Promise<ReadonlySet<M>> {
  if (messages.length === 0) return new Set();
  const addresses = messages.map(({ address }) => normalizeAddress(address));
  const rows = await tx.query<{ readonly place: number; readonly named: string }>(
    `SELECT m.place::int, named.named
     FROM unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::text[], $5::text[]) WITH ORDINALITY
         AS m (incident_id, report_id, message_id, address, untagged, place)
       CROSS JOIN LATERAL (SELECT coalesce((SELECT party_id FROM incident WHERE id = m.incident_id),
         (SELECT party_id FROM triage_result WHERE report_id = m.report_id)) AS id) AS party
       CROSS JOIN LATERAL (${namedCompromised('m.incident_id', 'party.id', 'ARRAY[m.address, m.untagged]')}) AS named (named)
     WHERE NOT EXISTS (SELECT FROM gate_override o WHERE o.message_id = m.message_id AND o.address = m.address)`,
    [
      messages.map(({ incidentId }) => incidentId),
      messages.map(({ reportId }) => reportId),
      messages.map(({ messageId }) => messageId),
      addresses,
      addresses.map((address) => exactNames(address)[1]),
    ],
  );
  return new Set(
    messages.filter((message, index) => {
      const names = rows.filter(({ place }) => place === index + 1).map(({ named }) => named);
      return isCompromised(message.address, names);
    }),
  );
}
