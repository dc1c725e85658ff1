import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { DataSource } from 'typeorm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ownerDataSource } from '#store';
import { freshDatabase, type TestDatabase } from '#testing';
import { DovecotRig, hasDovecot, withDovecot } from '../apps/intake/email/mailbox-rig.js';
import { freePorts } from './own-servers.js';
import { ProductProcess } from './product-process.js';
import { until } from './until.js';

const kills = 5;
/** Messages that come before each kill, and once more after the last. */
const mailsEach = 3;
const mails = (kills + 1) * mailsEach;

describe.runIf(hasDovecot)(`a mailbox whose reader is killed again and again, ${withDovecot}`, () => {
  let folder: string;
  let dovecot: DovecotRig;
  let store: TestDatabase;
  let owner: DataSource;
  let env: Readonly<Record<string, string>>;
  let secondSmtp: number;
  const running: ProductProcess[] = [];

  const start = (name: string, more: Readonly<Record<string, string>> = {}): ProductProcess => {
    const started = ProductProcess.start('intake/email', { logs: folder, name, env: { ...env, ...more } });
    running.push(started);
    return started;
  };
  const deliver = async (round: number): Promise<void> => {
    for (let index = 0; index < mailsEach; index += 1) {
      const name = `${round}-${index}`;
      await dovecot.deliver(
        `Return-Path: <a@red-oak.example>\r\nFrom: a@red-oak.example\r\nSubject: ${name}\r\nMessage-ID: <${name}@red-oak.example>\r\n\r\nbody ${name}\r\n`,
      );
    }
  };
  const numbers = async (): Promise<{ reports: number; settled: number; marked: number }> => {
    const [row] = await owner.query(
      `SELECT (SELECT count(*)::int FROM report) AS reports,
         (SELECT count(*)::int FROM mailbox_message WHERE settled_at IS NOT NULL) AS settled,
         (SELECT count(*)::int FROM mailbox_message WHERE marked_at IS NOT NULL) AS marked`,
    );
    return row;
  };

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'vigil-mailbox-kill-'));
    const [imap = 0, smtp = 0, second = 0] = await freePorts(3);
    secondSmtp = second;
    [dovecot, store] = await Promise.all([DovecotRig.start(imap), freshDatabase()]);
    env = {
      DATABASE_URL: store.url,
      DATA_DIR: join(folder, 'data'),
      SMTP_PORT: String(smtp),
      IMAP_URL: dovecot.url,
      LOG_LEVEL: 'error',
    };
    // The first start makes the tables.
    const first = start('first');
    owner = await ownerDataSource(store.url).initialize();
    await until(
      'the tables are there',
      async () => {
        const [row] = await owner.query(`SELECT to_regclass('mailbox_message') IS NOT NULL AS there`);
        return row.there;
      },
      60_000,
    );
    await first.kill();
    // Holds each reader for a moment behind the commit of a report, where it has not yet said so to anybody.
    await owner.query(
      `CREATE FUNCTION dawdle() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN PERFORM pg_sleep(0.15); RETURN NEW; END $$`,
    );
    await owner.query('CREATE TRIGGER dawdle BEFORE UPDATE ON mailbox_message FOR EACH ROW EXECUTE FUNCTION dawdle()');
  }, 150_000);

  afterAll(async () => {
    for (const each of running) await each.kill();
    await owner?.destroy();
    await dovecot?.stop();
    await store?.drop();
    await rm(folder, { recursive: true, force: true });
  });

  it('is read once and wholly: every message one report, and every one marked', async () => {
    let killedBehindCommit = 0;
    for (let kill = 0; kill < kills; kill += 1) {
      const before = (await numbers()).reports;
      await deliver(kill);
      const reader = start(`reader-${kill}`);
      // Another one waits beside it and takes over: there, too, nothing may be read twice.
      const other = kill % 2 === 0 ? start(`other-${kill}`, { SMTP_PORT: String(secondSmtp) }) : null;
      await until('the reader stores', async () => (await numbers()).reports > before, 60_000);
      if (kill % 4 === 1) await pause(40 * kill);
      await reader.kill();
      const { reports, settled } = await numbers();
      if (reports > settled) killedBehindCommit += 1;
      if (other !== null) await other.kill();
    }
    expect(killedBehindCommit).toBeGreaterThan(0);
    await deliver(kills);
    const last = start('last');
    await until('everything is marked', async () => (await numbers()).marked === mails, 60_000);
    const [{ same }] = await owner.query(`SELECT count(DISTINCT convert_from(raw, 'UTF8'))::int AS same FROM report`);
    expect(await numbers()).toEqual({ reports: mails, settled: mails, marked: mails });
    expect(same).toBe(mails);
    expect(await dovecot.counts()).toEqual({ messages: mails, unseen: 0 });
    expect(await last.stop()).toEqual({ code: 0, signal: null });
  }, 180_000);
});
