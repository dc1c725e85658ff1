import type { MigrationInterface, QueryRunner } from 'typeorm';
import { buildWall } from './build-wall.js';

/** Who is on duty when, as people plan and change it: schedules, overrides, absences, swaps, hand-offs and feeds. */
export class Watch1700000007000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of statements) await runner.query(statement);
    for (const [table, rights] of Object.entries(deskRights)) {
      await buildWall(runner, table, { desk: { sees: 'vigil_sees(NULL)', rights } });
    }
    for (const table of watched) await runner.query(bumpAfterChangeOf(table, 'INSERT OR UPDATE OR DELETE'));
    await runner.query(bumpAfterChangeOf('user_account', 'INSERT OR UPDATE OF key, name, role, phone, email, active'));
  }

  async down(): Promise<void> {
    throw new Error('A migration is not undone: restore the database instead.');
  }
}

/** The watch is one for all parties: who sees one party only sees nothing of it. */
const deskRights: Readonly<Record<string, string>> = {
  watch_version: 'SELECT, UPDATE',
  watch_change: 'SELECT, INSERT',
  schedule: 'SELECT, INSERT, UPDATE',
  schedule_override: 'SELECT, INSERT, UPDATE',
  schedule_temporary: 'SELECT, INSERT, UPDATE',
  absence: 'SELECT, INSERT, UPDATE',
  shift_swap: 'SELECT, INSERT, UPDATE',
  shift_confirmation: 'SELECT, INSERT, UPDATE',
  handoff: 'SELECT, INSERT, UPDATE',
  calendar_feed: 'SELECT, INSERT, UPDATE',
};

/** What decides who is on duty. Whoever remembers the watch in its process asks for its version alone. */
const watched = ['schedule', 'schedule_override', 'schedule_temporary', 'absence'];

const bumpAfterChangeOf = (table: string, change: string): string =>
  `CREATE TRIGGER ${table}_changes_watch AFTER ${change} ON ${table} FOR EACH STATEMENT EXECUTE FUNCTION watch_changed()`;

const statements: readonly string[] = [
  // The numbers come from a sequence: one that was rolled back never comes again for another state of the watch.
  'CREATE SEQUENCE watch_version_number',
  'CREATE TABLE watch_version (is_only boolean PRIMARY KEY CHECK (is_only), version int NOT NULL)',
  `INSERT INTO watch_version VALUES (true, nextval('watch_version_number'))`,
  // Acts as the owner, so that whoever may change the watch need not be able to name its version.
  `CREATE FUNCTION watch_changed() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path FROM CURRENT AS $$
   BEGIN UPDATE watch_version SET version = nextval('watch_version_number'); RETURN NULL; END $$`,

  `CREATE TABLE watch_change (
     position bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
     id uuid NOT NULL UNIQUE,
     at timestamptz NOT NULL,
     actor text NOT NULL,
     kind text NOT NULL,
     subject text NOT NULL,
     data jsonb NOT NULL)`,
  'CREATE INDEX watch_change_subject ON watch_change (subject, position DESC)',
  `CREATE FUNCTION watch_change_is_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
   BEGIN RAISE EXCEPTION 'watch_change is append-only'; END $$`,
  `CREATE TRIGGER watch_change_is_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON watch_change
     FOR EACH STATEMENT EXECUTE FUNCTION watch_change_is_append_only()`,

  // file_hash: of the part of the roster file that was last applied; null for a schedule that no file ever named.
  `CREATE TABLE schedule (
     id uuid PRIMARY KEY,
     key text NOT NULL UNIQUE,
     name text NOT NULL,
     zone text NOT NULL,
     definition jsonb NOT NULL,
     version int NOT NULL,
     file_hash text,
     changed_at timestamptz NOT NULL,
     changed_by text NOT NULL)`,
  // position: of two overrides for one time the later one counts.
  `CREATE TABLE schedule_override (
     position bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
     id uuid NOT NULL UNIQUE,
     schedule_id uuid NOT NULL REFERENCES schedule,
     kind text NOT NULL CHECK (kind IN ('replace', 'add', 'remove')),
     from_at timestamptz NOT NULL,
     to_at timestamptz NOT NULL,
     person_id uuid NOT NULL REFERENCES user_account,
     replaces_id uuid REFERENCES user_account,
     reason text NOT NULL,
     swap_id uuid,
     uid text,
     created_at timestamptz NOT NULL,
     created_by text NOT NULL,
     removed_at timestamptz,
     removed_by text,
     CHECK (from_at < to_at),
     CHECK (replaces_id IS NULL OR kind = 'replace'),
     CHECK ((removed_at IS NULL) = (removed_by IS NULL)))`,
  'CREATE INDEX schedule_override_live ON schedule_override (to_at) WHERE removed_at IS NULL',
  'CREATE INDEX schedule_override_schedule ON schedule_override (schedule_id, from_at) WHERE removed_at IS NULL',
  // What is imported a second time changes what the first import made.
  'CREATE UNIQUE INDEX schedule_override_uid ON schedule_override (schedule_id, uid) WHERE removed_at IS NULL',
  `CREATE TABLE schedule_temporary (
     position bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
     id uuid NOT NULL UNIQUE,
     schedule_id uuid NOT NULL REFERENCES schedule,
     from_at timestamptz NOT NULL,
     to_at timestamptz NOT NULL,
     shifts jsonb NOT NULL,
     reason text NOT NULL,
     created_at timestamptz NOT NULL,
     created_by text NOT NULL,
     removed_at timestamptz,
     removed_by text,
     CHECK (from_at < to_at),
     CHECK ((removed_at IS NULL) = (removed_by IS NULL)))`,
  'CREATE INDEX schedule_temporary_live ON schedule_temporary (to_at) WHERE removed_at IS NULL',
  // requested: a responder asked for it and no manager has granted it yet; it changes nothing until then.
  `CREATE TABLE absence (
     id uuid PRIMARY KEY,
     user_id uuid NOT NULL REFERENCES user_account,
     from_at timestamptz NOT NULL,
     to_at timestamptz NOT NULL,
     reason text NOT NULL,
     state text NOT NULL CHECK (state IN ('requested', 'granted', 'refused', 'removed')),
     created_at timestamptz NOT NULL,
     created_by text NOT NULL,
     settled_at timestamptz,
     settled_by text,
     CHECK (from_at < to_at))`,
  `CREATE INDEX absence_live ON absence (to_at) WHERE state IN ('requested', 'granted')`,

  `CREATE TABLE shift_swap (
     id uuid PRIMARY KEY,
     schedule_id uuid NOT NULL REFERENCES schedule,
     from_at timestamptz NOT NULL,
     to_at timestamptz NOT NULL,
     offered_by uuid NOT NULL REFERENCES user_account,
     offered_to uuid REFERENCES user_account,
     taken_by uuid REFERENCES user_account,
     state text NOT NULL CHECK (state IN ('offered', 'taken', 'withdrawn')),
     code text NOT NULL,
     reason text NOT NULL,
     offered_at timestamptz NOT NULL,
     settled_at timestamptz,
     CHECK (from_at < to_at),
     CHECK ((state = 'taken') = (taken_by IS NOT NULL)),
     CHECK ((state = 'offered') = (settled_at IS NULL)))`,
  `CREATE UNIQUE INDEX shift_swap_code ON shift_swap (code) WHERE state = 'offered'`,
  'CREATE INDEX shift_swap_recent ON shift_swap (offered_at DESC)',
  'ALTER TABLE schedule_override ADD FOREIGN KEY (swap_id) REFERENCES shift_swap',

  // One row for each coming shift: when its person was reminded, when they said that they will be there, by which way.
  `CREATE TABLE shift_confirmation (
     schedule_id uuid NOT NULL REFERENCES schedule,
     user_id uuid NOT NULL REFERENCES user_account,
     from_at timestamptz NOT NULL,
     to_at timestamptz NOT NULL,
     reminded_at timestamptz,
     confirmed_at timestamptz,
     confirmed_via text CHECK (confirmed_via IN ('console', 'sms', 'swap')),
     PRIMARY KEY (schedule_id, user_id, from_at),
     CHECK ((confirmed_at IS NULL) = (confirmed_via IS NULL)))`,
  'CREATE INDEX shift_confirmation_person ON shift_confirmation (user_id, from_at)',

  // incidents: what the outgoing person had acknowledged and not closed when the shift changed.
  `CREATE TABLE handoff (
     id uuid PRIMARY KEY,
     schedule_id uuid NOT NULL REFERENCES schedule,
     at timestamptz NOT NULL,
     from_id uuid REFERENCES user_account,
     to_id uuid NOT NULL REFERENCES user_account,
     incidents uuid[] NOT NULL,
     state text NOT NULL CHECK (state IN ('offered', 'taken', 'lapsed')),
     lapses_at timestamptz NOT NULL,
     made_at timestamptz NOT NULL,
     settled_at timestamptz,
     taken_via text CHECK (taken_via IN ('console', 'link', 'sms')),
     UNIQUE NULLS NOT DISTINCT (schedule_id, at, to_id, from_id),
     CHECK ((state = 'offered') = (settled_at IS NULL)))`,
  `CREATE INDEX handoff_open ON handoff (lapses_at) WHERE state = 'offered'`,
  'CREATE INDEX handoff_recent ON handoff (at DESC)',

  `CREATE TABLE calendar_feed (
     id uuid PRIMARY KEY,
     user_id uuid REFERENCES user_account,
     schedule_id uuid REFERENCES schedule,
     token_hash text NOT NULL UNIQUE,
     created_at timestamptz NOT NULL,
     created_by uuid NOT NULL REFERENCES user_account,
     revoked_at timestamptz,
     CHECK ((user_id IS NULL) <> (schedule_id IS NULL)))`,
  'CREATE INDEX calendar_feed_maker ON calendar_feed (created_by) WHERE revoked_at IS NULL',

  `ALTER TABLE delivery DROP CONSTRAINT delivery_purpose_check, ADD CONSTRAINT delivery_purpose_check
     CHECK (purpose IN ('page', 'page-taken', 'reply-answer', 'acknowledgement', 'message', 'answer', 'receipt',
       'verification', 'notice', 'watch'))`,
];
