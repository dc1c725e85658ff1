import type { MigrationInterface, QueryRunner } from 'typeorm';
import { buildWall } from './build-wall.js';

/** The first steps that a reporter has ticked off. */
export class ReporterSteps1700000008000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      // By the first report of its thread, in the words that the step had when it was first ticked. Open again: no time.
      `CREATE TABLE reporter_step (
         report_id uuid NOT NULL REFERENCES report,
         key text NOT NULL,
         text_en text NOT NULL,
         text_fr text NOT NULL,
         done_at timestamptz,
         PRIMARY KEY (report_id, key))`,
    );
    await buildWall(runner, 'reporter_step', {
      desk: {
        sees: 'EXISTS (SELECT FROM triage_result t WHERE t.report_id = reporter_step.report_id)',
        rights: 'SELECT',
      },
    });
  }

  async down(): Promise<void> {
    throw new Error('A migration is not undone: restore the database instead.');
  }
}
