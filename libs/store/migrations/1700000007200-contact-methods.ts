import type { MigrationInterface, QueryRunner } from 'typeorm';
import { buildWall } from './build-wall.js';

/** How each person of the watch is reached, and what was made sure of. */
export class ContactMethods1700000007200 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of statements) await runner.query(statement);
    // The watch is one for all parties: who sees one party only sees nothing of it.
    const sees = 'vigil_sees(NULL)';
    await buildWall(runner, 'contact_method', { desk: { sees, rights: 'SELECT, INSERT, UPDATE' } });
    await buildWall(runner, 'notification_rule', { desk: { sees, rights: 'SELECT, INSERT, UPDATE, DELETE' } });
    await buildWall(runner, 'method_code', { desk: { sees, rights: 'SELECT, INSERT, UPDATE' } });
    await buildWall(runner, 'quiet_hours', { desk: { sees, rights: 'SELECT, INSERT, UPDATE, DELETE' } });
  }

  async down(): Promise<void> {
    throw new Error('A migration is not undone: restore the database instead.');
  }
}

const statements: readonly string[] = [
  // keys: what a browser's push service needs to encrypt to it. verified_by: a code, or the roster that a manager vouches for.
  // bad_since: a carrier said that nothing arrives there any more.
  `CREATE TABLE contact_method (
     id uuid PRIMARY KEY,
     user_id uuid NOT NULL REFERENCES user_account,
     kind text NOT NULL CHECK (kind IN ('sms', 'voice', 'email', 'push')),
     address text NOT NULL,
     keys jsonb,
     position int NOT NULL,
     verified_at timestamptz,
     verified_by text CHECK (verified_by IN ('roster', 'code', 'browser')),
     bad_since timestamptz,
     bad_reason text,
     created_at timestamptz NOT NULL,
     removed_at timestamptz,
     CHECK ((verified_at IS NULL) = (verified_by IS NULL)),
     CHECK ((bad_since IS NULL) = (bad_reason IS NULL)),
     CHECK ((kind = 'push') = (keys IS NOT NULL)))`,
  'CREATE UNIQUE INDEX contact_method_address ON contact_method (user_id, kind, address) WHERE removed_at IS NULL',
  'CREATE INDEX contact_method_known ON contact_method (address) WHERE removed_at IS NULL',
  `CREATE TABLE notification_rule (
     user_id uuid NOT NULL REFERENCES user_account,
     severity text NOT NULL CHECK (severity IN ('critical', 'high', 'medium', 'low', 'not-an-incident')),
     method_id uuid NOT NULL REFERENCES contact_method,
     after_minutes int NOT NULL CHECK (after_minutes BETWEEN 0 AND 60),
     PRIMARY KEY (user_id, severity, method_id))`,
  // The code itself stands nowhere: it is derived from the row's id.
  `CREATE TABLE method_code (
     id uuid PRIMARY KEY,
     method_id uuid NOT NULL REFERENCES contact_method,
     state text NOT NULL CHECK (state IN ('open', 'verified', 'failed', 'superseded')),
     attempts int NOT NULL DEFAULT 0,
     asked_at timestamptz NOT NULL,
     expires_at timestamptz NOT NULL)`,
  'CREATE INDEX method_code_method ON method_code (method_id, asked_at DESC)',
  // Wall time in the person's zone; it may cross midnight.
  `CREATE TABLE quiet_hours (
     user_id uuid PRIMARY KEY REFERENCES user_account,
     from_time text NOT NULL,
     until_time text NOT NULL,
     zone text NOT NULL)`,
  'ALTER TABLE delivery ADD COLUMN method_id uuid REFERENCES contact_method',
  'ALTER TABLE delivery ADD COLUMN method_code_id uuid REFERENCES method_code',
  `ALTER TABLE delivery DROP CONSTRAINT delivery_purpose_check, ADD CONSTRAINT delivery_purpose_check
     CHECK (purpose IN ('page', 'page-taken', 'reply-answer', 'acknowledgement', 'message', 'answer', 'receipt',
       'verification', 'notice', 'watch', 'method-code'))`,
  `ALTER TABLE delivery DROP CONSTRAINT delivery_channel_check, ADD CONSTRAINT delivery_channel_check
     CHECK (channel IN ('sms', 'email', 'voice', 'push'))`,
  // Who can be woken is part of the watch.
  `CREATE TRIGGER contact_method_changes_watch AFTER INSERT OR UPDATE OR DELETE ON contact_method
     FOR EACH STATEMENT EXECUTE FUNCTION watch_changed()`,
];
