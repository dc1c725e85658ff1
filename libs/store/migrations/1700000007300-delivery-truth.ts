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

const statements: readonly string[] = [
  `ALTER TABLE delivery ADD COLUMN carrier text NOT NULL DEFAULT 'first' CHECK (carrier IN ('first', 'second'))`,
  // truth_at: until then its carrier may leave open whether it arrived. unknown_since: it did, and the next way was taken.
  'ALTER TABLE delivery ADD COLUMN truth_at timestamptz',
  'ALTER TABLE delivery ADD COLUMN unknown_since timestamptz',
  `ALTER TABLE delivery ADD COLUMN address_at_fault boolean NOT NULL DEFAULT false`,
  `CREATE INDEX delivery_truth ON delivery (truth_at) WHERE truth_at IS NOT NULL`,
];
