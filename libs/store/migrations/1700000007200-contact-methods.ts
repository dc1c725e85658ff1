import type { MigrationInterface, QueryRunner } from 'typeorm';

/** How each person of the watch is reached, and what was made sure of. */
export class ContactMethods1700000007200 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of statements) await runner.query(statement);
  }

  async down(): Promise<void> {
    throw new Error('A migration is not undone: restore the database instead.');
  }
}

const statements: readonly string[] = [];
