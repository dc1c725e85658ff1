import type { MigrationInterface, QueryRunner } from 'typeorm';

/** How the hotline watches itself: heartbeats, self-tests, alarms. */
export class Watchkeeping1700000007400 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of statements) await runner.query(statement);
  }

  async down(): Promise<void> {
    throw new Error('A migration is not undone: restore the database instead.');
  }
}

const statements: readonly string[] = [];
