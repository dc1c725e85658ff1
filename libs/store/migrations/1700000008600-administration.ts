import type { MigrationInterface, QueryRunner } from 'typeorm';
import { buildWall } from './build-wall.js';

/** Accounts that are kept in the console, and a record of what people do to the hotline itself that nobody can rewrite. */
export class Administration1700000008600 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of statements) await runner.query(statement);
    await buildWall(runner, 'sign_in_count', { desk: { sees: 'true', rights: 'SELECT, INSERT, UPDATE, DELETE' } });
    for (const statement of recordWalls) await runner.query(statement);
  }

  async down(): Promise<void> {
    throw new Error('A migration is not undone: restore the database instead.');
  }
}

const statements: readonly string[] = [
  // file_hash: of the part of the roster file that was last applied; null for an account that no file names (any more).
  `ALTER TABLE user_account ADD COLUMN file_hash text, ADD COLUMN last_sign_in_at timestamptz,
     ADD COLUMN must_change_password boolean NOT NULL DEFAULT false, ADD COLUMN password_expires_at timestamptz`,
  // Until now every account came from the file: the next start compares each with it.
  `UPDATE user_account SET file_hash = '' WHERE active`,
  `GRANT INSERT, UPDATE (name, role, party_id, language, phone, email, active, password_hash, last_sign_in_at,
     must_change_password, password_expires_at) ON user_account TO vigil_desk`,
  'CREATE INDEX user_account_list ON user_account ((NOT active), lower(name), id)',
  'CREATE INDEX session_of_user ON session (user_id)',

  // Attempts to sign in, counted for every process at once. Only a hash of the name that was typed: it may be a password.
  `CREATE TABLE sign_in_count (
     kind text NOT NULL CHECK (kind IN ('address', 'name')),
     key_hash text NOT NULL,
     attempts int NOT NULL,
     ends_at timestamptz NOT NULL,
     PRIMARY KEY (kind, key_hash))`,
  'CREATE INDEX sign_in_count_end ON sign_in_count (ends_at)',

  `CREATE TABLE audit_record (
     seq int PRIMARY KEY,
     at timestamptz NOT NULL,
     actor text NOT NULL,
     kind text NOT NULL,
     subject text NOT NULL,
     data jsonb NOT NULL,
     previous_hash text NOT NULL,
     hash text NOT NULL)`,
  'CREATE INDEX audit_record_at ON audit_record (at DESC, seq DESC)',
  'CREATE INDEX audit_record_actor ON audit_record (actor, at DESC, seq DESC)',
  'CREATE INDEX audit_record_subject ON audit_record (subject, at DESC, seq DESC)',
  `CREATE FUNCTION audit_record_is_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
   BEGIN RAISE EXCEPTION 'audit_record is append-only'; END $$`,
  `CREATE TRIGGER audit_record_is_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_record
     FOR EACH STATEMENT EXECUTE FUNCTION audit_record_is_append_only()`,
  // Where the chain ends, kept apart from it: without, nobody could tell that its newest entries are gone.
  'CREATE TABLE audit_head (is_only boolean PRIMARY KEY CHECK (is_only), seq int NOT NULL, hash text NOT NULL)',
  `INSERT INTO audit_head VALUES (true, 0, repeat('0', 64))`,
];

/** Everybody's doings are written down, whatever they may see; only who sees every party reads them. Nobody changes them. */
const recordWalls: readonly string[] = [
  'GRANT SELECT, INSERT ON audit_record TO vigil_service, vigil_desk',
  'GRANT SELECT, UPDATE ON audit_head TO vigil_service, vigil_desk',
  'ALTER TABLE audit_record ENABLE ROW LEVEL SECURITY',
  'CREATE POLICY service ON audit_record TO vigil_service USING (true) WITH CHECK (true)',
  'CREATE POLICY desk_reads ON audit_record FOR SELECT TO vigil_desk USING (vigil_sees(NULL))',
  'CREATE POLICY desk_writes ON audit_record FOR INSERT TO vigil_desk WITH CHECK (true)',
  'ALTER TABLE audit_head ENABLE ROW LEVEL SECURITY',
  'CREATE POLICY everybody ON audit_head TO vigil_service, vigil_desk USING (true) WITH CHECK (true)',
];
