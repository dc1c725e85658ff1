import type { MigrationInterface, QueryRunner } from 'typeorm';
import { buildWall } from './build-wall.js';

/** Several people on one incident: the tasks that are done, and who is looking. */
export class Teamwork1700000008200 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of statements) await runner.query(statement);
    // How the watch itself works is not a party's business. `vigil_sees(NULL)` is true for whoever sees every party.
    const watchOnly = 'vigil_sees(NULL)';
    await buildWall(runner, 'incident_task', { desk: { sees: watchOnly, rights: 'SELECT, INSERT, DELETE' } });
    await buildWall(runner, 'incident_presence', {
      desk: { sees: watchOnly, rights: 'SELECT, INSERT, UPDATE, DELETE' },
    });
  }

  async down(): Promise<void> {
    throw new Error('A migration is not undone: restore the database instead.');
  }
}

const statements: readonly string[] = [
  // A task of the playbook that is done, in the words that it had then.
  `CREATE TABLE incident_task (
     incident_id uuid NOT NULL REFERENCES incident,
     key text NOT NULL,
     text_en text NOT NULL,
     text_fr text NOT NULL,
     done_at timestamptz NOT NULL,
     done_by uuid NOT NULL REFERENCES user_account,
     PRIMARY KEY (incident_id, key))`,
  // Lives for seconds: after a crash nobody is looking.
  `CREATE UNLOGGED TABLE incident_presence (
     incident_id uuid NOT NULL REFERENCES incident,
     user_id uuid NOT NULL REFERENCES user_account,
     seen_at timestamptz NOT NULL,
     is_writing boolean NOT NULL,
     PRIMARY KEY (incident_id, user_id))`,
];
