import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readReport } from './read-report.js';
import type { StoredReport } from './report-reading.js';

const base = { mediaType: 'message/rfc822', sender: null, language: null, truncated: false } as const;
const read = (channel: StoredReport['channel'], raw: string | Buffer, more: Partial<StoredReport> = {}) =>
  readReport({ ...base, channel, raw: Buffer.from(raw), ...more });
const mail = (raw: string | Buffer, sender: string | null = 'env@x.example') => read('email', raw, { sender });
const lines = (...parts: readonly string[]) => parts.join('\r\n');

const api = (body: unknown) => read('api', JSON.stringify(body), { mediaType: 'application/json' });
const phone = (channel: 'sms' | 'voice', fields: Readonly<Record<string, string>>) =>
  read(channel, new URLSearchParams(fields).toString(), {
    mediaType: 'application/x-www-form-urlencoded',
    sender: fields['From'] ?? null,
  });

describe('a report by the API', () => {
  test('says all that was stated, with what has no place of its own below the description', async () => {
    const reading = await api({
      language: 'fr',
      description: 'Notre page est piratée.',
      account: 'social',
      accountName: '@candidate',
      since: 'ce matin',
      stillHappening: true,
      organization: 'Parti du chêne',
      name: 'Renée 🌳',
      contact: { email: 'renee@parti.example', phone: '+14165550199' },
    });
    expect(reading).toMatchObject({
      readable: true,
      text: 'Notre page est piratée.\n\nCompte\u00A0: @candidate\nDepuis\u00A0: ce matin\nToujours en cours\u00A0: oui',
      statedLanguage: 'fr',
      statedAccount: 'social',
      organization: 'Parti du chêne',
      name: 'Renée 🌳',
      senderAddress: 'renee@parti.example',
      contact: { email: 'renee@parti.example', phone: '+14165550199' },
    });
  });

  test('may be a message that continues another, whose proof is not part of the text', async () => {
    const reading = await api({ reference: 'K7Q4-MPX', receiptCode: 'secret', message: 'More: it is back.' });
    expect(reading).toMatchObject({ readable: true, text: 'More: it is back.' });
    expect(JSON.stringify(reading)).not.toContain('secret');
  });

  test.each([
    ['nothing'],
    ['{'],
    ['null'],
    ['[]'],
    ['{"description": 7}'],
    [`${'['.repeat(10_000)}${']'.repeat(10_000)}`],
    ['\0'],
  ])('that is none is shown as it came: %.20s', async (raw) => {
    const reading = await read('api', raw, { mediaType: 'application/json', language: 'fr' });
    expect(reading).toMatchObject({ readable: false, statedLanguage: 'fr' });
    expect(reading.text).toContain(raw.slice(0, 20).replace('\0', '\uFFFD'));
  });
});

test('a report by the form says what stands in its fields', async () => {
  const raw = new URLSearchParams({
    description: 'line one\r\nline two',
    account: 'email',
    since: '',
    stillHappening: 'no',
    email: 'me@x.example',
    phone: '+14165550199',
    nonce: 'n',
  }).toString();
  const reading = await read('web', raw, { mediaType: 'application/x-www-form-urlencoded', language: 'en' });
  expect(reading).toMatchObject({
    text: 'line one\nline two\n\nStill happening: no',
    statedAccount: 'email',
    statedLanguage: 'en',
    organization: null,
    contact: { email: 'me@x.example', phone: '+14165550199' },
  });
});

test('a report by the form names the files that came with it', async () => {
  const raw = Buffer.from(
    new URLSearchParams([
      ['description', 'See the picture'],
      ['attachment', `${'a'.repeat(64)} 1024 what we saw.png`],
      ['attachment', `${'b'.repeat(64)} 9 invoice.pdf.exe`],
    ]).toString(),
  );
  const reading = await readReport({
    channel: 'web',
    mediaType: 'application/x-www-form-urlencoded',
    raw,
    sender: null,
    language: 'en',
    truncated: false,
  });
  expect(reading.attachmentNames).toEqual(['what we saw.png', 'invoice.pdf.exe']);
});

describe('a report by phone', () => {
  test('is the text and the number it came from', async () => {
    expect(
      await phone('sms', {
        Body: ' aidez-nous 🆘 ',
        From: '+14165550199',
        NumMedia: '1',
        MediaContentType0: 'image/png',
      }),
    ).toMatchObject({
      text: 'aidez-nous 🆘',
      senderAddress: '+14165550199',
      contact: { email: null, phone: '+14165550199' },
      attachmentNames: ['image/png'],
    });
  });

  test('is nothing but a number for a call, and not even that when it is withheld', async () => {
    expect(await phone('voice', { CallSid: 'CA1', From: '+14165550199' })).toMatchObject({
      text: '',
      contact: { phone: '+14165550199' },
    });
    expect(await phone('voice', { CallSid: 'CA1', From: 'anonymous' })).toMatchObject({
      readable: true,
      contact: { phone: null },
    });
  });

  test.each(['-1', '1e9', 'NaN', '999999999999'])('does not believe %s pictures', async (NumMedia) => {
    expect((await phone('sms', { Body: 'x', NumMedia })).attachmentNames.length).toBeLessThanOrEqual(10);
  });
});

describe('a report by mail', () => {
  test('is its subject, text, sender and the references that the subject names', async () => {
    const reading = await mail(
      lines(
        'From: =?UTF-8?Q?Ren=C3=A9e_Tremblay?= <Renee@Parti.example>',
        'Subject: =?UTF-8?B?UsOpIDogY29tcHRlIHBpcmF0w6k=?=',
        'Content-Type: text/plain; charset=iso-8859-1',
        'Content-Transfer-Encoding: quoted-printable',
        '',
        'Le compte est pirat=E9.',
      ),
    );
    expect(reading).toMatchObject({
      readable: true,
      subject: 'Ré : compte piraté',
      text: 'Le compte est piraté.',
      senderAddress: 'renee@parti.example',
      senderName: 'Renée Tremblay',
      contact: { email: 'renee@parti.example', phone: null },
      statedLanguage: null,
      automatic: null,
    });
  });

  test('in HTML alone is read as text', async () => {
    const reading = await mail(
      lines('Content-Type: text/html', '', '<p>Our <b>page</b></p><script>alert(1)</script><p>is gone</p>'),
    );
    expect(reading.text).toMatch(/Our page\s+is gone/);
    expect(reading.text).not.toContain('alert');
  });

  test('in HTML too large to be laid out still says what it says', async () => {
    const reading = await mail(lines('Content-Type: text/html', '', `<p>please help</p>${'<div>'.repeat(400_000)}`));
    expect(reading).toMatchObject({ readable: true });
    expect(reading.text).toContain('please help');
  });

  test('of fifty parts without a text is readable and empty, and names what came along', async () => {
    const part = lines(
      '--x',
      'Content-Type: image/png; name="a.png"',
      'Content-Transfer-Encoding: base64',
      '',
      'AAAA',
      '',
    );
    const reading = await mail(lines('Content-Type: multipart/mixed; boundary=x', '', `${part.repeat(50)}--x--`));
    expect(reading).toMatchObject({ readable: true, text: '' });
    expect(reading.attachmentNames).toHaveLength(50);
    expect(reading.attachmentNames[0]).toBe('a.png');
  });

  test('without any header, with NUL bytes, or cut off in the middle is still text', async () => {
    expect((await mail('\r\nplease help')).text).toContain('please help');
    expect((await mail('Subject: x\r\n\r\na\0b')).text).toBe('a\uFFFDb');
    const cut = lines(
      'Content-Type: multipart/mixed; boundary=x',
      '',
      '--x',
      'Content-Type: text/plain',
      '',
      'please he',
    );
    expect((await mail(cut)).text).toContain('please he');
  });

  test('without a From is answered at the envelope’s sender', async () => {
    expect((await mail('Subject: x\r\n\r\nx', 'env@x.example')).contact.email).toBe('env@x.example');
  });

  test('is never longer than what is read of it', async () => {
    const reading = await mail(`Subject: ${'s'.repeat(5_000)}\r\n\r\n${'é'.repeat(1_000_000)}`);
    expect(reading.text.length).toBeLessThanOrEqual(200_000);
    expect(reading.subject?.length).toBeLessThanOrEqual(500);
  });

  test.each([
    ['multiparts within multiparts', nested(5_000)],
    ['mails within mails', 'Content-Type: message/rfc822\r\n\r\n'.repeat(20_000)],
    ['a header without end', `Subject: ${'a '.repeat(3_000_000)}`],
    ['a From of 100,000 addresses', `From: ${'a@b.example, '.repeat(100_000)}\r\n\r\nx`],
    ['a From of open brackets', `From: ${'<('.repeat(200_000)}\r\n\r\nx`],
    ['one encoded word after another', `Subject: ${'=?utf-8?q?=41?= '.repeat(100_000)}\r\n\r\nx`],
    ['25 MB on one line', Buffer.alloc(25 * 1024 * 1024, 'a')],
    ['25 MB of line ends', Buffer.alloc(25 * 1024 * 1024, '\r\n')],
    ['a million quotes of HTML', `Content-Type: text/html\r\n\r\n${'<blockquote>'.repeat(1_000_000)}`],
    ['an unknown charset', 'Content-Type: text/plain; charset=klingon\r\n\r\nhelp'],
  ])('made to be hard to read does not hold up the others: %s', { timeout: 20_000 }, async (_, raw) => {
    const started = performance.now();
    expect(await mail(raw)).toHaveProperty('text');
    expect(performance.now() - started).toBeLessThan(10_000);
  });

  test('of any bytes is read without an error', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 500 }), async (bytes) => {
        const { text } = await mail(Buffer.from(bytes));
        expect(text).not.toMatch(/[\0\p{Cs}]/u);
      }),
      { numRuns: 200 },
    );
  });
});

describe('a mail that nobody wrote is told by its headers', () => {
  test.each([
    ['auto-reply', 'Auto-Submitted: auto-replied', 'a@x.example'],
    [null, 'Auto-Submitted: no', 'a@x.example'],
    ['auto-reply', 'Precedence: auto_reply', 'a@x.example'],
    ['list', 'X-Auto-Response-Suppress: All', 'a@x.example'],
    ['auto-reply', 'Subject: Réponse automatique : compte piraté', 'a@x.example'],
    ['list', 'Precedence: bulk', 'a@x.example'],
    ['list', 'List-Id: <news.x.example>', 'a@x.example'],
    ['bounce', 'Content-Type: multipart/report; report-type=delivery-status; boundary=x', null],
    ['bounce', 'From: MAILER-DAEMON@x.example', null],
    // Gateways of phones send so what a person wrote.
    [null, 'X-Nothing: known', null],
    [
      'loop',
      'Message-ID: <report.0b5f6a2c-3a51-4c1e-9c3b-2f5e8d7a9b10.AAAAAAAAAAAAAAAAAAAAAA.d1@vigil.example>',
      'a@x.example',
    ],
    ['loop', Array.from({ length: 60 }, () => 'Received: from a by b').join('\r\n'), 'a@x.example'],
    [null, 'Subject: We were absent when it happened', 'a@x.example'],
    [null, 'Subject: Our mailbox sends automatic replies', 'a@x.example'],
  ] as const)('%s: %.60s', async (kind, header, sender) => {
    expect((await mail(`${header}\r\n\r\nx`, sender)).automatic).toBe(kind);
  });
});

function nested(depth: number): string {
  return Array.from(
    { length: depth },
    (_, index) => `Content-Type: multipart/mixed; boundary=b${index}\r\n\r\n--b${index}\r\n`,
  ).join('');
}
