import type { MigrationInterface, QueryRunner } from 'typeorm';
import { buildWall } from './build-wall.js';

/** Calls to the hotline: who was tried, who took the caller, what was recorded. */
export class Calls1700000004000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of statements) await runner.query(statement);
    for (const table of ['call', 'call_leg', 'call_recording']) await buildWall(runner, table);
  }

  async down(): Promise<void> {
    throw new Error('A migration is not undone: restore the database instead.');
  }
}

const statements: readonly string[] = [
  `CREATE TABLE call (
     id uuid PRIMARY KEY,
     sid text NOT NULL UNIQUE,
     report_id uuid NOT NULL UNIQUE REFERENCES report,
     step text NOT NULL CHECK (step IN ('menu', 'ringing', 'talking', 'talked', 'recording', 'recorded', 'closed', 'ended')),
     asked int NOT NULL,
     language text CHECK (language IN ('en', 'fr')),
     taken_by uuid REFERENCES user_account,
     taken_at timestamptz,
     acknowledged_at timestamptz,
     started_at timestamptz NOT NULL,
     updated_at timestamptz NOT NULL,
     ended_at timestamptz,
     seconds int,
     CHECK ((step = 'ended') = (ended_at IS NOT NULL)),
     CHECK ((taken_by IS NULL) = (taken_at IS NULL)))`,
  // Whose incident is still to be acknowledged for them: few at any time.
  `CREATE INDEX call_unacknowledged ON call (taken_at) WHERE taken_by IS NOT NULL AND acknowledged_at IS NULL`,
  `CREATE INDEX call_open ON call (started_at) WHERE step <> 'ended'`,
  `CREATE TABLE call_leg (
     call_id uuid NOT NULL REFERENCES call,
     position int NOT NULL,
     user_id uuid NOT NULL REFERENCES user_account,
     state text NOT NULL CHECK (state IN ('ringing', 'taken', 'missed')),
     because text CHECK (because IN ('no-answer', 'busy', 'failed', 'no-key', 'caller-gone')),
     rung_at timestamptz NOT NULL,
     settled_at timestamptz,
     PRIMARY KEY (call_id, position),
     UNIQUE (call_id, user_id),
     CHECK ((state = 'ringing') = (settled_at IS NULL)),
     CHECK ((state = 'missed') = (because IS NOT NULL)))`,
  `CREATE INDEX call_leg_ringing ON call_leg (rung_at) WHERE state = 'ringing'`,
  `CREATE TABLE call_recording (
     sid text PRIMARY KEY,
     call_id uuid NOT NULL REFERENCES call,
     seconds int,
     state text NOT NULL CHECK (state IN ('waiting', 'kept', 'lost')),
     attempts int NOT NULL DEFAULT 0,
     due_at timestamptz,
     told_at timestamptz NOT NULL,
     settled_at timestamptz,
     closed_at timestamptz,
     CHECK ((state = 'waiting') = (due_at IS NOT NULL)),
     CHECK ((state = 'waiting') = (settled_at IS NULL)))`,
  `CREATE INDEX call_recording_due ON call_recording (due_at) WHERE state = 'waiting'`,
  `CREATE INDEX call_recording_open ON call_recording (settled_at) WHERE state = 'kept' AND closed_at IS NULL`,
  'CREATE INDEX call_recording_call ON call_recording (call_id)',
];
