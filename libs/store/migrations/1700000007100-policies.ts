import type { MigrationInterface, QueryRunner } from 'typeorm';
import { buildWall } from './build-wall.js';

/** Whom an incident wakes, step by step, as managers write it; and the clock that still runs once somebody has answered. */
export class Policies1700000007100 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of statements) await runner.query(statement);
    // The watch is one for all parties: who sees one party only sees nothing of it.
    const sees = 'vigil_sees(NULL)';
    await buildWall(runner, 'policy', { desk: { sees, rights: 'SELECT, INSERT, UPDATE, DELETE' } });
    await buildWall(runner, 'policy_rules', { desk: { sees, rights: 'SELECT, UPDATE' } });
    await buildWall(runner, 'policy_turn', { desk: { sees, rights: 'SELECT' } });
    await buildWall(runner, 'webhook_call');
  }

  async down(): Promise<void> {
    throw new Error('A migration is not undone: restore the database instead.');
  }
}

const statements: readonly string[] = [
  // fallback_for: the severity whose incidents it pages when no rule says otherwise. Each severity has one.
  // file_hash: of the part of the roster file that was last applied; null for a policy that no file ever named.
  `CREATE TABLE policy (
     id uuid PRIMARY KEY,
     key text NOT NULL UNIQUE,
     name text NOT NULL,
     version int NOT NULL,
     definition jsonb NOT NULL,
     fallback_for text UNIQUE CHECK (fallback_for IN ('critical', 'high', 'medium', 'low', 'not-an-incident')),
     file_hash text,
     changed_at timestamptz NOT NULL,
     changed_by text NOT NULL)`,
  // One row: the list is read and edited as a whole, because its order is its meaning.
  `CREATE TABLE policy_rules (
     is_only boolean PRIMARY KEY CHECK (is_only),
     rules jsonb NOT NULL,
     version int NOT NULL,
     file_hash text,
     changed_at timestamptz NOT NULL,
     changed_by text NOT NULL)`,
  `INSERT INTO policy_rules VALUES (true, '[]', 1, NULL, now(), 'service:store')`,
  // How often each list of people has been asked for its next one.
  'CREATE TABLE policy_turn (list text PRIMARY KEY, taken int NOT NULL)',
  'CREATE TRIGGER policy_changes_watch AFTER INSERT OR UPDATE OR DELETE ON policy FOR EACH STATEMENT EXECUTE FUNCTION watch_changed()',
  'CREATE TRIGGER policy_rules_change_watch AFTER UPDATE ON policy_rules FOR EACH STATEMENT EXECUTE FUNCTION watch_changed()',

  `CREATE TABLE webhook_call (
     id uuid PRIMARY KEY,
     incident_id uuid NOT NULL REFERENCES incident,
     url text NOT NULL,
     step int NOT NULL,
     round int NOT NULL,
     state text NOT NULL CHECK (state IN ('pending', 'delivered', 'failed')),
     attempts int NOT NULL DEFAULT 0,
     due_at timestamptz,
     last_error text,
     created_at timestamptz NOT NULL,
     updated_at timestamptz NOT NULL,
     CHECK ((state = 'pending') = (due_at IS NOT NULL)))`,
  'CREATE INDEX webhook_call_due ON webhook_call (due_at) WHERE due_at IS NOT NULL',
  'CREATE INDEX webhook_call_incident ON webhook_call (incident_id, created_at)',

  // Acknowledged is not handled: the clock of an acknowledged incident may run on, for whoever has it.
  `ALTER TABLE escalation DROP CONSTRAINT escalation_check, ADD CONSTRAINT escalation_check CHECK (
     CASE status WHEN 'running' THEN due_at IS NOT NULL WHEN 'stopped' THEN due_at IS NULL ELSE true END)`,
  'DROP INDEX escalation_due',
  'CREATE INDEX escalation_due ON escalation (due_at) WHERE due_at IS NOT NULL',
  `CREATE INDEX escalation_running_policy ON escalation ((state->>'policyKey')) WHERE status = 'running'`,

  // snoozed: wakes its person again; until then its code still answers it, so nobody else's page may have it.
  `ALTER TABLE page DROP CONSTRAINT page_state_check, ADD CONSTRAINT page_state_check
     CHECK (state IN ('open', 'snoozed', 'acknowledged', 'declined', 'unreachable', 'superseded'))`,
  'DROP INDEX page_open_code',
  `CREATE UNIQUE INDEX page_open_code ON page (code) WHERE state IN ('open', 'snoozed')`,
];
