import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The records of what people did are read by time and by person, however long they have grown. */
export class AuditPage1700000008610 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of statements) await runner.query(statement);
  }

  async down(): Promise<void> {
    throw new Error('A migration is not undone: restore the database instead.');
  }
}

const statements: readonly string[] = [
  'CREATE INDEX watch_change_at ON watch_change (at DESC, position DESC)',
  'CREATE INDEX watch_change_actor ON watch_change (actor, at DESC, position DESC)',
  'CREATE INDEX directory_change_at ON directory_change (at DESC, position DESC)',
  'CREATE INDEX directory_change_actor ON directory_change (actor, at DESC, position DESC)',
];
