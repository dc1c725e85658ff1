import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Whom an incident wakes, step by step, as managers write it. */
export class Policies1700000007100 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of statements) await runner.query(statement);
  }

  async down(): Promise<void> {
    throw new Error('A migration is not undone: restore the database instead.');
  }
}

const statements: readonly string[] = [];
