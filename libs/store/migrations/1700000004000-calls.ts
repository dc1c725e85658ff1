import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Calls to the hotline: who was tried, who took the caller, what was recorded. */
export class Calls1700000004000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of statements) await runner.query(statement);
  }

  async down(): Promise<void> {
    throw new Error('A migration is not undone: restore the database instead.');
  }
}

const statements: readonly string[] = [];
