import type { MigrationInterface, QueryRunner } from 'typeorm';
import { buildWall } from './build-wall.js';

/** What came with a report: bytes by their hash, outside the row. */
export class Attachments1700000002000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of statements) await runner.query(statement);
    // As a report: whoever may see what triage made of it.
    await buildWall(runner, 'attachment', {
      desk: {
        sees: 'EXISTS (SELECT FROM triage_result t WHERE t.report_id = attachment.report_id)',
        rights: 'SELECT',
      },
    });
  }

  async down(): Promise<void> {
    throw new Error('A migration is not undone: restore the database instead.');
  }
}

const statements: readonly string[] = [
  `CREATE TABLE attachment (
     id uuid PRIMARY KEY,
     report_id uuid NOT NULL REFERENCES report,
     position int NOT NULL,
     sha256 text NOT NULL CHECK (sha256 ~ '^[0-9a-f]{64}$'),
     size bigint NOT NULL,
     name text NOT NULL,
     declared_type text,
     sniffed_type text NOT NULL,
     dangerous boolean NOT NULL,
     why text,
     archive jsonb,
     inline boolean NOT NULL DEFAULT false,
     source text NOT NULL CHECK (source IN ('web', 'email', 'mms', 'call', 'mail-part')),
     created_at timestamptz NOT NULL)`,
  'CREATE UNIQUE INDEX attachment_position ON attachment (report_id, position)',
  'CREATE INDEX attachment_content ON attachment (sha256)',
];
