import type { MigrationInterface, QueryRunner } from 'typeorm';
import { buildWall } from './build-wall.js';

/** How the hotline watches itself: what its auditor found, heartbeats from outside, and the indexes that its checks live on. */
export class Watchkeeping1700000007400 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of statements) await runner.query(statement);
    // The watch is one for all parties: who sees one party only sees nothing of it.
    const sees = 'vigil_sees(NULL)';
    await buildWall(runner, 'finding', { desk: { sees, rights: 'SELECT' } });
    await buildWall(runner, 'audit_run', { desk: { sees, rights: 'SELECT' } });
    await buildWall(runner, 'self_test');
    await buildWall(runner, 'heartbeat_monitor', { desk: { sees, rights: 'SELECT, INSERT, UPDATE' } });
  }

  async down(): Promise<void> {
    throw new Error('A migration is not undone: restore the database instead.');
  }
}

const statements: readonly string[] = [
  // told_at: when a notice was raised for it; null while it waits for a second look, or was gone before one.
  // accepted: a person has said that it cannot be mended; it no longer keeps the outside monitor from hearing of us.
  `CREATE TABLE finding (
     id uuid PRIMARY KEY,
     kind text NOT NULL,
     subject text NOT NULL,
     name text NOT NULL,
     opened_at timestamptz NOT NULL,
     told_at timestamptz,
     cleared_at timestamptz,
     accepted_at timestamptz,
     accepted_because text,
     CHECK ((accepted_at IS NULL) = (accepted_because IS NULL)))`,
  'CREATE UNIQUE INDEX finding_open ON finding (kind, subject) WHERE cleared_at IS NULL',
  'CREATE INDEX finding_opened ON finding (opened_at DESC)',
  `CREATE TABLE audit_run (
     id uuid PRIMARY KEY,
     started_at timestamptz NOT NULL,
     took_ms int NOT NULL,
     findings int NOT NULL,
     held boolean NOT NULL)`,
  'CREATE INDEX audit_run_started ON audit_run (started_at DESC)',

  // Only the hash of a monitor's token is kept: its address is told once.
  `CREATE TABLE heartbeat_monitor (
     id uuid PRIMARY KEY,
     name text NOT NULL,
     token_hash text NOT NULL UNIQUE,
     interval_minutes int NOT NULL CHECK (interval_minutes BETWEEN 1 AND 10080),
     last_beat_at timestamptz,
     created_at timestamptz NOT NULL,
     created_by uuid NOT NULL REFERENCES user_account,
     revoked_at timestamptz)`,
  'CREATE INDEX heartbeat_monitor_live ON heartbeat_monitor (last_beat_at) WHERE revoked_at IS NULL',

  // token: what its report is found by. took_ms: null while it has not come out.
  `CREATE TABLE self_test (
     id uuid PRIMARY KEY,
     channel text NOT NULL CHECK (channel IN ('api', 'email', 'sms')),
     token text NOT NULL,
     sent_at timestamptz NOT NULL,
     took_ms int)`,
  'CREATE INDEX self_test_latest ON self_test (channel, sent_at DESC)',

  // Set when managers were told of a notice past the queue, because it had not gone out by itself.
  'ALTER TABLE notice ADD COLUMN told_directly_at timestamptz',

  `CREATE INDEX incident_unresolved ON incident (opened_at, id) WHERE state NOT IN ('resolved', 'closed')`,
  'CREATE INDEX reply_unanswered ON reply (received_at) WHERE answer IS NULL',
  'CREATE INDEX mailbox_message_waiting ON mailbox_message (seen_at) WHERE settled_at IS NULL',
  'CREATE INDEX attempt_started ON attempt (started_at)',
];
