import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Config, loadConfig } from '#config';
import { createHttpApplication, mailThreadAddress, openRuntime, type Runtime } from '#service';
import { FakeClock, freshDatabase, type TestDatabase } from '#testing';
import { EmailDoorModule } from './email-door.module.js';
import { IntakeLedger } from '../intake-ledger.js';
import { DovecotRig, hasDovecot, withDovecot } from './mailbox-rig.js';

let folder: string;
let dovecot: DovecotRig;
let store: TestDatabase;
const clock = new FakeClock();
const readers: Reader[] = [];

/** One process with a mail door that reads the mailbox. */
class Reader {
  private constructor(
    readonly runtime: Runtime,
    readonly application: NestFastifyApplication,
  ) {}

  static async start(imap: Partial<Config['mail']['imap']> = {}, limits = {}): Promise<Reader> {
    const shipped = loadConfig({
      DATA_DIR: folder,
      SMTP_PORT: '0',
      LOG_LEVEL: 'fatal',
      IMAP_URL: dovecot.url,
    });
    const config: Config = {
      ...shipped,
      mail: { ...shipped.mail, imap: { ...shipped.mail.imap, pollSeconds: 5, ...imap } },
    };
    const runtime = await openRuntime('test', config, { databaseUrl: store.url, clock });
    const application = await createHttpApplication(runtime, {
      modules: [EmailDoorModule.with({ retryMs: 20, ...limits })],
    });
    await application.init();
    const reader = new Reader(runtime, application);
    readers.push(reader);
    return reader;
  }

  async stop(): Promise<void> {
    readers.splice(readers.indexOf(this), 1);
    await this.application.close();
    await this.runtime.close();
  }

  async rows<T>(sql: string, parameters: readonly unknown[] = []): Promise<T[]> {
    return this.runtime.database.source.query(sql, [...parameters]);
  }

  async subjects(): Promise<readonly string[]> {
    const rows = await this.rows<{ raw: Buffer }>(
      `SELECT raw FROM report ORDER BY received_at, (arrival ->> 'uid')::int`,
    );
    return rows.map(({ raw }) => /^Subject: (.*)$/m.exec(raw.toString())?.[1]?.trim() ?? '');
  }
}

const stored = (reader: Reader, count: number) =>
  eventually(`${count} reports`, async () => {
    const [row] = await reader.rows<{ n: number }>('SELECT count(*)::int AS n FROM report');
    if ((row?.n ?? 0) > count) throw new Error(`${row?.n} reports instead of ${count}`);
    return row?.n === count;
  });
const allMarked = () => eventually('everything is seen', async () => (await dovecot.counts()).unseen === 0);

let serial = 0;
const mail = (subject: string, more = '') => {
  serial += 1;
  return `Return-Path: <aide@red-oak.example>\r\nDelivered-To: hotline@vigil.example\r\nFrom: Aide <aide@red-oak.example>\r\nTo: hotline@vigil.example\r\nMessage-ID: <${serial}@red-oak.example>\r\nSubject: ${subject}\r\n${more}\r\nhelp ${serial}\r\n`;
};

async function eventually(what: string, look: () => Promise<boolean>, withinMs = 10_000): Promise<void> {
  for (const until = performance.now() + withinMs; performance.now() < until; await pause(25)) if (await look()) return;
  throw new Error(`it did not happen: ${what}`);
}

const freePort = async (): Promise<number> => {
  const probe = createServer();
  await new Promise<void>((done) => {
    probe.listen(0, '127.0.0.1', done);
  });
  const address = probe.address();
  await new Promise((done) => probe.close(done));
  return typeof address === 'object' && address !== null ? address.port : 0;
};

describe.runIf(hasDovecot)(`a mailbox elsewhere, ${withDovecot}`, () => {
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'vigil-mailbox-'));
  });

  beforeEach(async () => {
    [dovecot, store] = await Promise.all([DovecotRig.start(await freePort()), freshDatabase()]);
  });

  afterEach(async () => {
    for (const reader of readers.slice()) await reader.stop();
    await dovecot.stop();
    await store.drop();
  });

  afterAll(async () => {
    await rm(folder, { recursive: true, force: true });
  });

  it('is read to its last unseen message, byte for byte, and each is marked once it is stored', async () => {
    const first = mail('first');
    await dovecot.deliver(mail('old and read'), 'INBOX', ['\\Seen']);
    await dovecot.deliver(first);
    const reader = await Reader.start();
    await stored(reader, 1);
    await allMarked();
    const [row] = await reader.rows<{ raw: Buffer; sender: string; arrival: Record<string, unknown> }>(
      'SELECT raw, sender, arrival FROM report',
    );
    expect(row?.raw.toString()).toBe(first);
    expect(row?.sender).toBe('aide@red-oak.example');
    expect(row?.arrival).toMatchObject({
      via: 'imap',
      remoteAddress: null,
      mailFrom: 'aide@red-oak.example',
      rcptTo: ['hotline@vigil.example'],
      at: `hotline@127.0.0.1:${dovecot.port}/INBOX`,
      uid: 2,
    });
    expect(String(row?.arrival['uidValidity'])).toMatch(/^\d+$/);
  });

  it('tells of a new message by itself, which is stored within a second', async () => {
    const reader = await Reader.start({ pollSeconds: 600 });
    await dovecot.deliver(mail('before'));
    await stored(reader, 1);
    await pause(500);
    const began = performance.now();
    await dovecot.deliver(mail('while it waits'));
    await stored(reader, 2);
    expect(performance.now() - began).toBeLessThan(3_000);
  });

  it('that somebody reads with another program first is read all the same', async () => {
    const reader = await Reader.start();
    await dovecot.deliver(mail('one'));
    await stored(reader, 1);
    await dovecot.deliver(mail('two'), 'INBOX', ['\\Seen']);
    await stored(reader, 2);
    expect(await reader.subjects()).toEqual(['one', 'two']);
  });

  it('is not read twice by a reader that starts again, and what came meanwhile is', async () => {
    await dovecot.deliver(mail('one'));
    const reader = await Reader.start();
    await stored(reader, 1);
    await reader.stop();
    await dovecot.deliver(mail('two'));
    // Somebody marks the first one unread again.
    await dovecot.client(async (client) => {
      await client.mailboxOpen('INBOX');
      await client.messageFlagsRemove('1', ['\\Seen'], { uid: true });
    });
    const again = await Reader.start();
    await stored(again, 2);
    expect(await again.subjects()).toEqual(['one', 'two']);
  });

  it('whose reader died between storing and marking is marked by the next, and not stored again', async () => {
    await dovecot.deliver(mail('one'));
    const reader = await Reader.start();
    await stored(reader, 1);
    await allMarked();
    await reader.stop();
    await dovecot.client(async (client) => {
      await client.mailboxOpen('INBOX');
      await client.messageFlagsRemove('1', ['\\Seen'], { uid: true });
    });
    const again = await Reader.start({ first: 'none' });
    await again.rows('UPDATE mailbox_message SET marked_at = NULL');
    await dovecot.deliver(mail('two'));
    await stored(again, 2);
    await allMarked();
    expect(await again.subjects()).toEqual(['one', 'two']);
  });

  it('whose reader died between storing and writing so stores nothing again', async () => {
    await dovecot.deliver(mail('one'));
    const reader = await Reader.start();
    await stored(reader, 1);
    await allMarked();
    await reader.stop();
    const again = await Reader.start({ first: 'none' });
    await again.rows(
      `UPDATE mailbox_message SET state = 'waiting', report_id = NULL, settled_at = NULL, marked_at = NULL`,
    );
    await dovecot.deliver(mail('two'));
    await stored(again, 2);
    await eventually('the first is known as repeated', async () => {
      const rows = await again.rows<{ state: string }>('SELECT state FROM mailbox_message ORDER BY uid');
      return rows.map(({ state }) => state).join() === 'repeated,stored';
    });
    expect(await again.subjects()).toEqual(['one', 'two']);
  });

  it('is read by one of several processes, and by another when that one stops', async () => {
    const [one, two] = [await Reader.start(), await Reader.start()];
    for (let index = 0; index < 20; index += 1) await dovecot.deliver(mail(`m${index}`));
    await stored(one, 20);
    // The last report is stored a moment before its message is written down as settled.
    await expect.poll(() => one.rows(`SELECT state FROM mailbox_message WHERE state <> 'stored'`)).toEqual([]);
    await one.stop();
    await dovecot.deliver(mail('after'));
    await stored(two, 21);
    expect((await two.subjects()).at(-1)).toBe('after');
  });

  it('that is made anew is compared with what is stored: nothing twice, nothing lost', async () => {
    const [first, second] = [mail('first'), mail('second')];
    await dovecot.client((client) => client.mailboxCreate('Hotline'));
    await dovecot.deliver(first, 'Hotline');
    const reader = await Reader.start({ folders: [{ name: 'Hotline' }] });
    await stored(reader, 1);
    await reader.stop();
    // A UIDVALIDITY is made of the time in seconds.
    await pause(1_100);
    await dovecot.client(async (client) => {
      await client.mailboxDelete('Hotline');
      await client.mailboxCreate('Hotline');
    });
    await dovecot.deliver(first, 'Hotline', ['\\Seen']);
    await dovecot.deliver(second, 'Hotline', ['\\Seen']);
    const again = await Reader.start({ folders: [{ name: 'Hotline' }] });
    await stored(again, 2);
    expect(await again.subjects()).toEqual(expect.arrayContaining(['first', 'second']));
    const [position] = await again.rows<{ n: number }>(
      'SELECT count(DISTINCT uid_validity)::int AS n FROM mailbox_message',
    );
    expect(position?.n).toBe(2);
  });

  it('moves what is stored, when it is told to', async () => {
    const reader = await Reader.start({ mark: 'move', moveTo: 'Stored' });
    await dovecot.deliver(mail('one'));
    await dovecot.deliver(mail('two'));
    await stored(reader, 2);
    await eventually('both are moved', async () => (await dovecot.counts('Stored')).messages === 2);
    expect((await dovecot.counts()).messages).toBe(0);
  });

  it('keeps the beginning of a message that is too large, and passes over one that is gone', async () => {
    await dovecot.deliver(`${mail('large')}${'x'.repeat(99)}\r\n`.padEnd(200_000, 'line of text\r\n'));
    await dovecot.deliver(mail('small'));
    const reader = await Reader.start({}, { kept: 10_000 });
    await stored(reader, 2);
    const rows = await reader.rows(`SELECT octet_length(raw) AS size, truncated FROM report ORDER BY 1 DESC`);
    expect(rows[0]).toEqual({ size: 10_000, truncated: true });
    expect(rows[1]).toMatchObject({ truncated: false });
    await reader.stop();
    const again = await Reader.start({ first: 'none' });
    await again.rows(
      `INSERT INTO mailbox_message SELECT mailbox, folder, uid_validity, 99, 'waiting', NULL, 0, seen_at FROM mailbox_message LIMIT 1`,
    );
    await dovecot.deliver(mail('later'));
    await stored(again, 3);
    await eventually('the one that is gone is known to be', async () => {
      const [row] = await again.rows<{ state: string }>('SELECT state FROM mailbox_message WHERE uid = 99');
      return row?.state === 'vanished';
    });
  });

  it('states the language of its folder, and follows a report by the address it was written to', async () => {
    const reader = await Reader.start({ folders: [{ name: 'INBOX', language: 'fr' }] });
    await dovecot.deliver(mail('bonjour'));
    await stored(reader, 1);
    const [row] = await reader.rows<{ id: string; language: string }>('SELECT id, language FROM report');
    expect(row?.language).toBe('fr');
    const tagged = mailThreadAddress(reader.runtime.secrets, 'hotline@vigil.example', row?.id ?? '');
    await dovecot.deliver(mail('encore', `X-Original-To: ${tagged}\r\n`));
    await stored(reader, 2);
    const [follows] = await reader.rows<{ n: number }>(
      'SELECT count(*)::int AS n FROM report WHERE follows_report_id = $1',
      [row?.id],
    );
    expect(follows?.n).toBe(1);
  });

  it('that cannot be reached for five minutes is told to the managers once a day, and read again when it is back', async () => {
    await dovecot.pause();
    const reader = await Reader.start();
    const notices = () =>
      reader.rows<{ kind: string; facts: unknown }>(
        `SELECT kind, facts FROM notice WHERE kind = 'mailbox-unreachable'`,
      );
    await pause(300);
    expect(await notices()).toEqual([]);
    clock.advance('6m');
    await eventually('the managers are told', async () => (await notices()).length === 1);
    clock.advance('1h');
    await pause(500);
    expect(await notices()).toEqual([{ kind: 'mailbox-unreachable', facts: { mailbox: '127.0.0.1 INBOX' } }]);
    await dovecot.resume();
    await dovecot.deliver(mail('patience'));
    await stored(reader, 1);
  });

  it('has a ledger: what the folder held beside what is stored, and a difference is told', async () => {
    const reader = await Reader.start();
    await dovecot.deliver(mail('one'));
    await dovecot.deliver(mail('two'));
    await stored(reader, 2);
    await allMarked();
    const ledger = reader.application.get(IntakeLedger, { strict: false });
    await ledger.compare();
    const rows = () =>
      reader.rows(`SELECT source, came, stored, repeated, refused FROM intake_ledger WHERE source LIKE 'imap%'`);
    expect(await rows()).toEqual([{ source: 'imap INBOX', came: 2, stored: 2, repeated: 0, refused: 0 }]);
    await reader.rows(
      `INSERT INTO mailbox_message SELECT mailbox, folder, 1, 5, 'waiting', NULL, 9, seen_at - interval '11 minutes' FROM mailbox_message LIMIT 1`,
    );
    await ledger.compare();
    const notices = await reader.rows(`SELECT facts FROM notice WHERE kind = 'ledger-differs'`);
    expect(notices).toHaveLength(1);
  });
});
