import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What belongs together: links between incidents, campaigns, floods, corrections. */
export class Links1700000006000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of statements) await runner.query(statement);
  }

  async down(): Promise<void> {
    throw new Error('A migration is not undone: restore the database instead.');
  }
}

const statements: readonly string[] = [];
