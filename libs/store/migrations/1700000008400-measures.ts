import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What measures ask of the record, for the incidents of a period alone, however long the record has grown. */
export class Measures1700000008400 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of statements) await runner.query(statement);
  }

  async down(): Promise<void> {
    throw new Error('A migration is not undone: restore the database instead.');
  }
}

const statements: readonly string[] = [
  `CREATE INDEX event_measured ON event (incident_id, type, occurred_at)
     WHERE type IN ('page.acknowledged', 'message.written', 'incident.moved')`,
  `CREATE INDEX timeline_taken ON timeline_entry (subject_id, seq) WHERE type = 'page.acknowledged'`,
  'CREATE INDEX correction_made ON correction (made_at)',
];
