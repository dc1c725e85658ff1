import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Answers to pages that come by mail, and what was not understood. */
export class MailedReplies1700000007700 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      `ALTER TABLE reply ADD COLUMN channel text NOT NULL DEFAULT 'sms' CHECK (channel IN ('sms', 'email')),
         ADD COLUMN page_id uuid REFERENCES page, ADD COLUMN in_reply_to text, ADD COLUMN understood boolean`,
    );
    await runner.query('CREATE INDEX reply_user ON reply (user_id, received_at DESC)');
  }

  async down(): Promise<void> {
    throw new Error('A migration is not undone: restore the database instead.');
  }
}
