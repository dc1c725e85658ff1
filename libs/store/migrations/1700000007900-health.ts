import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What managers see of the hotline's own health, and settle. */
export class Health1700000007900 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of statements) await runner.query(statement);
  }

  async down(): Promise<void> {
    throw new Error('A migration is not undone: restore the database instead.');
  }
}

const statements: readonly string[] = [
  // A person says that a finding cannot be mended; what was found stays as it was written.
  'GRANT UPDATE (accepted_at, accepted_because) ON finding TO vigil_desk',
  'CREATE POLICY desk ON self_test TO vigil_desk USING (vigil_sees(NULL))',
  'GRANT SELECT ON self_test TO vigil_desk',
  // An event that was given up on gets another try; nothing else of the outbox is the desk's to change.
  'GRANT SELECT, UPDATE (parked_at, published_at, last_error) ON outbox TO vigil_desk',
];
