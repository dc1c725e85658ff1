import {
  type ChannelDecision,
  type ContactPurpose,
  decideChannel,
  hasOwnNumber,
  type KnownAddress,
  normalizeAddress,
  type Verdict,
} from '#domain';
import type { Report, TriageResult, Tx } from '#store';

/** A report, what the rules made of it, and how its reporter might be reached. */
export interface Reporter {
  readonly reportId: string;
  readonly reference: string;
  readonly channel: Report['channel'];
  readonly sender: string | null;
  readonly statedLanguage: 'en' | 'fr' | null;
  readonly followsReportId: string | null;
  readonly incidentId: string | null;
  readonly disposition: TriageResult['disposition'];
  readonly contactEmail: string | null;
  readonly contactPhone: string | null;
  /** `automatic`: triage found that a machine wrote the mail. */
  readonly verdict: Verdict & { readonly automatic?: unknown };
  /** What the incident names as compromised. */
  readonly compromisedAddresses: readonly string[] | null;
  /** Message-ID of the mail that the report came as. */
  readonly mailId: string | null;
}

/** Headers longer than this are not searched for a Message-ID, in bytes. */
const longestHead = 65_536;

/** Null while the report has not been triaged. */
export async function loadReporter(tx: Tx, reportId: string): Promise<Reporter | null> {
  const [row] = await tx.query<Omit<Reporter, 'mailId'> & { readonly head: Buffer | null }>(
    `SELECT r.id AS "reportId", r.reference, r.channel, r.sender, r.language AS "statedLanguage",
       r.follows_report_id AS "followsReportId", t.incident_id AS "incidentId", t.disposition,
       t.contact_email AS "contactEmail", t.contact_phone AS "contactPhone", t.verdict,
       i.compromised_addresses AS "compromisedAddresses",
       CASE WHEN r.channel = 'email' THEN substring(r.raw FROM 1 FOR ${longestHead}) END AS head
     FROM report r JOIN triage_result t ON t.report_id = r.id LEFT JOIN incident i ON i.id = t.incident_id WHERE r.id = $1`,
    [reportId],
  );
  if (row === undefined) return null;
  const { head, ...reporter } = row;
  return { ...reporter, mailId: head === null ? null : messageIdIn(head.toString('latin1')) };
}

/** The Message-ID in a raw mail's header, in angle brackets; null when there is none that can be answered. */
export function messageIdIn(rawMail: string): string | null {
  const end = /\r?\n\r?\n/.exec(rawMail)?.index ?? rawMail.length;
  const [, id] = /^message-id:\s*(<[!-;=?-~]{1,500}>)/im.exec(rawMail.slice(0, end)) ?? [];
  return id ?? null;
}

/**
 * Where to write to a reporter, as the gate decides: to addresses that this very report brought, and never with content to
 * one that the incident, or the report itself, says is compromised.
 */
export async function addressReporter(tx: Tx, reporter: Reporter, purpose: ContactPurpose): Promise<ChannelDecision> {
  const { sender, verdict, contactEmail, contactPhone, compromisedAddresses } = reporter;
  const stated = [
    ...(contactEmail === null ? [] : [{ kind: 'email', address: contactEmail, stated: true } as const]),
    ...(contactPhone === null ? [] : [{ kind: 'sms', address: contactPhone, stated: true } as const]),
  ].filter(({ address }) => sender === null || normalizeAddress(address) !== normalizeAddress(sender));
  const origin = originOf(sender);
  const candidates = [...stated, ...origin];
  const registered = await registeredAmong(
    tx,
    candidates.map(({ address }) => normalizeAddress(address)),
  );
  const addresses = candidates.map((candidate): KnownAddress => {
    return { ...candidate, verified: registered.has(normalizeAddress(candidate.address)) };
  });
  const compromised = [
    ...(compromisedAddresses ?? []),
    ...(verdict.compromisedAddresses ?? []),
    ...(verdict.compromisedChannel && sender !== null ? [sender] : []),
  ];
  return decideChannel({ purpose, addresses, compromised, cameFrom: sender });
}

/** Where a report came from, if an answer can go there: a hidden number is nobody's. */
function originOf(sender: string | null): readonly Omit<KnownAddress, 'verified'>[] {
  if (sender === null) return [];
  if (sender.includes('@')) return [{ kind: 'email', address: sender, stated: false }];
  return hasOwnNumber(sender) ? [{ kind: 'sms', address: sender, stated: false }] : [];
}

/** Addresses that a deployment registered for a person before anything happened. */
async function registeredAmong(tx: Tx, addresses: readonly string[]): Promise<ReadonlySet<string>> {
  if (addresses.length === 0) return new Set();
  const rows = await tx.query<{ readonly address: string }>(
    `SELECT lower(email) AS address FROM user_account WHERE active AND lower(email) = ANY($1)
     UNION SELECT phone FROM user_account WHERE active AND phone = ANY($1)`,
    [addresses],
  );
  return new Set(rows.map(({ address }) => address));
}
