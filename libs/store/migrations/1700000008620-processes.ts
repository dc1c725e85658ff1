import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What each running process was started with, so that two that differ are seen. */
export class Processes1700000008620 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of statements) await runner.query(statement);
  }

  async down(): Promise<void> {
    throw new Error('A migration is not undone: restore the database instead.');
  }
}

const statements: readonly string[] = [
  'ALTER TABLE service_heartbeat ADD COLUMN config_hash text',
  'GRANT SELECT ON service_heartbeat, migrations TO vigil_desk',
  'CREATE POLICY desk_reads ON service_heartbeat FOR SELECT TO vigil_desk USING (true)',
];
