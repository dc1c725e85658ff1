import { Inject, Injectable } from '@nestjs/common';
import type { TrustView } from '#contracts';
import { codeTries, isCompromised, may, normalizeAddress, offerVerification } from '#domain';
import {
  callerPhrase,
  decideFor,
  firstOfThread,
  loadReporter,
  readReporterTrust,
  type Reporter,
  type ReporterTrust,
  Secrets,
} from '#service';
import { type ChannelChange, Database, type Tx, type Verification } from '#store';
import type { Person } from './person.js';
import { notFound } from './read-request.js';

/** The report whose sender messages go to: the one that opened the incident, or else the first. */
export const firstReportOf = `
  SELECT t.report_id AS id FROM triage_result t JOIN report r ON r.id = t.report_id
  WHERE t.incident_id = $1 ORDER BY t.disposition = 'opened' DESC, r.received_at, r.id LIMIT 1`;

interface VerificationRow extends Pick<
  Verification,
  | 'id'
  | 'method'
  | 'state'
  | 'requestedAt'
  | 'expiresAt'
  | 'attempts'
  | 'verifiedAt'
  | 'enteredBy'
  | 'answeredBy'
  | 'note'
> {
  readonly contactId: string;
  readonly contact: string;
  readonly role: string;
  readonly address: string;
  readonly requestedBy: string;
  readonly vouchedBy: string | null;
  readonly delivery: string | null;
}

/** Who reports as far as anybody knows, and what the gate would do with the next message. */
@Injectable()
export class ShowTrust {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(Secrets) private readonly secrets: Secrets,
  ) {}

  async show(person: Person, incidentId: string): Promise<TrustView> {
    return this.database.transactionFor(person.scope, (tx) => this.read(tx, person, incidentId));
  }

  async read(tx: Tx, { language, role }: Person, incidentId: string): Promise<TrustView> {
    const [incident] = await tx.query<{ partyId: string | null; named: string[] }>(
      'SELECT party_id AS "partyId", compromised_addresses AS named FROM incident WHERE id = $1',
      [incidentId],
    );
    if (incident === undefined) throw notFound();
    const [first] = await tx.query<{ id: string }>(firstReportOf, [incidentId]);
    const reporter = first === undefined ? null : await loadReporter(tx, first.id);
    const trust = reporter === null ? null : await readReporterTrust(tx, reporter);
    const decision = reporter === null || trust === null ? null : decideFor(trust, reporter, 'message');
    const verifications = await readVerifications(tx, incidentId);
    return {
      reporter:
        reporter === null
          ? null
          : await describeReporter(tx, may(role, 'incident.verify') ? this.secrets : null, reporter, verifications),
      channel: {
        because: decision?.because ?? 'no-address',
        reason: decision?.reason[language] ?? '',
        considered: [...(decision?.considered ?? [])],
      },
      marks: await readMarks(tx, incidentId, incident.named),
      contacts: await readContacts(tx, incident.partyId),
      offers: trust === null ? [] : await readOffers(tx, incident.partyId, reporter, trust),
      channelChange: await readChannelChange(tx, incidentId, trust?.compromised ?? []),
      verifications: verifications.map((row) => ({
        id: row.id,
        contact: row.contact,
        address: row.address,
        method: row.method,
        state: row.state,
        requestedBy: row.requestedBy,
        requestedAt: row.requestedAt.toISOString(),
        expiresAt: row.expiresAt.toISOString(),
        triesLeft: Math.max(0, codeTries - row.attempts),
        verifiedAt: row.verifiedAt?.toISOString() ?? null,
        vouchedBy: row.vouchedBy,
        enteredBy: row.enteredBy,
        answeredBy: row.answeredBy,
        note: row.note,
        delivery: row.delivery,
      })),
    };
  }
}

async function describeReporter(
  tx: Tx,
  /** Null for whoever does not call reporters. */
  secrets: Secrets | null,
  reporter: Reporter,
  verifications: readonly VerificationRow[],
): Promise<TrustView['reporter']> {
  const { reportId, reference, authenticated, standing, contactId } = reporter;
  const proven = verifications.find(({ state }) => state === 'verified');
  const [known] = await tx.query<{ id: string; name: string; role: string }>(
    'SELECT id, name, role FROM contact WHERE id = $1',
    [proven?.contactId ?? contactId],
  );
  const [first] = await tx.query<{ id: string }>(firstOfThread, [reportId]);
  const { statedLanguage, verdict } = reporter;
  return {
    reportId,
    reference,
    standing: proven === undefined ? standing : 'verified',
    authenticated,
    contact: known ?? null,
    callerPhrase: secrets && {
      language: statedLanguage ?? (verdict.language === 'fr' ? 'fr' : 'en'),
      ...callerPhrase(secrets, first?.id ?? reportId),
    },
  };
}

async function readVerifications(tx: Tx, incidentId: string): Promise<readonly VerificationRow[]> {
  return tx.query<VerificationRow>(
    `SELECT v.id, v.method, CASE WHEN v.state = 'open' AND v.expires_at <= $2 THEN 'failed' ELSE v.state END AS state,
       v.requested_at AS "requestedAt", v.expires_at AS "expiresAt", v.attempts, v.verified_at AS "verifiedAt",
       v.entered_by AS "enteredBy", v.answered_by AS "answeredBy", v.note, c.id AS "contactId", c.name AS contact, c.role, a.address,
       asked.name AS "requestedBy", voucher.name AS "vouchedBy",
       (SELECT d.state FROM delivery d WHERE d.verification_id = v.id ORDER BY d.created_at DESC LIMIT 1) AS delivery
     FROM verification v JOIN contact c ON c.id = v.contact_id JOIN contact_address a ON a.id = v.address_id
       JOIN user_account asked ON asked.id = v.requested_by LEFT JOIN user_account voucher ON voucher.id = v.vouched_by
     WHERE v.incident_id = $1 ORDER BY v.requested_at DESC, v.id LIMIT 50`,
    [incidentId, tx.now],
  );
}

type ChangeRow = Pick<
  ChannelChange,
  'id' | 'address' | 'oldAddress' | 'requestedAt' | 'expiresAt' | 'newProvenAt' | 'oldProvenAt'
>;

/** The newest wish of a reporter of this incident that still waits. */
async function readChannelChange(
  tx: Tx,
  incidentId: string,
  compromised: readonly string[],
): Promise<TrustView['channelChange']> {
  const [row] = await tx.query<ChangeRow>(
    `SELECT id, address, old_address AS "oldAddress", requested_at AS "requestedAt", expires_at AS "expiresAt",
       new_proven_at AS "newProvenAt", old_proven_at AS "oldProvenAt"
     FROM channel_change WHERE incident_id = $1 AND state = 'open' AND expires_at > $2 ORDER BY requested_at DESC, id LIMIT 1`,
    [incidentId, tx.now],
  );
  if (row === undefined) return null;
  return {
    id: row.id,
    address: row.address,
    requestedAt: row.requestedAt.toISOString(),
    expiresAt: row.expiresAt.toISOString(),
    newProvenAt: row.newProvenAt?.toISOString() ?? null,
    oldProvenAt: row.oldProvenAt?.toISOString() ?? null,
    oldAddress: row.oldAddress,
    isCompromised: isCompromised(row.address, compromised),
  };
}

async function readMarks(tx: Tx, incidentId: string, named: readonly string[]): Promise<TrustView['marks']> {
  const rows = await tx.query<{ address: string; state: 'compromised' | 'safe'; by: string; at: Date; reason: string }>(
    `SELECT DISTINCT ON (m.address) m.address, m.state, u.name AS by, m.made_at AS at, m.reason
     FROM address_mark m JOIN user_account u ON u.id = m.made_by WHERE m.incident_id = $1 ORDER BY m.address, m.made_at DESC, m.id`,
    [incidentId],
  );
  const marked = new Map(rows.map((row) => [row.address, row]));
  const current = named.map((address) => {
    const mark = marked.get(normalizeAddress(address));
    const isTheirs = mark?.state === 'compromised';
    return {
      address,
      state: 'compromised' as const,
      by: isTheirs ? mark.by : null,
      at: isTheirs ? mark.at.toISOString() : null,
      reason: isTheirs ? mark.reason : null,
    };
  });
  const standing = new Set(named.map(normalizeAddress));
  const lifted = rows
    .filter(({ address, state }) => state === 'safe' && !standing.has(address))
    .map((row) => ({ ...row, at: row.at.toISOString() }));
  return [...current, ...lifted];
}

/** Whom a responder can verify the reporter against: the party's contacts, or everybody while the party is unknown. */
async function readContacts(tx: Tx, partyId: string | null): Promise<TrustView['contacts']> {
  return tx.query(
    `SELECT id, name, role FROM contact WHERE removed_at IS NULL AND ($1::uuid IS NULL OR party_id = $1)
     ORDER BY lower(name), id LIMIT 500`,
    [partyId],
  );
}

async function readOffers(
  tx: Tx,
  partyId: string | null,
  reporter: Reporter | null,
  trust: ReporterTrust,
): Promise<TrustView['offers']> {
  const registered = await readOfferable(tx, partyId);
  // Telephones are in doubt for the one whose incident it is, or for everybody while nobody knows who that is.
  const own = new Set([reporter?.contactId, ...trust.registered.map(({ contactId }) => contactId)].filter(Boolean));
  const contactIds = [...new Set(registered.map(({ contactId }) => contactId))];
  return contactIds.flatMap((contactId) => {
    const addresses = registered.filter((one) => one.contactId === contactId);
    return offerVerification({
      registered: addresses,
      brought: trust.brought,
      compromised: trust.compromised,
      phonesTaken: trust.phonesTaken && (own.size === 0 || own.has(contactId)),
    }).map(({ address, methods, refused }) => ({
      contactId,
      addressId: address.id,
      kind: address.kind,
      address: address.address,
      label: addresses.find(({ id }) => id === address.id)?.label ?? '',
      verified: address.verified,
      methods: [...methods],
      refused,
    }));
  });
}

interface OfferableRow {
  readonly id: string;
  readonly contactId: string;
  readonly kind: 'email' | 'phone' | 'social';
  readonly address: string;
  readonly label: string;
  readonly preferred: boolean;
  readonly verified: boolean;
}

async function readOfferable(tx: Tx, partyId: string | null): Promise<readonly OfferableRow[]> {
  return tx.query<OfferableRow>(
    `SELECT a.id, a.contact_id AS "contactId", a.kind, a.address, a.label, a.preferred, a.verified_at IS NOT NULL AS verified
     FROM contact_address a JOIN contact c ON c.id = a.contact_id
     WHERE a.removed_at IS NULL AND c.removed_at IS NULL AND ($1::uuid IS NULL OR a.party_id = $1)
     ORDER BY a.contact_id, a.created_at, a.id LIMIT 2000`,
    [partyId],
  );
}
