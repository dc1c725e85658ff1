import type { MigrationInterface, QueryRunner } from 'typeorm';
import { buildWall } from './build-wall.js';

/** When each carrier takes the next message: all processes that send book their moments here. */
export class CarrierPace1700000007600 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      `CREATE TABLE carrier_pace (
         carrier text NOT NULL,
         channel text NOT NULL,
         free_at timestamptz NOT NULL,
         PRIMARY KEY (carrier, channel)
       )`,
    );
    await buildWall(runner, 'carrier_pace');
  }

  async down(): Promise<void> {
    throw new Error('A migration is not undone: restore the database instead.');
  }
}
