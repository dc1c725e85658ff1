import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Notices that are told again until somebody sees to what they tell of. */
export class UrgentNotices1700000007950 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of statements) await runner.query(statement);
  }

  async down(): Promise<void> {
    throw new Error('A migration is not undone: restore the database instead.');
  }
}

const statements: readonly string[] = [
  // finding_id: what an urgent notice tells of; null for the others. again_at: when it is told again, until somebody has it.
  `ALTER TABLE notice ADD COLUMN finding_id uuid REFERENCES finding, ADD COLUMN told_times int NOT NULL DEFAULT 1,
     ADD COLUMN again_at timestamptz, ADD COLUMN acknowledged_at timestamptz,
     ADD COLUMN acknowledged_by uuid REFERENCES user_account,
     ADD CHECK ((acknowledged_at IS NULL) = (acknowledged_by IS NULL)),
     ADD CHECK (again_at IS NULL OR finding_id IS NOT NULL)`,
  'CREATE INDEX notice_again ON notice (again_at) WHERE again_at IS NOT NULL',
  'CREATE INDEX notice_finding ON notice (finding_id) WHERE finding_id IS NOT NULL',
  'GRANT UPDATE (again_at, acknowledged_at, acknowledged_by) ON notice TO vigil_desk',
];
