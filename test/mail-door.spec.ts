import { spawnSync } from 'node:child_process';
import { copyFile, mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect as connectTls, type TLSSocket } from 'node:tls';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { createTransport } from 'nodemailer';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type Config, loadConfig } from '#config';
import { createHttpApplication, openRuntime, type Runtime } from '#service';
import type { MailArrival } from '#store';
import { FakeClock, freshDatabase, type TestDatabase } from '#testing';
import { EmailDoorModule } from '../apps/intake/email/email-door.module.js';
import { IntakeLedger } from '../apps/intake/intake-ledger.js';
import { SmtpConversation } from '../apps/intake/email/smtp-conversation-rig.js';
import { SmtpDoor } from '../apps/intake/email/smtp-door.js';
import { until } from './until.js';

const hotline = 'hotline@vigil.example';
const french = 'assistance@vigil.example';
const sender = 'aide@red-oak.example';
const hasOpenssl = spawnSync('openssl', ['version']).status === 0;
const withOpenssl = hasOpenssl ? '' : ' (skipped: there is no openssl here to make a certificate with)';

let folder: string;
let store: TestDatabase;
const clock = new FakeClock();
const doors: Door[] = [];

interface ReportRow {
  readonly id: string;
  readonly sender: string | null;
  readonly language: string | null;
  readonly arrival: MailArrival;
}

/** A mail door with settings of its own; nothing on this machine counts as a relay unless it is said to. */
class Door {
  private constructor(
    readonly runtime: Runtime,
    readonly application: NestFastifyApplication,
  ) {}

  static async open(
    smtp: Partial<Config['mail']['smtp']> = {},
    environment: Readonly<Record<string, string>> = {},
  ): Promise<Door> {
    const shipped = loadConfig({ DATA_DIR: folder, SMTP_PORT: '0', LOG_LEVEL: 'fatal', ...environment });
    const config = { ...shipped, mail: { ...shipped.mail, smtp: { ...shipped.mail.smtp, relays: [], ...smtp } } };
    const runtime = await openRuntime('test', config, { databaseUrl: store.url, clock });
    const application = await createHttpApplication(runtime, { modules: [EmailDoorModule.with({ closingMs: 500 })] });
    await application.init();
    const door = new Door(runtime, application);
    doors.push(door);
    return door;
  }

  get smtp(): SmtpDoor {
    return this.application.get(SmtpDoor, { strict: false });
  }

  get ledger(): IntakeLedger {
    return this.application.get(IntakeLedger, { strict: false });
  }

  async send(raw: string, to: string | readonly string[] = hotline, from = sender): Promise<string> {
    const transport = createTransport({
      host: '127.0.0.1',
      port: this.smtp.port,
      secure: false,
      name: 'mx.red-oak.example',
      tls: { rejectUnauthorized: false },
    });
    try {
      return (await transport.sendMail({ envelope: { from, to: [to].flat() }, raw })).response;
    } finally {
      transport.close();
    }
  }

  async report(answer: string): Promise<ReportRow> {
    const [, reference] = /Stored as (\S+)/.exec(answer) ?? [];
    const [row] = await this.rows<ReportRow>('SELECT id, sender, language, arrival FROM report WHERE reference = $1', [
      reference,
    ]);
    if (row === undefined) throw new Error(`nothing is stored for: ${answer}`);
    return row;
  }

  async rows<T>(sql: string, parameters: readonly unknown[] = []): Promise<T[]> {
    return this.runtime.database.source.query(sql, [...parameters]);
  }

  async count(): Promise<number> {
    const [row] = await this.rows<{ n: number }>('SELECT count(*)::int AS n FROM report');
    return row?.n ?? -1;
  }

  async close(): Promise<void> {
    doors.splice(doors.indexOf(this), 1);
    await this.application.close();
    await this.runtime.close();
  }
}

let serial = 0;
function mail(text = 'We were hacked.', trace = ''): string {
  serial += 1;
  return `${trace}From: ${sender}\r\nSubject: Help\r\nMessage-ID: <${serial}@red-oak.example>\r\n\r\n${text}\r\n`;
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'vigil-mail-door-'));
  store = await freshDatabase();
});

afterEach(async () => {
  for (const door of doors.slice()) await door.close();
});

afterAll(async () => {
  await store.drop();
  await rm(folder, { recursive: true, force: true });
});

describe('what is known of a mail besides its bytes', () => {
  it('is stored with it: who connected, as whom, from whom, to whom', async () => {
    const door = await Door.open();
    const { arrival, language } = await door.report(await door.send(mail(), [hotline, 'hotline+tag@vigil.example']));
    expect(arrival).toEqual({
      via: 'smtp',
      remoteAddress: '127.0.0.1',
      helo: 'mx.red-oak.example',
      tls: null,
      mailFrom: sender,
      rcptTo: [hotline, 'hotline+tag@vigil.example'],
      at: `127.0.0.1:${door.smtp.port}`,
    });
    expect(language).toBeNull();
  });

  it('says nothing of the sender’s network behind a relay of our own', async () => {
    const door = await Door.open({ relays: ['127.0.0.0/8'] });
    const { arrival } = await door.report(await door.send(mail()));
    expect(arrival).toMatchObject({ remoteAddress: null, helo: null, mailFrom: sender });
  });

  it('is the language of the address it was written to, unless it was written to both', async () => {
    const door = await Door.open();
    expect((await door.report(await door.send(mail(), french))).language).toBe('fr');
    expect((await door.report(await door.send(mail(), [french, hotline]))).language).toBeNull();
  });

  it('is that the postmaster was written to, whom every mail server must have', async () => {
    const door = await Door.open();
    for (const to of ['postmaster@vigil.example', 'Abuse@vigil.example', 'postmaster']) {
      const conversation = await SmtpConversation.open(door.smtp.port);
      await conversation.say('EHLO mx.red-oak.example');
      await conversation.say(`MAIL FROM:<${sender}>`);
      expect(await conversation.say(`RCPT TO:<${to}>`)).toMatch(/^250/);
      expect(await conversation.data(mail())).toContain('Stored as');
      conversation.close();
    }
  });
});

describe('one mail', () => {
  it('that comes by two routes is one report, answered with the same reference', async () => {
    const door = await Door.open();
    const text = mail();
    const before = await door.count();
    const first = await door.send(`Received: from a by b; now\r\n${text}`, hotline);
    expect(await door.send(`Received: from c by d; later\r\nX-Spam-Score: 1\r\n${text}`, french)).toBe(first);
    expect(await door.count()).toBe(before + 1);
  });

  it('whose Message-ID another one carries is another report', async () => {
    const door = await Door.open();
    const text = mail();
    const first = await door.send(text);
    expect(await door.send(text.replace('hacked', 'robbed'))).not.toBe(first);
  });

  it('is not silenced by a copy through a list that comes first, and the copy adds nothing when it comes last', async () => {
    const door = await Door.open();
    const [one, two] = [mail(), mail()];
    const list = await door.send(`List-Id: <staff.red-oak.example>\r\n${one}`);
    expect(await door.send(one)).not.toBe(list);
    const direct = await door.send(two);
    expect(await door.send(`List-Id: <staff.red-oak.example>\r\n${two}`)).toBe(direct);
  });

  it('sent from two terminals at the same instant is one report', async () => {
    const [one, two] = [await Door.open(), await Door.open()];
    const text = mail();
    const before = await one.count();
    const answers = await Promise.all([one, two, one, two].map((door) => door.send(text)));
    expect(new Set(answers).size).toBe(1);
    expect(await one.count()).toBe(before + 1);
  });
});

describe('a network that sends too much', () => {
  it('is asked to come again, loses nothing, and holds up nobody else', async () => {
    const door = await Door.open({ mailsPerMinutePerSource: 3 });
    const before = await door.count();
    const flood = Array.from({ length: 12 }, () => mail());
    let waiting = flood;
    const words = new Set<string>();
    let minutes = 0;
    while (waiting.length > 0) {
      const refused: string[] = [];
      for (const text of waiting) {
        await door.send(text).catch((error: Error) => {
          refused.push(text);
          words.add(error.message);
        });
      }
      waiting = refused;
      minutes += 1;
      clock.advance('1m');
    }
    expect(minutes).toBe(4);
    expect([...words].join('\n')).toMatch(
      /^.*451 4\.3\.0 Too many mails from your network.* \/ Trop de courriels[^\n]*$/,
    );
    expect(await door.count()).toBe(before + 12);
  });

  it('has so many connections at once, and the next when one ends', async () => {
    const door = await Door.open({ connectionsPerSource: 2 });
    const [one, two] = [await SmtpConversation.open(door.smtp.port), await SmtpConversation.open(door.smtp.port)];
    await expect(SmtpConversation.open(door.smtp.port)).rejects.toThrow(/421 Too many connections from your network/);
    one.close();
    await until('a place is free', async () => {
      const next = await SmtpConversation.open(door.smtp.port).catch(() => null);
      next?.close();
      return next !== null;
    });
    two.close();
  });

  it('with slow senders on all its connections holds up no other network', async () => {
    const door = await Door.open({ connectionsPerSource: 3 });
    const slow = await Promise.all([1, 2, 3].map(() => SmtpConversation.open(door.smtp.port)));
    for (const conversation of slow) {
      await conversation.greet(sender, hotline);
      await conversation.say('DATA');
      conversation.write('Subject: slow\r\n\r\nI am still typ');
    }
    // Another address of this machine is another network.
    const conversation = await greetFrom('127.0.0.2', door.smtp.port);
    expect(conversation).toMatch(/^220/);
    slow[0]?.write('ing\r\n.\r\n');
    await until('the slow one is stored', async () => {
      const rows = await door.rows(`SELECT 1 FROM report WHERE convert_from(raw, 'UTF8') LIKE '%still typing%'`);
      return rows.length === 1;
    });
    for (const each of slow) each.close();
  });

  it('is not limited when it is a relay of our own', async () => {
    const door = await Door.open({ mailsPerMinutePerSource: 1, connectionsPerSource: 1, relays: ['127.0.0.1'] });
    const answers = await Promise.all(Array.from({ length: 5 }, () => door.send(mail())));
    expect(new Set(answers).size).toBe(5);
  });
});

describe('the ledger of the mail door', () => {
  it('counts what came apart from what is stored, and tells the managers once when they differ', async () => {
    clock.advance('5h');
    const door = await Door.open({ mailsPerMinutePerSource: 100 });
    const [one, two] = [mail(), mail()];
    await door.send(one);
    await door.send(one);
    await door.send(two);
    await door.send(mail(), 'nobody@vigil.example').catch(() => undefined);
    await door.ledger.flush();
    await door.ledger.compare();
    const hour = new Date(Math.floor(clock.now().getTime() / 3_600_000) * 3_600_000);
    const row = async () =>
      (await door.rows('SELECT came, repeated, refused, stored FROM intake_ledger WHERE hour = $1', [hour]))[0];
    expect(await row()).toEqual({ came: 3, repeated: 1, refused: 1, stored: 2 });
    const notices = () => door.rows<{ facts: unknown }>(`SELECT facts FROM notice WHERE kind = 'ledger-differs'`);
    expect(await notices()).toEqual([]);
    // A mail was answered 250 and its row is not there.
    door.ledger.count('smtp', clock.now(), 'came');
    await door.ledger.flush();
    await door.ledger.compare();
    await door.ledger.compare();
    expect(await notices()).toEqual([{ facts: { source: 'smtp', came: 4, stored: 2 } }]);
  });

  it('keeps its counts while the store is down, and takes a crash for no loss', async () => {
    clock.advance('5h');
    const door = await Door.open();
    door.ledger.count('smtp', clock.now(), 'came');
    const { source } = door.runtime.database;
    const query = source.query.bind(source);
    source.query = () => Promise.reject(new Error('down'));
    await expect(door.ledger.flush()).rejects.toThrow('down');
    source.query = query;
    await door.ledger.flush();
    const [row] = await door.rows<{ came: number }>('SELECT came FROM intake_ledger ORDER BY hour DESC LIMIT 1');
    expect(row?.came).toBe(1);
    // A door that dies forgets what it counted and not what it stored.
    clock.advance('5h');
    await door.send(mail());
    const other = await Door.open();
    await other.ledger.compare();
    const [latest] = await other.rows<{ n: number }>(
      `SELECT count(*)::int AS n FROM notice WHERE kind = 'ledger-differs' AND raised_at > $1`,
      [new Date(clock.now().getTime() - 60_000)],
    );
    expect(latest?.n).toBe(0);
  });
});

const file = (name: string) => join(folder, name);

const makeCertificate = (name: string): void => {
  const files = ['-keyout', file(`${name}.key`), '-out', file(`${name}.crt`)];
  const subject = ['-subj', `/CN=${name}.vigil.example`, '-days', '30', '-nodes'];
  const made = spawnSync('openssl', ['req', '-x509', '-newkey', 'rsa:2048', ...files, ...subject]);
  if (made.status !== 0) throw new Error(String(made.stderr));
};
const environment = () => ({ SMTP_TLS_KEY_FILE: file('used.key'), SMTP_TLS_CERT_FILE: file('used.crt') });
const use = async (name: string): Promise<void> => {
  for (const end of ['key', 'crt']) {
    await copyFile(file(`${name}.${end}`), file(`next.${end}`));
    await rename(file(`next.${end}`), file(`used.${end}`));
  }
};

describe.runIf(hasOpenssl)(`encryption${withOpenssl}`, () => {
  beforeAll(async () => {
    for (const name of ['first', 'second']) makeCertificate(name);
    await use('first');
  });

  it('is offered, used by a client that can, and noted with the mail', async () => {
    const door = await Door.open({}, environment());
    const { arrival } = await door.report(await door.send(mail()));
    expect(arrival.tls).toMatch(/^TLSv1\.3 TLS_/);
  });

  it('is not demanded: a server that cannot is heard all the same', async () => {
    const door = await Door.open({}, environment());
    const conversation = await SmtpConversation.open(door.smtp.port);
    expect(await conversation.say('EHLO old.example')).toContain('STARTTLS');
    await conversation.say(`MAIL FROM:<${sender}>`);
    await conversation.say(`RCPT TO:<${hotline}>`);
    expect(await conversation.data(mail())).toContain('Stored as');
    conversation.close();
  });

  it('is TLS 1.2 at least', async () => {
    const door = await Door.open({}, environment());
    await expect(handshake(door.smtp.port, 'TLSv1.1')).rejects.toThrow(/version|protocol|alert/i);
    expect((await handshake(door.smtp.port, 'TLSv1.2')).protocol).toBe('TLSv1.2');
  });

  it('uses a renewed certificate for the next connection, and keeps the old one beside a broken one', async () => {
    await use('first');
    const door = await Door.open({}, environment());
    expect((await handshake(door.smtp.port)).name).toBe('first.vigil.example');
    await use('second');
    await door.smtp.renewCertificate();
    expect((await handshake(door.smtp.port)).name).toBe('second.vigil.example');
    await writeFile(file('used.key'), 'half a file');
    await expect(door.smtp.renewCertificate()).rejects.toThrow(/PEM|no start line|decoder/i);
    expect((await handshake(door.smtp.port)).name).toBe('second.vigil.example');
    await use('first');
    await door.smtp.renewCertificate();
    expect((await handshake(door.smtp.port)).name).toBe('first.vigil.example');
  });

  it('that cannot be had is named at the start', async () => {
    await expect(Door.open({}, { ...environment(), SMTP_TLS_KEY_FILE: file('second.key') })).rejects.toThrow(
      /^SMTP_TLS_KEY_FILE and SMTP_TLS_CERT_FILE cannot be used: /,
    );
    await expect(Door.open({}, { ...environment(), SMTP_TLS_CERT_FILE: '/nowhere' })).rejects.toThrow(
      /cannot be used: ENOENT/,
    );
  });
});

/** What a server says first to a client from this address. */
function greetFrom(localAddress: string, port: number): Promise<string> {
  return new Promise((done, failed) => {
    const socket = connect({ host: '127.0.0.1', port, localAddress });
    socket.once('data', (chunk) => {
      done(chunk.toString());
      socket.destroy();
    });
    socket.once('error', failed);
  });
}

/** STARTTLS with one version of TLS; what the server then shows of itself. */
async function handshake(
  port: number,
  version?: 'TLSv1.1' | 'TLSv1.2',
): Promise<{ name: string; protocol: string | null }> {
  const plain = connect(port, '127.0.0.1');
  const heard = (pattern: RegExp) =>
    new Promise<void>((done) => {
      let text = '';
      const listen = (chunk: Buffer) => {
        text += chunk.toString();
        if (!pattern.test(text)) return;
        plain.off('data', listen);
        done();
      };
      plain.on('data', listen);
    });
  await heard(/^220 /m);
  plain.write('EHLO client.example\r\n');
  await heard(/^250 /m);
  plain.write('STARTTLS\r\n');
  await heard(/^220 /m);
  const secure = await new Promise<TLSSocket>((done, failed) => {
    const socket: TLSSocket = connectTls(
      {
        socket: plain,
        rejectUnauthorized: false,
        ...(version !== undefined && { minVersion: version, maxVersion: version, ciphers: 'DEFAULT@SECLEVEL=0' }),
      },
      () => done(socket),
    );
    socket.once('error', failed);
  });
  const found = { name: String(secure.getPeerCertificate().subject.CN), protocol: secure.getProtocol() };
  secure.destroy();
  return found;
}
