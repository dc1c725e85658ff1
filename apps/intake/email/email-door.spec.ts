import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { createTransport } from 'nodemailer';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { loadConfig } from '#config';
import {
  createHttpApplication,
  mailThreadAddress,
  mailThreadMessageId,
  Metrics,
  openRuntime,
  type Runtime,
} from '#service';
import { FakeClock, freshDatabase, type TestDatabase } from '#testing';
import { EmailDoorModule } from './email-door.module.js';
import type { MailLimits } from './mail-limits.js';
import { SmtpConversation } from './smtp-conversation-rig.js';
import { SmtpDoor } from './smtp-door.js';

const hotline = 'hotline@vigil.example';
const sender = 'aide@parti.example';

let folder: string;
let store: TestDatabase;
let door: Door;

/** A listener of its own on a port that the system chooses. */
class Door {
  private constructor(
    readonly runtime: Runtime,
    private readonly application: NestFastifyApplication,
  ) {}

  static async open(limits: Partial<MailLimits> = {}): Promise<Door> {
    const config = loadConfig({ DATA_DIR: folder, SMTP_PORT: '0', LOG_LEVEL: 'fatal' });
    const runtime = await openRuntime('test', config, { databaseUrl: store.url, clock: new FakeClock() });
    const application = await createHttpApplication(runtime, { modules: [EmailDoorModule.with(limits)] });
    await application.init();
    return new Door(runtime, application);
  }

  get port(): number {
    return this.application.get(SmtpDoor, { strict: false }).port;
  }

  get metrics(): Metrics {
    return this.application.get(Metrics);
  }

  async close(): Promise<void> {
    await this.application.close();
    await this.runtime.close();
  }
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'vigil-mail-'));
  store = await freshDatabase();
  door = await Door.open();
});

afterAll(async () => {
  await door.close();
  await store.drop();
  await rm(folder, { recursive: true, force: true });
});

interface ReportRow {
  readonly id: string;
  readonly reference: string;
  readonly raw: Buffer;
  readonly size: number;
  readonly external_id: string;
  readonly sender: string | null;
  readonly truncated: boolean;
  readonly follows_report_id: string | null;
}

/** The report whose reference an answer names. */
async function storedAs(answer: string): Promise<ReportRow> {
  const [, reference] = /Stored as ([2-9A-Z]{4}-[2-9A-Z]{3})/.exec(answer) ?? [];
  const [row]: ReportRow[] = await door.runtime.database.source.query(
    'SELECT id, reference, raw, length(raw) AS size, external_id, sender, truncated, follows_report_id FROM report WHERE reference = $1',
    [reference],
  );
  if (row === undefined) throw new Error(`nothing is stored for: ${answer}`);
  return row;
}

const countReports = async (): Promise<number> => {
  const [row] = await door.runtime.database.source.query('SELECT count(*)::int AS n FROM report');
  return row.n;
};

/** Sends raw bytes by a real client, and answers with the server's last word. */
async function send(
  raw: Buffer | string,
  { from = sender, to = [hotline], port = door.port }: { from?: string; to?: string[]; port?: number } = {},
): Promise<string> {
  const transport = createTransport({ host: '127.0.0.1', port, secure: false });
  try {
    return (await transport.sendMail({ envelope: { from, to }, raw })).response;
  } finally {
    transport.close();
  }
}

const followed = async (raw: string, to = hotline) => (await storedAs(await send(raw, { to: [to] }))).follows_report_id;

async function withDoor(limits: Partial<MailLimits>, work: (other: Door) => Promise<void>): Promise<void> {
  const other = await Door.open({ closingMs: 500, ...limits });
  try {
    await work(other);
  } finally {
    await other.close();
  }
}

describe('a mail', () => {
  test('is answered with its reference once it is stored byte for byte', async () => {
    const transport = createTransport({ host: '127.0.0.1', port: door.port });
    const info = await transport.sendMail({
      from: sender,
      to: hotline,
      subject: 'Compte piraté',
      text: '.une ligne\r\n..et deux\r\n.\r\nfin ✓',
      messageId: '<one@parti.example>',
    });
    transport.close();
    expect(info.response).toMatch(/^250 2\.\d\.0 Stored as \S{8}$/);
    const report = await storedAs(info.response);
    expect(report).toMatchObject({ sender, truncated: false, follows_report_id: null });
    expect(report.external_id).toMatch(/^<one@parti\.example>:[0-9a-f]{64}$/);
    expect(report.raw.toString()).toContain('Message-ID: <one@parti.example>');
    const events = await door.runtime.database.source.query(
      `SELECT 1 FROM event WHERE type = 'report.received' AND data->>'reportId' = $1`,
      [report.id],
    );
    expect(events).toHaveLength(1);
  });

  test('that comes twice is one report and gets the same answer', async () => {
    const raw = 'Message-ID: <twice@x>\r\n\r\nhelp';
    const first = await send(raw);
    expect(await send(raw)).toBe(first);
    expect((await storedAs(await send(`${raw} more`))).reference).not.toBe((await storedAs(first)).reference);
  });

  test.each([
    ['with no headers', 'just help\r\n'],
    ['with nothing in it', ''],
    ['with NUL bytes', 'Subject: \0\0\r\n\r\na\0b\0'],
    ['with bare line feeds', 'Subject: x\n\n.\nline\n..\nend'],
    ['with bytes of no encoding', Buffer.from([0xff, 0xfe, 0x80, 0x0d, 0x0a, 0xc3])],
    ['with a header of a megabyte', `Subject: ${'x'.repeat(1_000_000)}\r\n\r\nhelp`],
    ['with a Message-ID of a megabyte', `Message-ID: <${'x'.repeat(1_000_000)}@y>\r\n\r\nhelp`],
    ['with a dot at the start of every line', `Subject: x\r\n\r\n${'.\r\n..\r\n'.repeat(100_000)}`],
    ['with 10,000 headers', `${'X-A: b\r\n'.repeat(10_000)}\r\nhelp`],
    ['of fifty parts without a text', manyParts(50)],
    ['from a list', 'List-Id: <a.b>\r\nPrecedence: bulk\r\nAuto-Submitted: auto-replied\r\n\r\nhelp'],
    [
      'of 10 MB',
      Buffer.concat([Buffer.from('Subject: big\r\n\r\n'), Buffer.alloc(10 * 1024 * 1024, 'line of text\r\n')]),
    ],
  ])('%s is stored as it is', async (_, content) => {
    const conversation = await SmtpConversation.open(door.port);
    await conversation.greet(sender, hotline);
    const answer = await conversation.data(Buffer.from(content));
    conversation.close();
    const report = await storedAs(answer);
    const expected = Buffer.from(content);
    // The line end before the final dot belongs to the mail.
    expect(report.raw.subarray(0, expected.length).equals(expected)).toBe(true);
    expect(report.raw.length - expected.length).toBeLessThanOrEqual(2);
  });

  test('of 60 MB is stored with its beginning, marked so, and the sender is told', async () => {
    const raw = Buffer.concat([
      Buffer.from('Subject: huge\r\n\r\n'),
      Buffer.alloc(60 * 1024 * 1024, 'line of text\r\n'),
    ]);
    const answer = await send(raw);
    expect(answer).toContain('the first 25 MB / les premiers 25 Mo');
    expect(await storedAs(answer)).toMatchObject({ truncated: true, size: 25 * 1024 * 1024 });
  });

  test('with an empty sender, as bounces have, is stored', async () => {
    const conversation = await SmtpConversation.open(door.port);
    await conversation.greet('', hotline);
    expect(await storedAs(await conversation.data('bounce'))).toMatchObject({ sender: null });
    conversation.close();
  });

  test('is taken for every address of the hotline, in any case and with any tag', async () => {
    for (const to of ['HOTLINE@Vigil.Example', 'assistance@vigil.example', 'hotline+anything@vigil.example']) {
      expect(await send(`To: ${to}\r\n\r\nx`, { to: [to] })).toContain('Stored as');
    }
  });

  test('to anybody else is refused in both languages, and counted', async () => {
    const refusal = /550 5\.1\.1 .*write to hotline@vigil\.example \/ .*le bon courriel est/;
    for (const to of [
      'other@vigil.example',
      'hotline@evil.example',
      'hotline@vigil.example.evil.example',
      '+hotline@vigil.example',
    ]) {
      await expect(send('x', { to: [to] })).rejects.toThrow(refusal);
    }
    expect((await door.metrics.mailRefused.get()).values).toMatchObject([
      { labels: { reason: 'recipient' }, value: 4 },
    ]);
  });

  test('is taken with the recipients that are ours, when others are not', async () => {
    expect(await send('x', { to: ['other@vigil.example', hotline] })).toContain('Stored as');
  });
});

describe('a mail follows a report', () => {
  test('when it is written to the report’s own address, or answers a mail of ours about it', async () => {
    const { id } = await storedAs(await send('Subject: first\r\n\r\nx'));
    const { secrets } = door.runtime;
    const messageId = mailThreadMessageId(secrets, 'vigil.example', id, 'd1');
    expect(await followed('Subject: a\r\n\r\nx', mailThreadAddress(secrets, hotline, id))).toBe(id);
    expect(await followed(`In-Reply-To: ${messageId}\r\n\r\nx`)).toBe(id);
    expect(await followed(`references: <a@b>\r\n\t<c@d>\r\n ${messageId}\r\n\r\ny`)).toBe(id);
  });

  test('never because it says so: a reference, a forged id, or an id in the text', async () => {
    const { id, reference } = await storedAs(await send('Subject: second\r\n\r\nx'));
    const messageId = mailThreadMessageId(door.runtime.secrets, 'vigil.example', id, 'd1');
    const forged = messageId.replace(/\.[\w-]{22}\./, `.${'A'.repeat(22)}.`);
    expect(await followed(`Subject: Re: [${reference}]\r\n\r\nx`)).toBeNull();
    expect(await followed(`In-Reply-To: ${forged}\r\n\r\nx`)).toBeNull();
    expect(await followed(`Subject: x\r\n\r\nIn-Reply-To: ${messageId}\r\n`)).toBeNull();
  });

  test('unless that report is not in the store, and is then stored alone', async () => {
    const unknown = '0b5f6a2c-3a51-4c1e-9c3b-2f5e8d7a9b10';
    expect(await followed('Subject: b\r\n\r\nx', mailThreadAddress(door.runtime.secrets, hotline, unknown))).toBeNull();
  });
});

describe('the conversation', () => {
  test('offers what it keeps: a size, eight bits, Unicode addresses; no sign-in and no encryption without a certificate', async () => {
    const conversation = await SmtpConversation.open(door.port);
    const answer = await conversation.say('EHLO parti.example');
    expect(answer).toContain(`SIZE ${100 * 1024 * 1024}`);
    for (const word of ['PIPELINING', '8BITMIME', 'SMTPUTF8', 'ENHANCEDSTATUSCODES']) expect(answer).toContain(word);
    expect(answer).not.toMatch(/STARTTLS|AUTH/);
    expect(await conversation.say('STARTTLS')).toMatch(/^500/);
    expect(await conversation.say(`MAIL FROM:<${sender}> SIZE=200000000`)).toMatch(/^552/);
    expect(await conversation.say('NOOP')).toMatch(/^250/);
    conversation.close();
  });

  test('survives garbage, and serves the next one', async () => {
    for (const garbage of [
      '\0\0\0\r\n',
      'GET / HTTP/1.1\r\n\r\n',
      `${'A'.repeat(100_000)}\r\n`,
      'MAIL FROM:<\0>\r\n',
      'DATA\r\n.\r\n',
      'RCPT TO:<<<>>>\r\n',
      '\n\n\n',
      Buffer.alloc(70_000, 0xff),
    ]) {
      const conversation = await SmtpConversation.open(door.port);
      conversation.write(garbage);
      conversation.close();
    }
    expect(await send('still here')).toContain('Stored as');
  });

  test('takes pipelined commands, also with several mails at once', async () => {
    const conversation = await SmtpConversation.open(door.port);
    await conversation.say('EHLO a.example');
    const one = `MAIL FROM:<${sender}>\r\nRCPT TO:<${hotline}>\r\nDATA\r\n`;
    conversation.write(`${one}first\r\n.\r\n${one}second\r\n.\r\nQUIT\r\n`);
    const all = await conversation.rest();
    expect(all.match(/Stored as/g)).toHaveLength(2);
    expect(all).toContain('221');
  });

  test('allows twenty recipients', async () => {
    const conversation = await SmtpConversation.open(door.port);
    await conversation.greet(sender, 'hotline+0@vigil.example');
    for (let index = 1; index < 20; index += 1) await conversation.say(`RCPT TO:<hotline+${index}@vigil.example>`);
    expect(await conversation.say('RCPT TO:<hotline+20@vigil.example>')).toMatch(/^452 4\.5\.3/);
    conversation.close();
  });

  test('that breaks off in the middle of a mail stores nothing', async () => {
    const before = await countReports();
    const conversation = await SmtpConversation.open(door.port);
    await conversation.greet(sender, hotline);
    await conversation.say('DATA');
    conversation.write('Subject: half\r\n\r\nhelp');
    conversation.close();
    expect(await send('Subject: whole\r\n\r\nx')).toContain('Stored as');
    expect(await countReports()).toBe(before + 1);
  });
});

describe('when it cannot take a mail', () => {
  test('because the store does not answer, the sender is asked in both languages to try again', async () => {
    await withDoor({}, async (other) => {
      other.runtime.database.transaction = () =>
        Promise.reject(Object.assign(new Error('down'), { code: 'ECONNREFUSED' }));
      await expect(send('x', { port: other.port })).rejects.toThrow(
        /451 4\.3\.0 .*try again.* \/ .*essayer de nouveau/,
      );
    });
  });

  test('because it is endless, it says so and hangs up', async () => {
    await withDoor({ read: 2 * 1024 * 1024, kept: 1024 }, async (other) => {
      const conversation = await SmtpConversation.open(other.port);
      await conversation.greet(sender, hotline);
      await conversation.say('DATA');
      conversation.write(Buffer.alloc(3 * 1024 * 1024, 'a'));
      expect(await conversation.rest()).toMatch(/552 5\.3\.4 Too large, 2 MB at most \/ Trop volumineux, 2 Mo au plus/);
    });
  });

  test('because too much is under way, the sender tries again later, and the memory is given back', async () => {
    await withDoor({ buffered: 100_000 }, async (other) => {
      await expect(send(Buffer.alloc(200_000, 'a\r\n'), { port: other.port })).rejects.toThrow(/451 4\.3\.0 Too busy/);
      for (let index = 0; index < 5; index += 1) {
        expect(await send(Buffer.alloc(90_000, `${index}\r\n`), { port: other.port })).toContain('Stored as');
      }
    });
  });

  test('because too many are connected, the next one is sent away', async () => {
    await withDoor({ connections: 1 }, async (other) => {
      const first = await SmtpConversation.open(other.port);
      await expect(SmtpConversation.open(other.port)).rejects.toThrow('421');
      first.close();
    });
  });

  test('because it takes too long, it hangs up', async () => {
    await withDoor({ mailMs: 50 }, async (other) => {
      const conversation = await SmtpConversation.open(other.port);
      await conversation.greet(sender, hotline);
      await conversation.say('DATA');
      expect(await conversation.rest()).toMatch(/^421 4\.4\.2 Too slow/m);
    });
  });

  test('because it is closing, it says goodbye at once', async () => {
    const other = await Door.open();
    const conversation = await SmtpConversation.open(other.port);
    const closing = other.close();
    expect(await conversation.rest()).toMatch(/^421/);
    await closing;
  });
});

test('a taken port is named, with the variable that chooses another', async () => {
  const config = loadConfig({ DATA_DIR: folder, SMTP_PORT: String(door.port), LOG_LEVEL: 'fatal' });
  const runtime = await openRuntime('test', config, { databaseUrl: store.url, clock: new FakeClock() });
  const application = await createHttpApplication(runtime, { modules: [EmailDoorModule] });
  await expect(application.init()).rejects.toThrow(/Port \d+ is taken: .*SMTP_PORT/);
  await application.close();
  await runtime.close();
});

function manyParts(count: number): string {
  const part = '--x\r\nContent-Type: image/png; name="a.png"\r\nContent-Transfer-Encoding: base64\r\n\r\nAAAA\r\n';
  return `Content-Type: multipart/mixed; boundary=x\r\n\r\n${part.repeat(count)}--x--\r\n`;
}
