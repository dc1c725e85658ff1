import { randomUUID } from 'node:crypto';
import {
  type ContactWrite,
  type ImportPlan,
  type KnownContact,
  type KnownDirectory,
  type KnownParty,
  planImport,
  type ReadRow,
} from '#domain';
import type { Actor, Tx } from '#store';

/** Parties by id, or every party. */
export async function readDirectory(tx: Tx, partyIds: readonly string[] | null = null): Promise<KnownDirectory> {
  const parties = await tx.query<KnownParty>(
    `SELECT id, key, ARRAY[name_en, name_fr] AS names FROM party WHERE $1::uuid[] IS NULL OR id = ANY($1) ORDER BY key`,
    [partyIds],
  );
  const contacts = await tx.query<KnownContact>(
    `SELECT c.id, c.party_id AS "partyId", c.name, c.role, c.language, p.district, c.candidate_id IS NOT NULL AS candidate,
       coalesce(k.leader, false) AS leader, c.privacy_officer AS "privacyOfficer", c.notes,
       coalesce((SELECT json_agg(json_build_object('kind', a.kind, 'address', a.address, 'verified', a.verified_at IS NOT NULL)
          ORDER BY a.preferred DESC, a.created_at, a.id) FROM contact_address a WHERE a.contact_id = c.id AND a.removed_at IS NULL), '[]') AS addresses,
       coalesce((SELECT json_agg(json_build_object('platform', o.platform, 'handle', o.handle) ORDER BY o.platform, o.handle)
          FROM party_account o WHERE o.contact_id = c.id AND o.removed_at IS NULL), '[]') AS accounts
     FROM contact c LEFT JOIN party_campaign p ON p.id = c.campaign_id LEFT JOIN candidate k ON k.id = c.candidate_id
     WHERE c.removed_at IS NULL AND ($1::uuid[] IS NULL OR c.party_id = ANY($1)) ORDER BY c.party_id, lower(c.name), c.id`,
    [partyIds],
  );
  return { parties, contacts };
}

/** One import at a time, so that what was planned is what is written. */
async function lockDirectory(tx: Tx): Promise<void> {
  await tx.query('SELECT pg_advisory_xact_lock(814207)');
}

/** What rows would change, and nothing changed. */
export async function previewRows(tx: Tx, rows: readonly ReadRow[]): Promise<ImportPlan> {
  return planImport(rows, await readDirectory(tx), randomUUID);
}

/** Plans rows and writes what they change, in the caller's transaction: all of it or nothing. */
export async function applyRows(tx: Tx, rows: readonly ReadRow[], actor: Actor): Promise<ImportPlan> {
  await lockDirectory(tx);
  const plan = await previewRows(tx, rows);
  const campaigns = await ensureCampaigns(tx, plan.writes);
  const candidates = await ensureCandidates(tx, plan.writes, campaigns);
  await writeContacts(tx, plan.writes, campaigns, candidates);
  await writeAddresses(tx, plan.writes);
  await writeAccounts(tx, plan.writes, candidates);
  await recordChanges(tx, plan.writes, actor);
  return plan;
}

const keyOf = (partyId: string, name: string): string => `${partyId} ${name.toLowerCase()}`;

/** Ids of the parties' campaigns by district, those made that were not there. */
export async function ensureCampaigns(
  tx: Tx,
  writes: readonly { readonly contact: Pick<KnownContact, 'partyId' | 'district'> }[],
): Promise<ReadonlyMap<string, string>> {
  const wanted = new Map(
    writes.flatMap(({ contact: { partyId, district } }) =>
      district === null ? [] : [[keyOf(partyId, district), { id: randomUUID(), partyId, district }] as const],
    ),
  );
  await tx.query(
    `INSERT INTO party_campaign (id, party_id, election_id, district, created_at)
     SELECT w.id, w."partyId", (SELECT id FROM election ORDER BY closes_at DESC LIMIT 1), w.district, $2
     FROM jsonb_to_recordset($1) AS w(id uuid, "partyId" uuid, district text)
     ON CONFLICT (party_id, lower(district)) WHERE removed_at IS NULL DO NOTHING`,
    [JSON.stringify([...wanted.values()]), tx.now],
  );
  const rows = await tx.query<{ id: string; party_id: string; district: string }>(
    'SELECT id, party_id, district FROM party_campaign WHERE removed_at IS NULL AND party_id = ANY($1)',
    [[...new Set([...wanted.values()].map(({ partyId }) => partyId))]],
  );
  return new Map(rows.map((row) => [keyOf(row.party_id, row.district), row.id]));
}

/** Ids of the candidates by name, those made that were not there. Who leads the party is brought up to date. */
export async function ensureCandidates(
  tx: Tx,
  writes: readonly { readonly contact: Pick<KnownContact, 'partyId' | 'district' | 'name' | 'candidate' | 'leader'> }[],
  campaigns: ReadonlyMap<string, string>,
): Promise<ReadonlyMap<string, string>> {
  const wanted = new Map(
    writes.flatMap(({ contact: { partyId, name, district, candidate, leader } }) => {
      if (!candidate) return [];
      const campaignId = district === null ? null : (campaigns.get(keyOf(partyId, district)) ?? null);
      return [[keyOf(partyId, name), { id: randomUUID(), partyId, name, leader, campaignId }] as const];
    }),
  );
  await tx.query(
    `INSERT INTO candidate (id, party_id, campaign_id, name, leader, created_at)
     SELECT w.id, w."partyId", w."campaignId", w.name, w.leader, $2
     FROM jsonb_to_recordset($1) AS w(id uuid, "partyId" uuid, "campaignId" uuid, name text, leader boolean)
     ON CONFLICT (party_id, lower(name)) WHERE removed_at IS NULL
       DO UPDATE SET leader = excluded.leader, campaign_id = coalesce(excluded.campaign_id, candidate.campaign_id)`,
    [JSON.stringify([...wanted.values()]), tx.now],
  );
  const rows = await tx.query<{ id: string; party_id: string; name: string }>(
    'SELECT id, party_id, name FROM candidate WHERE removed_at IS NULL AND party_id = ANY($1)',
    [[...new Set([...wanted.values()].map(({ partyId }) => partyId))]],
  );
  return new Map(rows.map((row) => [keyOf(row.party_id, row.name), row.id]));
}

async function writeContacts(
  tx: Tx,
  writes: readonly ContactWrite[],
  campaigns: ReadonlyMap<string, string>,
  candidates: ReadonlyMap<string, string>,
): Promise<void> {
  // Several rows may be about one contact: the last one has all that the ones before it brought.
  const last = new Map(writes.map(({ contact }) => [contact.id, contact]));
  const rows = [...last.values()].map((contact) => ({
    ...contact,
    campaignId: contact.district === null ? null : (campaigns.get(keyOf(contact.partyId, contact.district)) ?? null),
    candidateId: contact.candidate ? (candidates.get(keyOf(contact.partyId, contact.name)) ?? null) : null,
  }));
  await tx.query(
    `INSERT INTO contact (id, party_id, campaign_id, candidate_id, name, role, language, privacy_officer, notes, created_at, updated_at)
     SELECT w.id, w."partyId", w."campaignId", w."candidateId", w.name, w.role, w.language, w."privacyOfficer", w.notes, $2, $2
     FROM jsonb_to_recordset($1) AS w(id uuid, "partyId" uuid, "campaignId" uuid, "candidateId" uuid, name text, role text,
       language text, "privacyOfficer" boolean, notes text)
     ON CONFLICT (id) DO UPDATE SET campaign_id = excluded.campaign_id, candidate_id = excluded.candidate_id,
       role = excluded.role, language = excluded.language, privacy_officer = excluded.privacy_officer, notes = excluded.notes,
       updated_at = excluded.updated_at`,
    [JSON.stringify(rows), tx.now],
  );
}

async function writeAddresses(tx: Tx, writes: readonly ContactWrite[]): Promise<void> {
  const rows = writes.flatMap(({ contact, newAddresses, verify, verifiedHow, created }) =>
    newAddresses.map(({ kind, address }, index) => ({
      id: randomUUID(),
      partyId: contact.partyId,
      contactId: contact.id,
      kind,
      address,
      preferred: created && index === 0,
      how: verify.includes(address) || (verifiedHow !== null && created) ? verifiedHow : null,
    })),
  );
  await tx.query(
    `INSERT INTO contact_address (id, party_id, contact_id, kind, address, label, preferred, verified_at, verified_how, created_at)
     SELECT w.id, w."partyId", w."contactId", w.kind, w.address, '', w.preferred, CASE WHEN w.how IS NULL THEN NULL ELSE $2::timestamptz END,
       w.how, $2
     FROM jsonb_to_recordset($1) AS w(id uuid, "partyId" uuid, "contactId" uuid, kind text, address text, preferred boolean, how text)`,
    [JSON.stringify(rows), tx.now],
  );
  const vouched = writes.flatMap(({ contact, verify, verifiedHow }) =>
    verify.map((address) => ({ contactId: contact.id, address, how: verifiedHow })),
  );
  await tx.query(
    `UPDATE contact_address a SET verified_at = $2, verified_how = w.how
     FROM jsonb_to_recordset($1) AS w("contactId" uuid, address text, how text)
     WHERE a.contact_id = w."contactId" AND a.address = w.address AND a.removed_at IS NULL AND a.verified_at IS NULL`,
    [JSON.stringify(vouched), tx.now],
  );
}

async function writeAccounts(
  tx: Tx,
  writes: readonly ContactWrite[],
  candidates: ReadonlyMap<string, string>,
): Promise<void> {
  const rows = writes.flatMap(({ contact, newAccounts }) =>
    newAccounts.map(({ platform, handle }) => ({
      id: randomUUID(),
      partyId: contact.partyId,
      contactId: contact.id,
      candidateId: contact.candidate ? (candidates.get(keyOf(contact.partyId, contact.name)) ?? null) : null,
      platform,
      handle,
    })),
  );
  await tx.query(
    `INSERT INTO party_account (id, party_id, contact_id, candidate_id, platform, handle, created_at)
     SELECT w.id, w."partyId", w."contactId", w."candidateId", w.platform, w.handle, $2
     FROM jsonb_to_recordset($1) AS w(id uuid, "partyId" uuid, "contactId" uuid, "candidateId" uuid, platform text, handle text)
     ON CONFLICT (party_id, platform, handle) WHERE removed_at IS NULL
       DO UPDATE SET contact_id = coalesce(party_account.contact_id, excluded.contact_id)`,
    [JSON.stringify(rows), tx.now],
  );
}

async function recordChanges(tx: Tx, writes: readonly ContactWrite[], actor: Actor): Promise<void> {
  const rows = writes.map(({ contact, created, changed }) => ({
    partyId: contact.partyId,
    contactId: contact.id,
    action: created ? 'contact.imported' : 'contact.updated-by-import',
    data: { changed },
  }));
  await tx.query(
    `INSERT INTO directory_change (party_id, contact_id, at, actor, action, data)
     SELECT w."partyId", w."contactId", $2, $3, w.action, w.data
     FROM jsonb_to_recordset($1) AS w("partyId" uuid, "contactId" uuid, action text, data jsonb)`,
    [JSON.stringify(rows), tx.now, actor],
  );
}
