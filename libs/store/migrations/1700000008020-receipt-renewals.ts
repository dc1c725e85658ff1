import type { MigrationInterface, QueryRunner } from 'typeorm';
import { buildWall } from './build-wall.js';

/** Reporters who have lost their receipt code, and the codes that were sent to them instead. */
export class ReceiptRenewals1700000008020 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    // As it was typed, whether such a report exists or not: asking takes as long for the one as for the other.
    await runner.query(
      `CREATE TABLE code_request (id uuid PRIMARY KEY, reference text NOT NULL, asked_at timestamptz NOT NULL)`,
    );
    // The code itself is derived from report and number, and stands in no table. 0 is the code of the receipt.
    await runner.query(
      `CREATE TABLE receipt_renewal (
         report_id uuid NOT NULL REFERENCES report,
         number int NOT NULL CHECK (number > 0),
         sent_at timestamptz NOT NULL,
         used_at timestamptz,
         PRIMARY KEY (report_id, number))`,
    );
    await buildWall(runner, 'code_request');
    await buildWall(runner, 'receipt_renewal');
  }

  async down(): Promise<void> {
    throw new Error('A migration is not undone: restore the database instead.');
  }
}
