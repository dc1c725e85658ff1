import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What came with a report: bytes by their hash, outside the row. */
export class Attachments1700000002000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of statements) await runner.query(statement);
  }

  async down(): Promise<void> {
    throw new Error('A migration is not undone: restore the database instead.');
  }
}

const statements: readonly string[] = [];
