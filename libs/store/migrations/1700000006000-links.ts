import type { MigrationInterface, QueryRunner } from 'typeorm';
import { buildWall } from './build-wall.js';

/** What belongs together: links between incidents, campaigns, floods, corrections. */
export class Links1700000006000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of statements) await runner.query(statement);
    // Across parties: for the watch alone. `vigil_sees(NULL)` is true for whoever sees every party.
    const watchOnly = 'vigil_sees(NULL)';
    await buildWall(runner, 'campaign', { desk: { sees: watchOnly, rights: 'SELECT' } });
    await buildWall(runner, 'incident_link', { desk: { sees: watchOnly, rights: 'SELECT, INSERT, UPDATE' } });
    await buildWall(runner, 'correction', { desk: { sees: watchOnly, rights: 'SELECT, INSERT' } });
    for (const table of ['indicator', 'fingerprint', 'backlog', 'flood']) await buildWall(runner, table);
  }

  async down(): Promise<void> {
    throw new Error('A migration is not undone: restore the database instead.');
  }
}

const statements: readonly string[] = [
  `ALTER TABLE report ADD COLUMN lane text NOT NULL DEFAULT 'express' CHECK (lane IN ('express', 'bulk'))`,
  'ALTER TABLE outbox ADD COLUMN bulk boolean NOT NULL DEFAULT false',
  'DROP INDEX outbox_unpublished',
  'CREATE INDEX outbox_unpublished ON outbox (bulk, created_at) WHERE published_at IS NULL',
  `ALTER TABLE triage_result ADD COLUMN own_text text, ADD COLUMN forwarded_text text, ADD COLUMN joined_by text
     CHECK (joined_by IN ('proof', 'number', 'reference', 'account', 'alike', 'flood', 'person'))`,

  `CREATE TABLE campaign (
     id uuid PRIMARY KEY,
     opened_at timestamptz NOT NULL)`,
  `ALTER TABLE incident ADD COLUMN score smallint NOT NULL DEFAULT 0 CHECK (score BETWEEN 0 AND 100),
     ADD COLUMN score_lacks smallint NOT NULL DEFAULT 100 CHECK (score_lacks = 100 - score),
     ADD COLUMN score_parts jsonb NOT NULL DEFAULT '[]',
     ADD COLUMN campaign_id uuid REFERENCES campaign,
     ADD COLUMN merged_into uuid REFERENCES incident`,
  'DROP INDEX incident_queue',
  `CREATE INDEX incident_queue ON incident
     (severity_rank, (acknowledged_at IS NOT NULL), score_lacks, opened_at, id) WHERE state <> 'closed'`,
  'CREATE INDEX incident_campaign ON incident (campaign_id) WHERE campaign_id IS NOT NULL',

  `CREATE TABLE incident_link (
     id uuid PRIMARY KEY,
     incident_id uuid NOT NULL REFERENCES incident,
     other_id uuid NOT NULL REFERENCES incident,
     kind text NOT NULL CHECK (kind IN ('same-incident', 'same-campaign', 'reply')),
     state text NOT NULL CHECK (state IN ('suggested', 'confirmed', 'rejected')),
     because jsonb NOT NULL,
     made_by uuid REFERENCES user_account,
     made_at timestamptz NOT NULL,
     decided_by uuid REFERENCES user_account,
     decided_at timestamptz,
     reason text,
     UNIQUE (incident_id, other_id, kind),
     CHECK (incident_id <> other_id))`,
  'CREATE INDEX incident_link_other ON incident_link (other_id)',

  `CREATE TABLE indicator (
     incident_id uuid NOT NULL REFERENCES incident,
     type text NOT NULL,
     value text NOT NULL,
     seen_at timestamptz NOT NULL,
     PRIMARY KEY (incident_id, type, value))`,
  'CREATE INDEX indicator_value ON indicator (value, type, seen_at DESC)',
  `CREATE TABLE fingerprint (
     report_id uuid PRIMARY KEY REFERENCES report,
     incident_id uuid NOT NULL REFERENCES incident,
     exact text NOT NULL,
     numbers text NOT NULL,
     bands int[] NOT NULL,
     minima int[] NOT NULL,
     words int NOT NULL,
     made_at timestamptz NOT NULL)`,
  'CREATE INDEX fingerprint_exact ON fingerprint (exact, made_at DESC)',
  'CREATE INDEX fingerprint_bands ON fingerprint USING gin (bands)',
  'CREATE INDEX fingerprint_incident ON fingerprint (incident_id)',

  `CREATE TABLE backlog (
     report_id uuid PRIMARY KEY REFERENCES report,
     source text NOT NULL,
     turn int NOT NULL,
     because text NOT NULL,
     received_at timestamptz NOT NULL)`,
  'CREATE INDEX backlog_turn ON backlog (turn, received_at, report_id)',

  `CREATE TABLE flood (
     source text NOT NULL,
     category text NOT NULL,
     incident_id uuid NOT NULL REFERENCES incident,
     opened_at timestamptz NOT NULL,
     PRIMARY KEY (incident_id))`,
  'CREATE INDEX flood_source ON flood (source, opened_at)',
  `CREATE INDEX outbox_triage ON outbox (queue) WHERE queue = 'triage' AND handled_at IS NULL AND parked_at IS NULL`,

  `CREATE TABLE correction (
     id uuid PRIMARY KEY,
     incident_id uuid NOT NULL REFERENCES incident,
     user_id uuid NOT NULL REFERENCES user_account,
     field text NOT NULL CHECK (field IN ('category', 'account-kind', 'severity', 'link')),
     from_value text NOT NULL,
     to_value text NOT NULL,
     reason text NOT NULL,
     made_at timestamptz NOT NULL)`,
  'CREATE INDEX correction_incident ON correction (incident_id, made_at)',
  'GRANT UPDATE (incident_id) ON triage_result, message TO vigil_desk',
];
