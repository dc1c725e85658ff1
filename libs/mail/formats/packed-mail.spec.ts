import * as openpgp from 'openpgp';
import { beforeAll, describe, expect, test } from 'vitest';
import type { MailKey } from '../reading.js';
import { readMailHere } from '../read-mail-here.js';
import { readSignedData } from './read-signed-data.js';
import { readTnef } from './read-tnef.js';

const lines = (...all: readonly string[]) => all.join('\r\n');

/** One attribute of a TNEF stream: level, tag, length, data, checksum. */
function attribute(tag: number, data: Buffer): Buffer {
  const head = Buffer.alloc(9);
  head.writeUInt8(tag >= 0x8010 ? 2 : 1, 0);
  head.writeUInt16LE(tag, 1);
  head.writeUInt32LE(data.length, 5);
  return Buffer.concat([head, data, Buffer.alloc(2)]);
}

function unicodeProperties(values: Readonly<Record<number, string>>): Buffer {
  const entries = Object.entries(values).map(([id, text]) => {
    const data = Buffer.from(`${text}\0`, 'utf16le');
    const head = Buffer.alloc(12);
    head.writeUInt16LE(0x1f, 0);
    head.writeUInt16LE(Number(id), 2);
    head.writeUInt32LE(1, 4);
    head.writeUInt32LE(data.length, 8);
    return Buffer.concat([head, data, Buffer.alloc((4 - (data.length % 4)) % 4)]);
  });
  const count = Buffer.alloc(4);
  count.writeUInt32LE(entries.length, 0);
  return Buffer.concat([count, ...entries]);
}

const signature = Buffer.from([0x78, 0x9f, 0x3e, 0x22, 1, 0]);
const winmail = Buffer.concat([
  signature,
  attribute(0x9003, unicodeProperties({ 0x1000: 'Bonjour, été' })),
  attribute(0x9002, Buffer.alloc(14)),
  attribute(0x8010, Buffer.from('LONGNA~1.PDF\0')),
  attribute(0x800f, Buffer.from('%PDF')),
  attribute(0x9005, unicodeProperties({ 0x3707: 'Déclaration.pdf', 0x370e: 'application/pdf' })),
]);

const der = (tag: number, ...content: readonly Buffer[]): Buffer => {
  const all = Buffer.concat(content);
  return Buffer.concat([Buffer.from([tag, 0x82, all.length >> 8, all.length & 255]), all]);
};

const envelope = (content: string) =>
  Buffer.from(
    lines(
      'From: a@b.example',
      'Content-Type: multipart/encrypted; protocol="application/pgp-encrypted"; boundary=x',
      '',
      '--x',
      'Content-Type: application/pgp-encrypted',
      '',
      'Version: 1',
      '--x',
      'Content-Type: application/octet-stream; name=encrypted.asc',
      '',
      content,
      '--x--',
    ),
  );

const wrapped = (octets: Buffer) =>
  der(
    0x30,
    Buffer.from('06092a864886f70d010702', 'hex'),
    der(
      0xa0,
      der(
        0x30,
        Buffer.from([2, 1, 1]),
        der(0x31),
        der(0x30, Buffer.from('06092a864886f70d010701', 'hex'), der(0xa0, octets)),
      ),
    ),
  );

describe('what Outlook packs', () => {
  test('is unpacked: its files with their long names, its words where there are no others', async () => {
    const raw = lines(
      'From: a@b.example',
      'Content-Type: application/ms-tnef; name=winmail.dat',
      'Content-Transfer-Encoding: base64',
      '',
      winmail.toString('base64'),
    );
    const mail = await readMailHere(Buffer.from(raw));
    expect(mail.text).toBe('Bonjour, été');
    expect(mail.attachments).toMatchObject([{ filename: 'Déclaration.pdf', contentType: 'application/pdf', size: 4 }]);
  });

  test('cut off anywhere is read as far as it goes', () => {
    for (let length = 0; length <= winmail.length; length += 1)
      expect(() => readTnef(winmail.subarray(0, length))).not.toThrow();
    expect(readTnef(Buffer.from('no tnef at all'))).toBeNull();
  });

  test('that is none stays a file', async () => {
    const mail = await readMailHere(
      Buffer.from(lines('Content-Type: application/octet-stream; name=winmail.dat', '', 'nothing')),
    );
    expect(mail.attachments).toMatchObject([{ filename: 'winmail.dat' }]);
  });
});

describe('a message wrapped in its signature', () => {
  const inner = Buffer.from('Content-Type: text/plain\r\n\r\nsigned words');

  test('is read, in one piece or several', async () => {
    expect(readSignedData(wrapped(der(0x04, inner)))?.toString()).toBe(inner.toString());
    expect(
      readSignedData(wrapped(der(0x24, der(0x04, inner.subarray(0, 9)), der(0x04, inner.subarray(9)))))?.toString(),
    ).toBe(inner.toString());
    const raw = lines(
      'Content-Type: application/pkcs7-mime; smime-type=signed-data; name=smime.p7m',
      'Content-Transfer-Encoding: base64',
      '',
      wrapped(der(0x04, inner)).toString('base64'),
    );
    expect(await readMailHere(Buffer.from(raw))).toMatchObject({
      text: 'signed words',
      signed: 'smime',
      encrypted: null,
    });
  });

  test('that is sealed with a key instead says so', async () => {
    const mail = await readMailHere(
      Buffer.from(
        lines('Content-Type: application/pkcs7-mime; name=smime.p7m', 'Content-Transfer-Encoding: base64', '', 'MIIB'),
      ),
    );
    expect(mail).toMatchObject({
      encrypted: { kind: 'smime', outcome: 'no-key' },
      attachments: [{ filename: 'smime.p7m' }],
    });
  });

  test('of any bytes is read without an error', () => {
    const whole = wrapped(der(0x04, inner));
    for (let at = 0; at < whole.length; at += 1) {
      const changed = Buffer.from(whole);
      changed[at] = 0x80;
      expect(() => readSignedData(changed)).not.toThrow();
      expect(() => readSignedData(whole.subarray(0, at))).not.toThrow();
    }
  });
});

describe('a message encrypted with PGP', () => {
  let key: MailKey;
  let armored: (text: string) => Promise<string>;

  beforeAll(async () => {
    const made = await openpgp.generateKey({
      userIDs: [{ email: 'aide@vigil.example' }],
      passphrase: 'secret',
      format: 'armored',
    });
    key = { armored: made.privateKey, passphrase: 'secret' };
    const encryptionKeys = await openpgp.readKey({ armoredKey: made.publicKey });
    armored = async (text) => openpgp.encrypt({ message: await openpgp.createMessage({ text }), encryptionKeys });
  }, 60_000);

  test('is opened with a configured key, its parts read as the message’s own', async () => {
    const mail = await readMailHere(
      envelope(await armored('Content-Type: text/plain; charset=utf-8\r\n\r\nNotre page est piratée.')),
      { keys: [key] },
    );
    expect(mail).toMatchObject({
      text: 'Notre page est piratée.',
      encrypted: { kind: 'pgp', outcome: 'decrypted' },
      attachments: [],
    });
  });

  test('within the text is opened where it stands', async () => {
    const mail = await readMailHere(
      Buffer.from(`From: a@b.example\r\n\r\nHello\r\n\r\n${await armored('secret words')}`),
      { keys: [key] },
    );
    expect(mail.text).toBe('Hello\n\nsecret words');
  });

  test('to nobody we know, or broken, is kept as a file with the reason', async () => {
    expect(await readMailHere(envelope(await armored('x')))).toMatchObject({
      encrypted: { outcome: 'no-key' },
      attachments: [{ filename: 'encrypted.asc' }],
    });
    const cut = (await armored('x'))
      .split('\n')
      .filter((_, index) => index !== 4)
      .join('\n');
    expect((await readMailHere(envelope(cut), { keys: [key] })).encrypted?.outcome).toMatch(/failed|no-key/);
  });

  test('that is only signed is read as what it says', async () => {
    const raw = lines(
      'From: a@b.example',
      '',
      '-----BEGIN PGP SIGNED MESSAGE-----',
      'Hash: SHA256',
      '',
      'words',
      '- -- ',
      'me',
      '-----BEGIN PGP SIGNATURE-----',
      '',
      'AAAA',
      '-----END PGP SIGNATURE-----',
    );
    expect(await readMailHere(Buffer.from(raw))).toMatchObject({ text: 'words\n-- \nme', signed: 'pgp' });
  });
});
