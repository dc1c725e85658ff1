import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Pages that are told together to somebody who has been paged a lot. */
export class GatheredPages1700000007500 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of statements) await runner.query(statement);
  }

  async down(): Promise<void> {
    throw new Error('A migration is not undone: restore the database instead.');
  }
}

const statements: readonly string[] = [
  // gathered_until: it waits for others until then. told_with: the page whose deliveries tell of it. told_together_at: when this
  // page's deliveries told of all that was open.
  `ALTER TABLE page ADD COLUMN gathered_until timestamptz, ADD COLUMN told_with uuid REFERENCES page,
     ADD COLUMN told_together_at timestamptz`,
  'CREATE INDEX page_user ON page (user_id, requested_at DESC)',
  'CREATE INDEX page_gathered ON page (gathered_until) WHERE gathered_until IS NOT NULL',
  'CREATE INDEX page_told_together ON page (user_id, told_together_at) WHERE told_together_at IS NOT NULL',
  'CREATE INDEX page_told_with ON page (told_with) WHERE told_with IS NOT NULL',
];
