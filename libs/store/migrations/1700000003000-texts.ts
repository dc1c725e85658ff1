import type { MigrationInterface, QueryRunner } from 'typeorm';
import { buildWall } from './build-wall.js';

/** The journey by text message alone, and who asked not to be texted. */
export class Texts1700000003000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of statements) await runner.query(statement);
    const ownIncident = 'EXISTS (SELECT FROM incident i WHERE i.id = conversation.incident_id)';
    await buildWall(runner, 'conversation', { desk: { sees: ownIncident, rights: 'SELECT' } });
    // A number belongs to no party: for the watch alone. `vigil_sees(NULL)` is true for whoever sees every party.
    await buildWall(runner, 'text_opt_out', { desk: { sees: 'vigil_sees(NULL)', rights: 'SELECT' } });
    for (const table of ['text_media', 'carrier_reading']) await buildWall(runner, table);
  }

  async down(): Promise<void> {
    throw new Error('A migration is not undone: restore the database instead.');
  }
}

const statements: readonly string[] = [
  `CREATE TABLE conversation (
     phone text PRIMARY KEY,
     incident_id uuid REFERENCES incident,
     report_id uuid NOT NULL REFERENCES report,
     language text NOT NULL CHECK (language IN ('en', 'fr', 'bilingual')),
     pending text CHECK (pending IN ('account', 'active', 'safety')),
     pending_since timestamptz,
     asked int NOT NULL,
     answers jsonb NOT NULL,
     steps_for text,
     noted_at timestamptz,
     over_at timestamptz,
     started_at timestamptz NOT NULL,
     last_at timestamptz NOT NULL,
     CHECK ((pending IS NULL) = (pending_since IS NULL)))`,
  'CREATE INDEX conversation_incident ON conversation (incident_id) WHERE incident_id IS NOT NULL',
  `CREATE TABLE text_opt_out (
     phone text PRIMARY KEY,
     told_by text NOT NULL CHECK (told_by IN ('keyword', 'carrier')),
     opted_out_at timestamptz NOT NULL,
     lifted_at timestamptz)`,
  `CREATE TABLE text_media (
     report_id uuid PRIMARY KEY REFERENCES report,
     sid text NOT NULL,
     files int NOT NULL,
     state text NOT NULL CHECK (state IN ('waiting', 'kept', 'lost')),
     because text,
     attempts int NOT NULL DEFAULT 0,
     due_at timestamptz,
     settled_at timestamptz,
     CHECK ((state = 'waiting') = (due_at IS NOT NULL)))`,
  `CREATE INDEX text_media_due ON text_media (due_at) WHERE state = 'waiting'`,
  `CREATE TABLE carrier_reading (
     source text PRIMARY KEY,
     read_until timestamptz,
     read_at timestamptz,
     failing_since timestamptz)`,
  // What an hour of automatic texts to one number is counted by, and whose fate a missed status report left open.
  `CREATE INDEX delivery_automatic ON delivery (address, created_at)
     WHERE channel = 'sms' AND purpose IN ('acknowledgement', 'answer', 'receipt')`,
  `CREATE INDEX delivery_unsettled ON delivery (updated_at) WHERE channel = 'sms' AND state IN ('accepted', 'sent')`,
];
