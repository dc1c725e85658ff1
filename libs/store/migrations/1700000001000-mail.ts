import type { MigrationInterface, QueryRunner } from 'typeorm';
import { buildWall } from './build-wall.js';

/** What a mail server told us with a mail, what authentication found, and the ledger of what came and was stored. */
export class Mail1700000001000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of statements) await runner.query(statement);
    for (const table of ['mailbox_folder', 'mailbox_message', 'intake_ledger']) await buildWall(runner, table);
  }

  async down(): Promise<void> {
    throw new Error('A migration is not undone: restore the database instead.');
  }
}

const statements: readonly string[] = [
  'ALTER TABLE report ADD COLUMN arrival jsonb',
  'ALTER TABLE triage_result ADD COLUMN authentication jsonb',
  `CREATE TABLE mailbox_folder (
     mailbox text NOT NULL,
     folder text NOT NULL,
     uid_validity bigint NOT NULL,
     first_uid bigint NOT NULL,
     last_uid bigint NOT NULL,
     since timestamptz NOT NULL,
     reached_at timestamptz NOT NULL,
     PRIMARY KEY (mailbox, folder))`,
  `CREATE TABLE mailbox_message (
     mailbox text NOT NULL,
     folder text NOT NULL,
     uid_validity bigint NOT NULL,
     uid bigint NOT NULL,
     state text NOT NULL CHECK (state IN ('waiting', 'stored', 'repeated', 'vanished')),
     report_id uuid REFERENCES report,
     attempts int NOT NULL DEFAULT 0,
     seen_at timestamptz NOT NULL,
     settled_at timestamptz,
     marked_at timestamptz,
     PRIMARY KEY (mailbox, folder, uid_validity, uid),
     CHECK ((state = 'waiting') = (settled_at IS NULL)),
     CHECK ((state IN ('stored', 'repeated')) = (report_id IS NOT NULL)))`,
  `CREATE INDEX mailbox_message_open ON mailbox_message (mailbox, folder, uid) WHERE settled_at IS NULL OR marked_at IS NULL`,
  'CREATE INDEX mailbox_message_seen ON mailbox_message (seen_at)',
  `CREATE TABLE intake_ledger (
     source text NOT NULL,
     hour timestamptz NOT NULL,
     came int NOT NULL DEFAULT 0,
     repeated int NOT NULL DEFAULT 0,
     refused int NOT NULL DEFAULT 0,
     stored int,
     checked_at timestamptz,
     PRIMARY KEY (source, hour))`,
];
