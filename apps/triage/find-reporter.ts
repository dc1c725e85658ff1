import {
  domainOfAddress,
  type FoundReporter,
  handlesIn,
  hasOwnNumber,
  matchReporter,
  normalizeAddress,
  normalizeHandle,
} from '#domain';
import type { Report, Tx } from '#store';

/** What a report shows of who sent it. */
export interface ReporterClues {
  readonly channel: Report['channel'];
  /** The address that the report came from: the From of a mail or the number of a text. Never a Reply-To. */
  readonly sender: string | null;
  /** Where the reporter asks to be reached: anybody can write anybody's address there. */
  readonly contact: { readonly email: string | null; readonly phone: string | null };
  /**
   * What sender authentication made of a mail: true when it proves the sender, false when it failed, null when it says nothing.
   * What came over the telephone network needs no word: the carrier delivered the number.
   */
  readonly authenticated: boolean | null;
  /** What was written, searched for accounts that a party runs; empty to search nothing. */
  readonly text: string;
}

interface MatchRow {
  readonly address: string;
  readonly contactId: string;
  readonly partyId: string;
  readonly verified: boolean;
}

/**
 * Whom the directory takes a report's sender for, and how sure that is. Whoever is unknown is served all the same.
 * Three look-ups by index, whatever the directory holds.
 */
export async function findReporter(tx: Tx, clues: ReporterClues): Promise<FoundReporter> {
  const sender = senderOf(clues);
  const stated = [clues.contact.email, clues.contact.phone].flatMap((address) =>
    address === null || address.trim() === '' ? [] : [normalizeAddress(address)],
  );
  const addresses = [...(sender === null ? [] : [sender]), ...stated];
  const [matches, domainParties, accountParties] = await Promise.all([
    readMatches(tx, addresses),
    readDomainParties(tx, addresses),
    readAccountParties(tx, clues.text),
  ]);
  const authenticated = clues.channel === 'sms' || clues.channel === 'voice' ? true : clues.authenticated;
  return matchReporter({ sender, stated, authenticated, matches, domainParties, accountParties });
}

/** A page or a program shows no address of its own; a hidden number is nobody's. */
function senderOf({ channel, sender }: ReporterClues): string | null {
  if (sender === null || channel === 'web' || channel === 'api') return null;
  if (channel === 'email') return normalizeAddress(sender);
  return hasOwnNumber(sender) ? sender : null;
}

async function readMatches(tx: Tx, addresses: readonly string[]): Promise<readonly MatchRow[]> {
  if (addresses.length === 0) return [];
  return tx.query<MatchRow>(
    `SELECT a.address, a.contact_id AS "contactId", a.party_id AS "partyId", a.verified_at IS NOT NULL AS verified
     FROM contact_address a WHERE a.address = ANY($1) AND a.removed_at IS NULL ORDER BY a.contact_id LIMIT 50`,
    [addresses],
  );
}

async function readDomainParties(tx: Tx, addresses: readonly string[]): Promise<readonly string[]> {
  const domains = addresses.flatMap(domainsOf);
  if (domains.length === 0) return [];
  const rows = await tx.query<{ id: string }>('SELECT id FROM party WHERE domains && $1', [domains]);
  return rows.map(({ id }) => id);
}

/** `mail.red-oak.example` is a part of `red-oak.example`. */
function domainsOf(address: string): readonly string[] {
  const labels = (domainOfAddress(address) ?? '').split('.').slice(-6);
  return labels.slice(0, -1).map((_, index) => labels.slice(index).join('.'));
}

async function readAccountParties(tx: Tx, text: string): Promise<readonly string[]> {
  const addresses = [...text.slice(0, 100_000).matchAll(/[\w.+-]{1,64}@[\w-]+(?:\.[\w-]+)+/g)].map(([address]) =>
    normalizeHandle(address),
  );
  const handles = [...new Set([...handlesIn(text), ...addresses.slice(0, 50)])];
  if (handles.length === 0) return [];
  const rows = await tx.query<{ party_id: string }>(
    'SELECT DISTINCT party_id FROM party_account WHERE handle = ANY($1) AND removed_at IS NULL',
    [handles],
  );
  return rows.map(({ party_id: partyId }) => partyId);
}
