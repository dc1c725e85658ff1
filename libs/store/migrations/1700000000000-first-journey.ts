import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Everything the first journey needs. Hand-written, because the walls are here: what may never change has a trigger that
 * refuses, what belongs to a party has row-level security, and every sweep has its index.
 */
export class FirstJourney1700000000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of [
      ...roles,
      ...directory,
      ...reports,
      ...incidents,
      ...paging,
      ...delivery,
      ...record,
      ...service,
    ]) {
      await runner.query(statement);
    }
    for (const table of appendOnly) await runner.query(refuseChange(table));
    for (const table of ['election', 'user_account', 'session', ...serviceTables, ...partyTables]) {
      await runner.query(`GRANT SELECT, INSERT, UPDATE, DELETE ON ${table} TO vigil_service`);
    }
    await runner.query('GRANT SELECT, INSERT, UPDATE ON party TO vigil_service');
    for (const table of partyTables) {
      await runner.query(`ALTER TABLE ${table} ENABLE ROW LEVEL SECURITY`);
      await runner.query(`CREATE POLICY service ON ${table} TO vigil_service USING (true) WITH CHECK (true)`);
    }
    for (const [table, sees] of Object.entries(deskSees)) {
      await runner.query(`CREATE POLICY desk ON ${table} TO vigil_desk USING (${sees}) WITH CHECK (${sees})`);
    }
    for (const [table, rights] of Object.entries(deskRights)) {
      await runner.query(`GRANT ${rights} ON ${table} TO vigil_desk`);
    }
  }

  async down(): Promise<void> {
    throw new Error('The first migration is not undone: drop the database instead.');
  }
}

/** Roles belong to the whole server, so several databases (and several starts at once) may meet them already there. */
const createRole = (role: string) => `DO $$ BEGIN
  CREATE ROLE ${role} NOLOGIN;
EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; END $$`;

const roles = [
  createRole('vigil_service'),
  createRole('vigil_desk'),
  `DO $$ BEGIN
    EXECUTE format('GRANT vigil_service TO %I', current_user);
    EXECUTE format('GRANT vigil_desk TO %I', current_user);
  EXCEPTION WHEN unique_violation OR serialization_failure THEN NULL; WHEN OTHERS THEN
    IF SQLERRM NOT LIKE 'tuple concurrently updated%' THEN RAISE; END IF; END $$`,
  `DO $$ BEGIN EXECUTE format('GRANT USAGE ON SCHEMA %I TO vigil_service, vigil_desk', current_schema()); END $$`,
  `CREATE FUNCTION vigil_sees(party uuid) RETURNS boolean LANGUAGE sql STABLE AS $$
     SELECT current_setting('vigil.party', true) = '*' OR party::text = current_setting('vigil.party', true) $$`,
];

const directory = [
  `CREATE TABLE election (
     id uuid PRIMARY KEY,
     key text NOT NULL UNIQUE,
     name_en text NOT NULL,
     name_fr text NOT NULL,
     polling_day date NOT NULL,
     zone text NOT NULL,
     closes_at timestamptz NOT NULL,
     closed_at timestamptz,
     created_at timestamptz NOT NULL)`,
  `CREATE TABLE party (
     id uuid PRIMARY KEY,
     key text NOT NULL UNIQUE,
     name_en text NOT NULL,
     name_fr text NOT NULL,
     domains text[] NOT NULL)`,
  `CREATE TABLE user_account (
     id uuid PRIMARY KEY,
     key text NOT NULL UNIQUE,
     name text NOT NULL,
     role text NOT NULL CHECK (role IN ('responder', 'manager', 'liaison', 'auditor', 'admin')),
     party_id uuid REFERENCES party,
     language text NOT NULL CHECK (language IN ('en', 'fr')),
     phone text,
     email text,
     password_hash text,
     active boolean NOT NULL DEFAULT true,
     created_at timestamptz NOT NULL,
     CHECK ((role = 'liaison') = (party_id IS NOT NULL)))`,
  'CREATE UNIQUE INDEX user_account_phone ON user_account (phone) WHERE active AND phone IS NOT NULL',
  `CREATE TABLE session (
     token_hash text PRIMARY KEY,
     user_id uuid NOT NULL REFERENCES user_account,
     created_at timestamptz NOT NULL,
     expires_at timestamptz NOT NULL)`,
  'CREATE INDEX session_expiry ON session (expires_at)',
];

const reports = [
  `CREATE TABLE report (
     id uuid PRIMARY KEY,
     reference text NOT NULL UNIQUE,
     channel text NOT NULL CHECK (channel IN ('web', 'api', 'email', 'sms', 'voice')),
     external_id text NOT NULL,
     raw bytea NOT NULL,
     media_type text NOT NULL,
     sha256 text NOT NULL,
     truncated boolean NOT NULL,
     sender text,
     language text CHECK (language IN ('en', 'fr')),
     follows_report_id uuid REFERENCES report,
     received_at timestamptz NOT NULL,
     UNIQUE (channel, external_id))`,
  'CREATE INDEX report_received ON report (received_at)',
  'CREATE INDEX report_sender ON report (sender, received_at DESC) WHERE sender IS NOT NULL',
  'CREATE INDEX report_follows ON report (follows_report_id) WHERE follows_report_id IS NOT NULL',
];

const incidents = [
  `CREATE TABLE incident (
     id uuid PRIMARY KEY,
     reference text NOT NULL UNIQUE,
     party_id uuid REFERENCES party,
     state text NOT NULL CHECK (state IN ('received', 'triaged', 'contained', 'recovering', 'resolved', 'closed')),
     severity text NOT NULL CHECK (severity IN ('critical', 'high', 'medium', 'low', 'not-an-incident')),
     severity_rank smallint NOT NULL,
     severity_rule text NOT NULL,
     category text NOT NULL,
     rsit text NOT NULL,
     account_kind text NOT NULL,
     language text NOT NULL CHECK (language IN ('en', 'fr', 'bilingual')),
     summary text NOT NULL,
     life_safety boolean NOT NULL,
     violence boolean NOT NULL,
     foreign_interference boolean NOT NULL,
     compromised_addresses text[] NOT NULL,
     assignee_id uuid REFERENCES user_account,
     acknowledged_by uuid REFERENCES user_account,
     acknowledged_at timestamptz,
     opened_at timestamptz NOT NULL,
     triaged_at timestamptz,
     contained_at timestamptz,
     recovering_at timestamptz,
     resolved_at timestamptz,
     closed_at timestamptz,
     updated_at timestamptz NOT NULL,
     version int NOT NULL DEFAULT 1,
     report_count int NOT NULL DEFAULT 1)`,
  `CREATE INDEX incident_queue ON incident (severity_rank, (acknowledged_at IS NOT NULL), opened_at, id) WHERE state <> 'closed'`,
  'CREATE INDEX incident_opened ON incident (opened_at DESC, id)',
  'CREATE INDEX incident_party ON incident (party_id, opened_at DESC)',
  `CREATE TABLE triage_result (
     report_id uuid PRIMARY KEY REFERENCES report,
     incident_id uuid REFERENCES incident,
     party_id uuid REFERENCES party,
     disposition text NOT NULL CHECK (disposition IN ('opened', 'joined', 'no-incident', 'after-cutoff')),
     readable boolean NOT NULL,
     subject text,
     text text NOT NULL,
     contact_email text,
     contact_phone text,
     verdict jsonb NOT NULL,
     rules_version text NOT NULL,
     triaged_at timestamptz NOT NULL)`,
  'CREATE INDEX triage_result_incident ON triage_result (incident_id, triaged_at) WHERE incident_id IS NOT NULL',
];

const paging = [
  `CREATE TABLE escalation (
     incident_id uuid PRIMARY KEY REFERENCES incident,
     status text NOT NULL CHECK (status IN ('running', 'acknowledged', 'stopped')),
     state jsonb NOT NULL,
     due_at timestamptz,
     updated_at timestamptz NOT NULL,
     CHECK ((status = 'running') = (due_at IS NOT NULL)))`,
  `CREATE INDEX escalation_due ON escalation (due_at) WHERE status = 'running'`,
  `CREATE TABLE page (
     id uuid PRIMARY KEY,
     incident_id uuid NOT NULL REFERENCES incident,
     user_id uuid NOT NULL REFERENCES user_account,
     step int NOT NULL,
     round int NOT NULL,
     code text NOT NULL,
     state text NOT NULL CHECK (state IN ('open', 'acknowledged', 'superseded')),
     requested_at timestamptz NOT NULL,
     settled_at timestamptz)`,
  `CREATE UNIQUE INDEX page_open_code ON page (code) WHERE state = 'open'`,
  `CREATE INDEX page_open_user ON page (user_id, requested_at DESC) WHERE state = 'open'`,
  'CREATE INDEX page_incident ON page (incident_id, requested_at)',
  `CREATE TABLE reply (
     id uuid PRIMARY KEY,
     external_id text NOT NULL UNIQUE,
     user_id uuid NOT NULL REFERENCES user_account,
     sender text NOT NULL,
     body text NOT NULL,
     answer text,
     received_at timestamptz NOT NULL)`,
];

const delivery = [
  `CREATE TABLE message (
     id uuid PRIMARY KEY,
     incident_id uuid REFERENCES incident,
     report_id uuid NOT NULL REFERENCES report,
     author_id uuid REFERENCES user_account,
     kind text NOT NULL CHECK (kind IN ('acknowledgement', 'message')),
     language text NOT NULL CHECK (language IN ('en', 'fr')),
     text text NOT NULL,
     created_at timestamptz NOT NULL)`,
  'CREATE INDEX message_incident ON message (incident_id, created_at) WHERE incident_id IS NOT NULL',
  'CREATE INDEX message_report ON message (report_id, created_at)',
  `CREATE UNIQUE INDEX message_acknowledgement ON message (report_id) WHERE kind = 'acknowledgement'`,
  `CREATE TABLE delivery (
     id uuid PRIMARY KEY,
     incident_id uuid REFERENCES incident,
     report_id uuid REFERENCES report,
     page_id uuid REFERENCES page,
     message_id uuid REFERENCES message,
     reply_id uuid REFERENCES reply,
     purpose text NOT NULL CHECK (purpose IN ('page', 'page-taken', 'reply-answer', 'acknowledgement', 'message')),
     channel text NOT NULL CHECK (channel IN ('sms', 'email', 'voice')),
     address text NOT NULL,
     subject text,
     body text NOT NULL,
     in_reply_to text,
     state text NOT NULL CHECK (state IN ('pending', 'sending', 'accepted', 'sent', 'delivered', 'failed')),
     attempts int NOT NULL DEFAULT 0,
     due_at timestamptz,
     provider_id text,
     last_error text,
     created_at timestamptz NOT NULL,
     updated_at timestamptz NOT NULL)`,
  `CREATE INDEX delivery_due ON delivery (due_at) WHERE state IN ('pending', 'sending')`,
  'CREATE UNIQUE INDEX delivery_provider ON delivery (provider_id) WHERE provider_id IS NOT NULL',
  'CREATE INDEX delivery_incident ON delivery (incident_id, created_at) WHERE incident_id IS NOT NULL',
  'CREATE INDEX delivery_page ON delivery (page_id) WHERE page_id IS NOT NULL',
  'CREATE INDEX delivery_message ON delivery (message_id) WHERE message_id IS NOT NULL',
  `CREATE INDEX delivery_acknowledged ON delivery (address, created_at) WHERE purpose = 'acknowledgement'`,
  `CREATE TABLE attempt (
     delivery_id uuid NOT NULL REFERENCES delivery,
     number int NOT NULL,
     started_at timestamptz NOT NULL,
     ended_at timestamptz,
     outcome text,
     detail text,
     PRIMARY KEY (delivery_id, number))`,
];

const record = [
  `CREATE TABLE timeline_head (
     subject_id uuid PRIMARY KEY,
     subject_kind text NOT NULL CHECK (subject_kind IN ('report', 'incident')),
     seq int NOT NULL,
     hash text NOT NULL)`,
  `CREATE TABLE timeline_entry (
     subject_id uuid NOT NULL,
     subject_kind text NOT NULL CHECK (subject_kind IN ('report', 'incident')),
     seq int NOT NULL,
     at timestamptz NOT NULL,
     actor text NOT NULL,
     type text NOT NULL,
     data jsonb NOT NULL,
     previous_hash text NOT NULL,
     hash text NOT NULL,
     PRIMARY KEY (subject_id, seq))`,
  `CREATE TABLE event (
     position bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
     id uuid NOT NULL UNIQUE,
     type text NOT NULL,
     version int NOT NULL,
     occurred_at timestamptz NOT NULL,
     correlation_id uuid NOT NULL,
     causation_id uuid,
     incident_id uuid,
     data jsonb NOT NULL)`,
  'CREATE INDEX event_occurred ON event (occurred_at)',
  `CREATE TABLE outbox (
     event_id uuid NOT NULL REFERENCES event (id),
     queue text NOT NULL,
     created_at timestamptz NOT NULL,
     published_at timestamptz,
     handled_at timestamptz,
     parked_at timestamptz,
     last_error text,
     PRIMARY KEY (event_id, queue))`,
  'CREATE INDEX outbox_unpublished ON outbox (created_at) WHERE published_at IS NULL',
  'CREATE INDEX outbox_unhandled ON outbox (published_at) WHERE handled_at IS NULL AND parked_at IS NULL AND published_at IS NOT NULL',
  'CREATE INDEX outbox_parked ON outbox (parked_at) WHERE parked_at IS NOT NULL',
];

const service = [
  `CREATE TABLE service_heartbeat (
     service text NOT NULL,
     instance text NOT NULL,
     beat_at timestamptz NOT NULL,
     PRIMARY KEY (service, instance))`,
  `CREATE TABLE service_secret (
     name text PRIMARY KEY,
     value text NOT NULL,
     created_at timestamptz NOT NULL)`,
];

/** A report and what happened to it are never edited or removed while the election's record stands. */
const appendOnly = ['report', 'timeline_entry', 'event'];

const refuseChange = (table: string) => `
  CREATE FUNCTION ${table}_is_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN RAISE EXCEPTION '${table} is append-only'; END $$;
  CREATE TRIGGER ${table}_is_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON ${table}
    FOR EACH STATEMENT EXECUTE FUNCTION ${table}_is_append_only()`;

const serviceTables = ['reply', 'timeline_head', 'event', 'outbox', 'service_heartbeat', 'service_secret'];

const partyTables = [
  'report',
  'triage_result',
  'incident',
  'escalation',
  'page',
  'message',
  'delivery',
  'attempt',
  'timeline_entry',
];

const seesIncident = (column: string) => `EXISTS (SELECT FROM incident i WHERE i.id = ${column})`;

/**
 * What the desk sees, by the party of the person signed in (`vigil.party`, `*` for the watch itself). Rows below an incident
 * or a report follow what they belong to, so a party set later takes effect on all of them at once.
 */
const deskSees: Record<string, string> = {
  incident: 'vigil_sees(party_id)',
  triage_result: 'vigil_sees(party_id)',
  report: 'EXISTS (SELECT FROM triage_result t WHERE t.report_id = report.id)',
  escalation: seesIncident('escalation.incident_id'),
  page: seesIncident('page.incident_id'),
  message: 'EXISTS (SELECT FROM triage_result t WHERE t.report_id = message.report_id)',
  delivery: `${seesIncident('delivery.incident_id')} OR EXISTS (SELECT FROM triage_result t WHERE t.report_id = delivery.report_id)`,
  attempt: 'EXISTS (SELECT FROM delivery d WHERE d.id = attempt.delivery_id)',
  timeline_entry: `CASE subject_kind WHEN 'incident' THEN ${seesIncident('timeline_entry.subject_id')}
                   ELSE EXISTS (SELECT FROM triage_result t WHERE t.report_id = timeline_entry.subject_id) END`,
};

const deskRights: Record<string, string> = {
  election: 'SELECT',
  party: 'SELECT',
  user_account: 'SELECT',
  session: 'SELECT, INSERT, DELETE',
  report: 'SELECT',
  triage_result: 'SELECT',
  incident: 'SELECT, UPDATE',
  escalation: 'SELECT, INSERT, UPDATE',
  page: 'SELECT, UPDATE',
  message: 'SELECT, INSERT',
  delivery: 'SELECT',
  attempt: 'SELECT',
  timeline_entry: 'SELECT, INSERT',
  timeline_head: 'SELECT, INSERT, UPDATE',
  event: 'SELECT, INSERT',
  outbox: 'INSERT',
};
