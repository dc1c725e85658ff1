import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What a mail server told us with a mail, what authentication found, and the ledger of what came and was stored. */
export class Mail1700000001000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of statements) await runner.query(statement);
  }

  async down(): Promise<void> {
    throw new Error('A migration is not undone: restore the database instead.');
  }
}

const statements: readonly string[] = [];
