import type { MigrationInterface, QueryRunner } from 'typeorm';
import { buildWall } from './build-wall.js';

/** A reporter who wants answers somewhere else, and the codes that show who holds which channel. */
export class ChannelChanges1700000008010 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of statements) await runner.query(statement);
    await buildWall(runner, 'channel_change', {
      desk: {
        sees: 'EXISTS (SELECT FROM incident i WHERE i.id = channel_change.incident_id)',
        rights: 'SELECT, UPDATE',
      },
    });
    await buildWall(runner, 'channel_code');
  }

  async down(): Promise<void> {
    throw new Error('A migration is not undone: restore the database instead.');
  }
}

const statements: readonly string[] = [
  // By the first report of its thread. `old_*`: what the gate would have written to when it was asked for; null for nothing safe.
  `CREATE TABLE channel_change (
     id uuid PRIMARY KEY,
     report_id uuid NOT NULL REFERENCES report,
     incident_id uuid NOT NULL REFERENCES incident,
     kind text NOT NULL CHECK (kind IN ('email', 'sms')),
     address text NOT NULL,
     old_kind text CHECK (old_kind IN ('email', 'sms')),
     old_address text,
     old_verified boolean NOT NULL,
     state text NOT NULL CHECK (state IN ('open', 'confirmed', 'refused', 'failed', 'superseded')),
     requested_at timestamptz NOT NULL,
     expires_at timestamptz NOT NULL,
     new_proven_at timestamptz,
     old_proven_at timestamptz,
     settled_at timestamptz,
     settled_by uuid REFERENCES user_account,
     called_address_id uuid REFERENCES contact_address,
     answered_by text,
     reason text)`,
  `CREATE UNIQUE INDEX channel_change_open ON channel_change (report_id) WHERE state = 'open'`,
  'CREATE INDEX channel_change_report ON channel_change (report_id, requested_at DESC)',
  'CREATE INDEX channel_change_incident ON channel_change (incident_id, requested_at DESC)',
  `CREATE TABLE channel_code (
     id uuid PRIMARY KEY,
     change_id uuid NOT NULL REFERENCES channel_change,
     side text NOT NULL CHECK (side IN ('new', 'old')),
     address text NOT NULL,
     state text NOT NULL CHECK (state IN ('open', 'verified', 'failed')),
     requested_at timestamptz NOT NULL,
     expires_at timestamptz NOT NULL,
     attempts int NOT NULL DEFAULT 0)`,
  'CREATE UNIQUE INDEX channel_code_side ON channel_code (change_id, side)',
  'CREATE INDEX channel_code_address ON channel_code (address, requested_at DESC)',
  'ALTER TABLE delivery ADD COLUMN channel_code_id uuid REFERENCES channel_code',
  'CREATE INDEX delivery_channel_code ON delivery (channel_code_id) WHERE channel_code_id IS NOT NULL',
];
