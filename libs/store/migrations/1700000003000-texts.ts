import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The journey by text message alone, and who asked not to be texted. */
export class Texts1700000003000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of statements) await runner.query(statement);
  }

  async down(): Promise<void> {
    throw new Error('A migration is not undone: restore the database instead.');
  }
}

const statements: readonly string[] = [];
