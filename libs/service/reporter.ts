import {
  type AccountKind,
  addressKindOf,
  type Category,
  type ChannelDecision,
  type ContactPurpose,
  decideChannel,
  hasOwnNumber,
  type KnownAddress,
  normalizeAddress,
  type RegisteredAddress,
  type ReporterStanding,
  type Verdict,
} from '#domain';
import type { Report, TriageResult, Tx } from '#store';
import { firstOfThread } from './caller-phrase.js';
import { readCompromised } from './compromised-addresses.js';
import { optedOutOf } from './text-opt-outs.js';

/** A report, what the rules made of it, and how its reporter might be reached. */
export interface Reporter {
  readonly reportId: string;
  readonly reference: string;
  readonly channel: Report['channel'];
  readonly sender: string | null;
  /** Chosen on the form, by the address that was written to, or by the key that a caller pressed. */
  readonly statedLanguage: 'en' | 'fr' | null;
  readonly followsReportId: string | null;
  readonly incidentId: string | null;
  readonly partyId: string | null;
  /** Whom the directory takes the sender for; a claim unless the standing says otherwise. */
  readonly contactId: string | null;
  readonly standing: ReporterStanding;
  readonly disposition: TriageResult['disposition'];
  readonly contactEmail: string | null;
  readonly contactPhone: string | null;
  /** `automatic`: triage found that a machine wrote the mail. */
  readonly verdict: Verdict & { readonly automatic?: unknown };
  readonly triagedAt: Date;
  readonly incidentCategory: Category | null;
  readonly incidentAccountKind: AccountKind | null;
  /** Whether the mail's sender is proven; null when nothing can be said, as for everything but mail. */
  readonly authenticated: boolean | null;
  /** Message-ID of the mail that the report came as. */
  readonly mailId: string | null;
}

/** Headers longer than this are not searched for a Message-ID, in bytes. */
const longestHead = 65_536;

/** By the timeline, which whoever reads the report may read too; the last key counts. */
const pressedLanguage = `CASE WHEN r.channel = 'voice' THEN (SELECT e.data ->> 'language' FROM timeline_entry e
  WHERE e.subject_id = r.id AND e.type = 'call.language' ORDER BY e.seq DESC LIMIT 1) END`;

/** Null while the report has not been triaged. */
export async function loadReporter(tx: Tx, reportId: string): Promise<Reporter | null> {
  const [row] = await tx.query<
    Omit<Reporter, 'mailId' | 'authenticated'> & {
      readonly head: Buffer | null;
      readonly authentication: Readonly<Record<string, unknown>> | null;
    }
  >(
    `SELECT r.id AS "reportId", r.reference, r.channel, r.sender, coalesce(r.language, ${pressedLanguage}) AS "statedLanguage",
       r.follows_report_id AS "followsReportId", t.incident_id AS "incidentId", coalesce(i.party_id, t.party_id) AS "partyId",
       t.contact_id AS "contactId", t.reporter_standing AS standing, t.disposition, t.contact_email AS "contactEmail",
       t.contact_phone AS "contactPhone", t.verdict, t.triaged_at AS "triagedAt", t.authentication,
       i.category AS "incidentCategory", i.account_kind AS "incidentAccountKind",
       CASE WHEN r.channel = 'email' THEN substring(r.raw FROM 1 FOR ${longestHead}) END AS head
     FROM report r JOIN triage_result t ON t.report_id = r.id LEFT JOIN incident i ON i.id = t.incident_id WHERE r.id = $1`,
    [reportId],
  );
  if (row === undefined) return null;
  const { head, authentication, ...reporter } = row;
  return {
    ...reporter,
    authenticated: authenticatedBy(authentication),
    mailId: head === null ? null : messageIdIn(head.toString('latin1')),
  };
}

/** The Message-ID in a raw mail's header, in angle brackets; null when there is none that can be answered. */
export function messageIdIn(rawMail: string): string | null {
  const end = /\r?\n\r?\n/.exec(rawMail)?.index ?? rawMail.length;
  const [, id] = /^message-id:\s*(<[!-;=?-~]{1,500}>)/im.exec(rawMail.slice(0, end)) ?? [];
  return id ?? null;
}

/** What a stored sender authentication (`SenderAuthentication` of #mail) says in one word: proven, disproven, or nothing. */
export function authenticatedBy(authentication: Readonly<Record<string, unknown>> | null): boolean | null {
  const summary = authentication?.['summary'];
  if (summary === 'pass') return true;
  return summary === 'fail' ? false : null;
}

/** All that the gate needs to know about a reporter, whatever is to be sent. */
export interface ReporterTrust {
  readonly addresses: readonly KnownAddress[];
  readonly registered: readonly RegisteredContactAddress[];
  /** Where the report came from or what it named, normalized. */
  readonly brought: readonly string[];
  readonly compromised: readonly string[];
  readonly phonesTaken: boolean;
  /** Numbers among them that asked not to be texted. */
  readonly optedOut: readonly string[];
  readonly forged: boolean;
}

export type RegisteredContactAddress = RegisteredAddress & { readonly contactId: string; readonly label: string };

/** Gathers what is known of a reporter's addresses, from the report, the directory, and every open incident that bears on them. */
export async function readReporterTrust(tx: Tx, reporter: Reporter): Promise<ReporterTrust> {
  const moved = await movedTo(tx, reporter);
  const candidates: readonly (Omit<KnownAddress, 'verified'> & { readonly vouched?: boolean })[] = [
    ...statedBy(reporter),
    ...originOf(reporter.sender),
    ...moved,
  ];
  const brought = [...new Set(candidates.map(({ address }) => normalizeAddress(address)))];
  const [registered, own, claims, phonesTaken] = await Promise.all([
    readRegistered(tx, reporter),
    accountsAmong(tx, brought),
    ownClaims(tx, reporter),
    arePhonesTaken(tx, reporter),
  ]);
  const isVerified = (address: string) =>
    own.has(address) || registered.some((item) => item.verified && item.address === address);
  const addresses = [
    ...candidates.map(({ vouched = false, ...item }): KnownAddress => ({
      ...item,
      verified: vouched || isVerified(normalizeAddress(item.address)),
    })),
    ...registered.flatMap((item): readonly KnownAddress[] => {
      const kind = addressKindOf(item.kind);
      const { address, verified, preferred } = item;
      return kind === null ? [] : [{ kind, address, verified, preferred, stated: false, registered: true }];
    }),
  ];
  const everywhere = [...brought, ...registered.map(({ address }) => address)];
  const [named, optedOut] = await Promise.all([readCompromised(tx, reporter, everywhere), optedOutOf(tx, everywhere)]);
  return {
    addresses,
    registered,
    brought,
    compromised: [...named, ...claims],
    phonesTaken,
    optedOut: [...optedOut],
    forged: reporter.channel === 'email' && reporter.authenticated === false,
  };
}

/**
 * Where to write to a reporter, as the gate decides: never with content to an address that this report or any open incident
 * of the same party says is compromised. `override` is the address that a manager chose for this one message.
 */
export async function addressReporter(
  tx: Tx,
  reporter: Reporter,
  purpose: ContactPurpose,
  override: string | null = null,
): Promise<ChannelDecision> {
  return decideFor(await readReporterTrust(tx, reporter), reporter, purpose, override);
}

/** The same, from what has been gathered. */
export function decideFor(
  trust: ReporterTrust,
  reporter: Reporter,
  purpose: ContactPurpose,
  override: string | null = null,
): ChannelDecision {
  const { addresses, compromised, phonesTaken, forged, optedOut } = trust;
  return decideChannel({
    purpose,
    addresses,
    compromised,
    cameFrom: reporter.sender,
    phonesTaken,
    forged,
    optedOut,
    override,
  });
}

/** Addresses that the reporter gave besides the one they wrote from. */
function statedBy({ sender, contactEmail, contactPhone }: Reporter): readonly Omit<KnownAddress, 'verified'>[] {
  return [
    ...(contactEmail === null ? [] : [{ kind: 'email', address: contactEmail, stated: true } as const]),
    ...(contactPhone === null ? [] : [{ kind: 'sms', address: contactPhone, stated: true } as const]),
  ].filter(({ address }) => sender === null || normalizeAddress(address) !== normalizeAddress(sender));
}

/**
 * Where the reporter wants answers since, once that was confirmed: first among equals. It counts as verified as far as what
 * confirmed it did.
 */
async function movedTo(
  tx: Tx,
  { reportId }: Reporter,
): Promise<readonly (Omit<KnownAddress, 'verified'> & { readonly vouched: boolean })[]> {
  return tx.query(
    `SELECT kind, address, true AS stated, true AS preferred, old_verified AND old_proven_at IS NOT NULL OR settled_by IS NOT NULL AS vouched
     FROM channel_change WHERE report_id = (${firstOfThread}) AND state = 'confirmed' ORDER BY settled_at DESC, id LIMIT 1`,
    [reportId],
  );
}

/** Where a report came from, if an answer can go there: a hidden number is nobody's. */
function originOf(sender: string | null): readonly Omit<KnownAddress, 'verified'>[] {
  if (sender === null) return [];
  if (sender.includes('@')) return [{ kind: 'email', address: sender, stated: false }];
  return hasOwnNumber(sender) ? [{ kind: 'sms', address: sender, stated: false }] : [];
}

/** The addresses of the contact whom the directory knows or a verification has shown, with those proven in this incident. */
async function readRegistered(
  tx: Tx,
  { contactId, incidentId }: Reporter,
): Promise<readonly RegisteredContactAddress[]> {
  if (contactId === null && incidentId === null) return [];
  return tx.query<RegisteredContactAddress>(
    `SELECT a.id, a.contact_id AS "contactId", a.kind, a.address, a.label, a.preferred, a.verified_at IS NOT NULL AS verified
     FROM contact_address a JOIN contact c ON c.id = a.contact_id
     WHERE a.removed_at IS NULL AND c.removed_at IS NULL AND (a.contact_id = $1 OR a.contact_id IN (
       SELECT contact_id FROM verification WHERE incident_id = $2 AND state = 'verified'))
     ORDER BY a.preferred DESC, a.created_at, a.id LIMIT 100`,
    [contactId, incidentId],
  );
}

/** What this report says of itself, unless a person has found since that the address is safe. */
async function ownClaims(tx: Tx, { verdict, sender, incidentId, triagedAt }: Reporter): Promise<readonly string[]> {
  const claims = [
    ...(verdict.compromisedAddresses ?? []),
    ...(verdict.compromisedChannel && sender !== null ? [sender] : []),
  ];
  if (claims.length === 0 || incidentId === null) return claims;
  const marks = await tx.query<{ readonly address: string }>(
    `SELECT address FROM address_mark WHERE incident_id = $1 AND state = 'safe' AND made_at >= $2`,
    [incidentId, triagedAt],
  );
  const cleared = new Set(marks.map(({ address }) => address));
  return claims.filter((claim) => !cleared.has(normalizeAddress(claim)));
}

/** Kinds of incident after which a registered number may ring at the attacker's. */
const takesPhones = `(i.category IN ('sim_swap', 'lost_device') OR i.account_kind IN ('telephony', 'device'))`;

/** Whether this incident, or another open one of the same contact, puts the registered telephones in doubt. */
async function arePhonesTaken(tx: Tx, { incidentId, contactId }: Reporter): Promise<boolean> {
  const [found] = await tx.query(
    `SELECT 1 FROM incident i WHERE i.id = $1 AND ${takesPhones}
     UNION ALL SELECT 1 FROM triage_result t JOIN incident i ON i.id = t.incident_id
       WHERE t.contact_id = $2 AND i.state NOT IN ('resolved', 'closed') AND ${takesPhones} LIMIT 1`,
    [incidentId, contactId],
  );
  return found !== undefined;
}

/** Addresses that belong to people with an account here, made before anything happened. */
async function accountsAmong(tx: Tx, addresses: readonly string[]): Promise<ReadonlySet<string>> {
  if (addresses.length === 0) return new Set();
  const rows = await tx.query<{ readonly address: string }>(
    `SELECT lower(email) AS address FROM user_account WHERE active AND lower(email) = ANY($1)
     UNION SELECT phone FROM user_account WHERE active AND phone = ANY($1)`,
    [addresses],
  );
  return new Set(rows.map(({ address }) => address));
}
