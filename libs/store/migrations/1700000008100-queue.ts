import type { MigrationInterface, QueryRunner } from 'typeorm';
import { buildWall } from './build-wall.js';

/** The triage queue narrowed in any way is still read in its one order by an index, and people keep what they look at under a name. */
export class Queue1700000008100 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of statements) await runner.query(statement);
    // A view names no incident; each use case asks for those of the person alone.
    await buildWall(runner, 'saved_view', { desk: { sees: 'true', rights: 'SELECT, INSERT, UPDATE, DELETE' } });
  }

  async down(): Promise<void> {
    throw new Error('A migration is not undone: restore the database instead.');
  }
}

const order = 'severity_rank, (acknowledged_at IS NOT NULL), score_lacks, opened_at, id';
const words = `to_tsvector('simple', replace(reference, '-', ' ') || ' ' || summary)`;

/** In the order of the queue, what of it stands in one place. */
const narrowed = (name: string, column: string): string =>
  `CREATE INDEX incident_queue_${name} ON incident (${column}, ${order}) WHERE state <> 'closed'`;

const statements: readonly string[] = [
  // The same rule as before. Put with OR, the planner believed that next to no row passes, and read and sorted whole tables for
  // one page of a list.
  `CREATE OR REPLACE FUNCTION vigil_sees(party uuid) RETURNS boolean LANGUAGE sql STABLE AS $$
     SELECT CASE WHEN current_setting('vigil.party', true) = '*' THEN true
       ELSE coalesce(party::text = current_setting('vigil.party', true), false) END $$`,
  `CREATE INDEX incident_order ON incident (${order})`,
  narrowed('party', 'party_id'),
  narrowed('category', 'category'),
  narrowed('account', 'account_kind'),
  // Not coalesce, which the planner does not let through row-level security to an index.
  narrowed('holder', '(CASE WHEN assignee_id IS NULL THEN acknowledged_by ELSE assignee_id END)'),
  `CREATE INDEX incident_queue_flagged ON incident (${order}) WHERE life_safety OR violence OR foreign_interference`,
  `CREATE INDEX incident_words ON incident USING gin (${words})`,
  // Row-level security keeps an index on words from whoever it is on for: so the function looks as their owner, and itself lets
  // through only what vigil_sees. Each half stops at 1,000, the most urgent first.
  `CREATE FUNCTION vigil_search(query tsquery, parties uuid[], only_open boolean) RETURNS SETOF uuid
   LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
     (SELECT id FROM incident
      WHERE ${words} @@ query AND vigil_sees(party_id) AND (NOT only_open OR state NOT IN ('closed', 'resolved'))
      ORDER BY ${order} LIMIT 1000)
     UNION
     (SELECT id FROM incident
      WHERE party_id = ANY(parties) AND vigil_sees(party_id) AND (NOT only_open OR state NOT IN ('closed', 'resolved'))
      ORDER BY ${order} LIMIT 1000)
   $$`,
  'REVOKE ALL ON FUNCTION vigil_search FROM PUBLIC',
  'GRANT EXECUTE ON FUNCTION vigil_search TO vigil_desk',
  `CREATE TABLE saved_view (
     id uuid PRIMARY KEY,
     user_id uuid NOT NULL REFERENCES user_account,
     name text NOT NULL,
     filter jsonb NOT NULL,
     is_default boolean NOT NULL,
     created_at timestamptz NOT NULL)`,
  'CREATE UNIQUE INDEX saved_view_name ON saved_view (user_id, lower(name))',
  'CREATE UNIQUE INDEX saved_view_default ON saved_view (user_id) WHERE is_default',
];
