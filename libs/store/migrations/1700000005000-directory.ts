import type { MigrationInterface, QueryRunner } from 'typeorm';
import { buildWall } from './build-wall.js';

const ownIncident = (table: string) => `EXISTS (SELECT FROM incident i WHERE i.id = ${table}.incident_id)`;

/** Who may be on the other end: campaigns, candidates, contacts, their addresses, and who vouched for whom. */
export class Directory1700000005000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of statements) await runner.query(statement);
    const ownParty = 'vigil_sees(party_id)';
    for (const table of ['party_campaign', 'candidate', 'contact', 'contact_address', 'party_account']) {
      await buildWall(runner, table, { desk: { sees: ownParty, rights: 'SELECT, INSERT, UPDATE' } });
    }
    await buildWall(runner, 'directory_change', { desk: { sees: ownParty, rights: 'SELECT, INSERT' } });
    for (const [table, rights] of [
      ['verification', 'SELECT, INSERT, UPDATE'],
      ['address_mark', 'SELECT, INSERT'],
      ['gate_override', 'SELECT, INSERT'],
    ] as const) {
      await buildWall(runner, table, { desk: { sees: ownIncident(table), rights } });
    }
  }

  async down(): Promise<void> {
    throw new Error('A migration is not undone: restore the database instead.');
  }
}

const statements: readonly string[] = [
  'CREATE INDEX party_domains ON party USING gin (domains)',
  `CREATE TABLE party_campaign (
     id uuid PRIMARY KEY,
     party_id uuid NOT NULL REFERENCES party,
     election_id uuid REFERENCES election,
     district text NOT NULL,
     created_at timestamptz NOT NULL,
     removed_at timestamptz)`,
  'CREATE UNIQUE INDEX party_campaign_district ON party_campaign (party_id, lower(district)) WHERE removed_at IS NULL',
  `CREATE TABLE candidate (
     id uuid PRIMARY KEY,
     party_id uuid NOT NULL REFERENCES party,
     campaign_id uuid REFERENCES party_campaign,
     name text NOT NULL,
     leader boolean NOT NULL,
     created_at timestamptz NOT NULL,
     removed_at timestamptz)`,
  'CREATE UNIQUE INDEX candidate_name ON candidate (party_id, lower(name)) WHERE removed_at IS NULL',
  `CREATE TABLE contact (
     id uuid PRIMARY KEY,
     party_id uuid NOT NULL REFERENCES party,
     campaign_id uuid REFERENCES party_campaign,
     candidate_id uuid REFERENCES candidate,
     name text NOT NULL,
     role text NOT NULL,
     language text NOT NULL CHECK (language IN ('en', 'fr')),
     privacy_officer boolean NOT NULL,
     notes text NOT NULL,
     created_at timestamptz NOT NULL,
     updated_at timestamptz NOT NULL,
     removed_at timestamptz)`,
  'CREATE INDEX contact_list ON contact (lower(name), id) WHERE removed_at IS NULL',
  'CREATE INDEX contact_party ON contact (party_id, lower(name), id) WHERE removed_at IS NULL',
  `CREATE TABLE contact_address (
     id uuid PRIMARY KEY,
     party_id uuid NOT NULL REFERENCES party,
     contact_id uuid NOT NULL REFERENCES contact,
     kind text NOT NULL CHECK (kind IN ('email', 'phone', 'social')),
     address text NOT NULL,
     label text NOT NULL,
     preferred boolean NOT NULL,
     verified_at timestamptz,
     verified_by uuid REFERENCES user_account,
     verified_how text CHECK (verified_how IN ('in-person', 'party-list', 'call-back', 'code-sms', 'code-email', 'code-voice')),
     created_at timestamptz NOT NULL,
     removed_at timestamptz,
     CHECK ((verified_at IS NULL) = (verified_how IS NULL)))`,
  // An office has one telephone for many people; a mailbox or an account is one contact's.
  `CREATE UNIQUE INDEX contact_address_own ON contact_address (party_id, address)
     WHERE removed_at IS NULL AND kind <> 'phone'`,
  'CREATE UNIQUE INDEX contact_address_once ON contact_address (contact_id, address) WHERE removed_at IS NULL',
  'CREATE INDEX contact_address_known ON contact_address (address) WHERE removed_at IS NULL',
  `CREATE TABLE party_account (
     id uuid PRIMARY KEY,
     party_id uuid NOT NULL REFERENCES party,
     contact_id uuid REFERENCES contact,
     candidate_id uuid REFERENCES candidate,
     platform text NOT NULL,
     handle text NOT NULL,
     created_at timestamptz NOT NULL,
     removed_at timestamptz)`,
  'CREATE UNIQUE INDEX party_account_own ON party_account (party_id, platform, handle) WHERE removed_at IS NULL',
  'CREATE INDEX party_account_handle ON party_account (handle) WHERE removed_at IS NULL',
  'CREATE INDEX party_account_contact ON party_account (contact_id) WHERE contact_id IS NOT NULL',

  `CREATE TABLE directory_change (
     position bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
     party_id uuid NOT NULL REFERENCES party,
     contact_id uuid REFERENCES contact,
     at timestamptz NOT NULL,
     actor text NOT NULL,
     action text NOT NULL,
     data jsonb NOT NULL)`,
  'CREATE INDEX directory_change_contact ON directory_change (contact_id, position DESC) WHERE contact_id IS NOT NULL',
  `CREATE FUNCTION directory_change_is_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
   BEGIN RAISE EXCEPTION 'directory_change is append-only'; END $$`,
  `CREATE TRIGGER directory_change_is_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON directory_change
     FOR EACH STATEMENT EXECUTE FUNCTION directory_change_is_append_only()`,

  `ALTER TABLE triage_result ADD COLUMN contact_id uuid REFERENCES contact,
     ADD COLUMN reporter_standing text NOT NULL DEFAULT 'unknown'
       CHECK (reporter_standing IN ('registered-verified', 'registered', 'domain', 'unknown'))`,
  'CREATE INDEX triage_result_contact ON triage_result (contact_id) WHERE contact_id IS NOT NULL',

  // No code stands here, not even hashed: six digits are found from a hash at once. It is derived from the id while it is sent.
  `CREATE TABLE verification (
     id uuid PRIMARY KEY,
     incident_id uuid NOT NULL REFERENCES incident,
     report_id uuid NOT NULL REFERENCES report,
     contact_id uuid NOT NULL REFERENCES contact,
     address_id uuid NOT NULL REFERENCES contact_address,
     method text NOT NULL CHECK (method IN ('code-sms', 'code-email', 'code-voice', 'call-back')),
     state text NOT NULL CHECK (state IN ('open', 'verified', 'failed', 'superseded')),
     requested_by uuid NOT NULL REFERENCES user_account,
     requested_at timestamptz NOT NULL,
     expires_at timestamptz NOT NULL,
     attempts int NOT NULL DEFAULT 0,
     verified_at timestamptz,
     vouched_by uuid REFERENCES user_account,
     entered_by text CHECK (entered_by IN ('responder', 'reporter-web', 'reporter-text')),
     answered_by text,
     note text,
     CHECK ((state = 'verified') = (verified_at IS NOT NULL)))`,
  `CREATE UNIQUE INDEX verification_open ON verification (incident_id) WHERE state = 'open'`,
  'CREATE INDEX verification_incident ON verification (incident_id, requested_at DESC)',
  'CREATE INDEX verification_address ON verification (address_id, requested_at DESC)',

  `CREATE TABLE address_mark (
     id uuid PRIMARY KEY,
     incident_id uuid NOT NULL REFERENCES incident,
     address text NOT NULL,
     state text NOT NULL CHECK (state IN ('compromised', 'safe')),
     reason text NOT NULL,
     made_by uuid NOT NULL REFERENCES user_account,
     made_at timestamptz NOT NULL)`,
  'CREATE INDEX address_mark_incident ON address_mark (incident_id, made_at DESC)',
  `CREATE TABLE gate_override (
     message_id uuid PRIMARY KEY REFERENCES message,
     incident_id uuid NOT NULL REFERENCES incident,
     address text NOT NULL,
     reason text NOT NULL,
     made_by uuid NOT NULL REFERENCES user_account,
     made_at timestamptz NOT NULL)`,
  'CREATE INDEX gate_override_incident ON gate_override (incident_id)',

  // What an open incident says is compromised, found from the party and from the address alone.
  `CREATE INDEX incident_compromised_party ON incident (party_id)
     WHERE state NOT IN ('resolved', 'closed') AND compromised_addresses <> '{}'`,
  `CREATE INDEX incident_compromised_address ON incident USING gin (compromised_addresses)
     WHERE state NOT IN ('resolved', 'closed')`,

  `ALTER TABLE delivery ADD COLUMN content text NOT NULL DEFAULT 'full' CHECK (content IN ('full', 'neutral'))`,
  'ALTER TABLE delivery ADD COLUMN verification_id uuid REFERENCES verification',
  'CREATE INDEX delivery_verification ON delivery (verification_id) WHERE verification_id IS NOT NULL',
];
