import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What became of what was sent, and what was done about it. */
export class DeliveryTruth1700000007300 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of statements) await runner.query(statement);
  }

  async down(): Promise<void> {
    throw new Error('A migration is not undone: restore the database instead.');
  }
}

const statements: readonly string[] = [];
