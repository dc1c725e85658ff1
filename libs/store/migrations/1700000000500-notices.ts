import type { MigrationInterface, QueryRunner } from 'typeorm';
import { buildWall } from './build-wall.js';

/** What the watch must be told about the service itself, and the wider kinds of what goes out. */
export class Notices1700000000500 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of statements) await runner.query(statement);
    await buildWall(runner, 'notice', { desk: { sees: `vigil_sees(NULL)`, rights: 'SELECT' } });
  }

  async down(): Promise<void> {
    throw new Error('A migration is not undone: restore the database instead.');
  }
}

const statements: readonly string[] = [
  `ALTER TABLE message DROP CONSTRAINT message_kind_check, ADD CONSTRAINT message_kind_check
     CHECK (kind IN ('acknowledgement', 'message', 'answer', 'receipt'))`,
  `ALTER TABLE delivery DROP CONSTRAINT delivery_purpose_check, ADD CONSTRAINT delivery_purpose_check
     CHECK (purpose IN ('page', 'page-taken', 'reply-answer', 'acknowledgement', 'message', 'answer', 'receipt',
       'verification', 'notice'))`,
  `CREATE TABLE notice (
     id uuid PRIMARY KEY,
     kind text NOT NULL,
     key text NOT NULL UNIQUE,
     facts jsonb NOT NULL,
     raised_at timestamptz NOT NULL)`,
  'CREATE INDEX notice_raised ON notice (raised_at DESC)',
  `ALTER TABLE delivery ADD COLUMN notice_id uuid REFERENCES notice`,
  'CREATE INDEX delivery_notice ON delivery (notice_id) WHERE notice_id IS NOT NULL',
];
