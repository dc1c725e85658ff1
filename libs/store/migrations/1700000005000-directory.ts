import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Who may be on the other end: campaigns, candidates, contacts, their addresses, and who vouched for whom. */
export class Directory1700000005000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of statements) await runner.query(statement);
  }

  async down(): Promise<void> {
    throw new Error('A migration is not undone: restore the database instead.');
  }
}

const statements: readonly string[] = [];
