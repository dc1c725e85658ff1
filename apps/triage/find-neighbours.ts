import {
  alike,
  asDomainName,
  type Fingerprint,
  fewestWords,
  isLocalAddress,
  isRepetition,
  type IncidentState,
  type Neighbour,
  type Verdict,
} from '#domain';
import type { Tx } from '#store';

/** Further back than this, a shared word or indicator says little, in days. */
const lookBackDays = 30;
/** The most that is looked at; a campaign is no clearer for the hundredth. */
const mostCandidates = 50;
const mostIndicators = 20;

/** What a report has that others may have too. */
export interface Traits {
  readonly fingerprint: Fingerprint;
  readonly indicators: readonly { readonly type: string; readonly value: string }[];
  readonly compromisedAddresses: readonly string[];
}

export function traitsOf(fingerprint: Fingerprint, { indicators, compromisedAddresses }: Verdict): Traits {
  // One domain may be written in two ways; an address inside a network says nothing outside it.
  const telling = indicators
    .filter(({ type, value }) => !(type === 'ipv4' || type === 'ipv6') || !isLocalAddress(value))
    .map(({ type, value }) => ({ type, value: type === 'domain' ? (asDomainName(value) ?? value) : value }));
  return { fingerprint, indicators: telling.slice(0, mostIndicators), compromisedAddresses };
}

/**
 * Makes whoever might join the same incident wait its turn, so that of two reports that come in the same moment the second sees
 * the first. Only within one party can a report join another's incident by what it says (`correlate`), so nobody else waits: a
 * thousand alike reports are judged side by side. Taken in one order, so that no two wait for each other.
 */
export async function lockTraits(
  tx: Tx,
  partyId: string | null,
  { fingerprint, compromisedAddresses }: Traits,
): Promise<void> {
  if (partyId === null) return;
  const { words, bands, numbers } = fingerprint;
  const names = [
    ...(words >= fewestWords ? bands.map((band) => `${partyId} words ${band} ${numbers}`) : []),
    ...compromisedAddresses.map((address) => `${partyId} account ${address}`),
  ];
  if (names.length === 0) return;
  await tx.query(
    `SELECT pg_advisory_xact_lock(name) FROM (
       SELECT DISTINCT hashtextextended(name, 5) AS name FROM unnest($1::text[]) AS name ORDER BY 1) AS ordered`,
    [names],
  );
}

interface Row {
  readonly incident_id: string;
  readonly state: IncidentState;
  readonly party_id: string | null;
  readonly opened_at: Date;
  readonly exact: string | null;
  readonly numbers: string | null;
  readonly minima: number[] | null;
  readonly words: number | null;
  readonly same_account: boolean;
  readonly shared: number;
}

/** The incidents that have something in common with a report, newest first. A handful of index look-ups, however long the history. */
export async function findNeighbours(
  tx: Tx,
  { fingerprint, indicators, compromisedAddresses }: Traits,
): Promise<Neighbour[]> {
  const since = new Date(tx.now.getTime() - lookBackDays * 86_400_000);
  const rows = await tx.query<Row>(
    `WITH worded AS (
       (SELECT incident_id, exact, numbers, minima, words FROM fingerprint
        WHERE exact = $1 AND made_at >= $7 ORDER BY made_at DESC LIMIT ${mostCandidates})
       UNION ALL
       (SELECT incident_id, exact, numbers, minima, words FROM fingerprint
        WHERE bands && $2::int[] AND words >= ${fewestWords} AND made_at >= $7 LIMIT ${mostCandidates})
     ), shared AS (
       SELECT incident_id, count(*)::int AS shared FROM (
         SELECT incident_id FROM indicator WHERE (value, type) IN (SELECT * FROM unnest($3::text[], $4::text[])) AND seen_at >= $7
         ORDER BY seen_at DESC LIMIT ${mostCandidates * 4}) AS found GROUP BY incident_id
     ), account AS (
       SELECT id AS incident_id FROM incident
       WHERE $5::text[] <> '{}' AND compromised_addresses && $5::text[]
         AND state NOT IN ('resolved', 'closed') ORDER BY opened_at DESC LIMIT ${mostCandidates}
     ), near AS (
       SELECT incident_id FROM worded UNION SELECT incident_id FROM shared UNION SELECT incident_id FROM account
     )
     SELECT i.id AS incident_id, i.state, i.party_id, i.opened_at, w.exact, w.numbers, w.minima, w.words,
       a.incident_id IS NOT NULL AS same_account, coalesce(s.shared, 0) AS shared
     FROM near JOIN incident part ON part.id = near.incident_id JOIN incident i ON i.id = coalesce(part.merged_into, part.id) LEFT JOIN worded w USING (incident_id)
       LEFT JOIN shared s USING (incident_id) LEFT JOIN account a USING (incident_id)
     ORDER BY i.opened_at DESC LIMIT $6`,
    [
      fingerprint.exact,
      fingerprint.words >= fewestWords ? fingerprint.bands : [],
      indicators.map(({ value }) => value),
      indicators.map(({ type }) => type),
      compromisedAddresses,
      mostCandidates * 4,
      since,
    ],
  );
  const found = new Map<string, Neighbour>();
  for (const row of rows) {
    const print = printOf(row);
    const known = found.get(row.incident_id);
    found.set(row.incident_id, {
      incidentId: row.incident_id,
      state: row.state,
      partyId: row.party_id,
      openedAt: row.opened_at,
      isAlike:
        known?.isAlike === true || (print !== null && fingerprint.words >= fewestWords && alike(fingerprint, print)),
      isRepetition: known?.isRepetition === true || (print !== null && isRepetition(fingerprint, print)),
      isSameAccount: row.same_account,
      sharedIndicators: row.shared,
    });
  }
  return [...found.values()].filter(
    ({ isAlike, isSameAccount, sharedIndicators }) => isAlike || isSameAccount || sharedIndicators > 0,
  );
}

function printOf({ exact, numbers, minima, words }: Row): Fingerprint | null {
  if (exact === null || numbers === null || minima === null || words === null) return null;
  return { exact, numbers, minima, words, bands: [] };
}
