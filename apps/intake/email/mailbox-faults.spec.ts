import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { loadConfig } from '#config';
import { createHttpApplication, openRuntime, type Runtime } from '#service';
import { FakeClock, freshDatabase, type TestDatabase } from '#testing';
import { EmailDoorModule } from './email-door.module.js';
import { ImapScript, type ScriptedFaults } from './imap-script-rig.js';
import { ReceiveMail } from './receive-mail.js';

const mail = (name: string) =>
  `Return-Path: <aide@red-oak.example>\r\nFrom: aide@red-oak.example\r\nSubject: ${name}\r\nMessage-ID: <${name}@red-oak.example>\r\n\r\nhelp ${name}\r\n`;
const threeMails = new Map([
  [3, mail('three')],
  [5, mail('five')],
  [8, mail('eight')],
]);

describe('a mailbox that misbehaves', () => {
  let folder: string;
  let store: TestDatabase;
  let script: ImapScript;
  let runtime: Runtime;
  let application: NestFastifyApplication;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'vigil-mailbox-faults-'));
  });

  beforeEach(async () => {
    store = await freshDatabase();
  });

  afterEach(async () => {
    await application.close();
    await runtime.close();
    await script.stop();
    await store.drop();
  });

  afterAll(async () => {
    await rm(folder, { recursive: true, force: true });
  });

  async function read(
    faults: ScriptedFaults,
    before: (receiveMail: ReceiveMail) => void = () => undefined,
  ): Promise<void> {
    script = await ImapScript.start(threeMails, faults);
    const config = loadConfig({ DATA_DIR: folder, SMTP_PORT: '0', LOG_LEVEL: 'fatal', IMAP_URL: script.url });
    runtime = await openRuntime('test', config, { databaseUrl: store.url, clock: new FakeClock() });
    application = await createHttpApplication(runtime, { modules: [EmailDoorModule.with({ retryMs: 10 })] });
    before(application.get(ReceiveMail, { strict: false }));
    await application.init();
  }

  const states = async (): Promise<string> => {
    const rows: { uid: string; state: string }[] = await runtime.database.source.query(
      'SELECT uid, state FROM mailbox_message ORDER BY uid',
    );
    return rows.map(({ uid, state }) => `${uid} ${state}`).join(', ');
  };
  const become = async (expected: string): Promise<void> => {
    let seen = '';
    for (const until = performance.now() + 20_000; performance.now() < until; await pause(20)) {
      seen = await states();
      if (seen === expected) return;
    }
    throw new Error(`it stayed at: ${seen}`);
  };
  const subjects = async (): Promise<readonly string[]> => {
    const rows: { raw: Buffer }[] = await runtime.database.source.query('SELECT raw FROM report');
    return rows.map(({ raw }) => /Subject: (\w+)/.exec(raw.toString())?.[1] ?? '').toSorted();
  };
  const all = '3 stored, 5 stored, 8 stored';

  it('not at all is read once', async () => {
    await read({});
    await become(all);
    expect(await subjects()).toEqual(['eight', 'five', 'three']);
    // The last mark follows the row that says so.
    await expect.poll(() => [...script.flags.keys()]).toEqual([3, 5, 8]);
    expect(script.connections).toBe(1);
  });

  it('by refusing to be marked is read all the same', async () => {
    await read({ refusesMarks: true });
    await become(all);
    expect(await subjects()).toEqual(['eight', 'five', 'three']);
    const [row] = await runtime.database.source.query('SELECT count(marked_at)::int AS n FROM mailbox_message');
    expect(row.n).toBe(0);
  });

  it('by breaking off in the middle of a message gives that message whole the next time', async () => {
    await read({ cuts: { uid: 5, times: 3 } });
    await become(all);
    expect(await subjects()).toEqual(['eight', 'five', 'three']);
    const rows: { raw: Buffer }[] = await runtime.database.source.query('SELECT raw FROM report');
    expect(rows.map(({ raw }) => raw.toString()).toSorted()).toEqual([...threeMails.values()].toSorted());
    expect(script.connections).toBe(4);
  });

  it('by saying goodbye is asked again', async () => {
    await read({ goodbyes: 3 });
    await become(all);
    expect(script.connections).toBe(4);
  });

  it('by withholding a message that it holds is not believed that the message is gone', async () => {
    await read({ withholds: 5 });
    await become('3 stored, 5 waiting, 8 stored');
    expect(await subjects()).toEqual(['eight', 'three']);
  });

  it('with a message that cannot be stored gives the others, and that one when it can be', async () => {
    let isMended = false;
    await read({}, (receiveMail) => {
      const receive = receiveMail.receive.bind(receiveMail);
      receiveMail.receive = async (arrived) => {
        if (!isMended && arrived.raw.includes('five')) throw new Error('poison');
        return receive(arrived);
      };
    });
    await become('3 stored, 5 waiting, 8 stored');
    isMended = true;
    script.stir();
    await become(all);
    expect(await subjects()).toEqual(['eight', 'five', 'three']);
  });

  it('with a message that could not be stored once is asked for it again before the next look', async () => {
    let isMended = false;
    await read({}, (receiveMail) => {
      const receive = receiveMail.receive.bind(receiveMail);
      receiveMail.receive = async (arrived) => {
        if (isMended || !arrived.raw.includes('five')) return receive(arrived);
        isMended = true;
        throw new Error('a glitch');
      };
    });
    await become(all);
    expect(script.connections).toBe(1);
  });

  it('while the store is down is read when the store is back', async () => {
    let isDown = true;
    await read({}, (receiveMail) => {
      const receive = receiveMail.receive.bind(receiveMail);
      receiveMail.receive = async (arrived) => {
        if (isDown) throw new Error('down');
        return receive(arrived);
      };
    });
    await become('3 waiting, 5 waiting, 8 waiting');
    await pause(200);
    expect(script.flags.size).toBe(0);
    isDown = false;
    await become(all);
    expect(await subjects()).toEqual(['eight', 'five', 'three']);
  });
});
