import type { MigrationInterface, QueryRunner } from 'typeorm';
import { buildWall } from './build-wall.js';

/** What the outgoing person of the watch writes for the next, and what somebody has in hand found at once. */
export class HandoffNotes1700000008300 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of statements) await runner.query(statement);
    await buildWall(runner, 'handoff_note', { desk: { sees: 'vigil_sees(NULL)', rights: 'SELECT, INSERT' } });
  }

  async down(): Promise<void> {
    throw new Error('A migration is not undone: restore the database instead.');
  }
}

const statements: readonly string[] = [
  `CREATE TABLE handoff_note (
     id uuid PRIMARY KEY,
     schedule_id uuid NOT NULL REFERENCES schedule,
     author_id uuid NOT NULL REFERENCES user_account,
     text text NOT NULL,
     written_at timestamptz NOT NULL)`,
  'CREATE INDEX handoff_note_latest ON handoff_note (author_id, schedule_id, written_at DESC)',
  `CREATE INDEX incident_in_hand ON incident (acknowledged_by) WHERE state <> 'closed' AND state <> 'resolved'`,
];
