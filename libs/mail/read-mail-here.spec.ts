import { array, assert, asyncProperty, constantFrom, oneof, string } from 'fast-check';
import { describe, expect, test } from 'vitest';
import { processorTime } from '#testing';
import { readMailHere } from './read-mail-here.js';
import type { ReadMail } from './reading.js';

const lines = (...all: readonly string[]) => all.join('\r\n');
const read = (raw: string | Buffer) => readMailHere(typeof raw === 'string' ? Buffer.from(raw) : raw);
const attached = (type: string, body: string, ...fields: readonly string[]) =>
  lines(`Content-Type: ${type}`, ...fields, '', body);
const mixed = (...parts: readonly string[]) =>
  lines(
    'From: a@b.example',
    'Content-Type: multipart/mixed; boundary="x"',
    '',
    ...parts.flatMap((part) => ['--x', part]),
    '--x--',
    '',
  );

const both = (plain: string, html: string) =>
  lines(
    'Content-Type: multipart/alternative; boundary=x',
    '',
    '--x',
    attached('text/plain', plain),
    '--x',
    attached('text/html', html),
    '--x--',
  );

const nested = (depth: number) =>
  Array.from(
    { length: depth },
    (_, level) => `Content-Type: multipart/mixed; boundary=b${level}\r\n\r\n--b${level}\r\n`,
  ).join('');

describe('the head of a message', () => {
  test('says who writes to whom about what, and what it answers', async () => {
    const mail = await read(
      lines(
        'From: =?utf-8?Q?Ren=C3=A9e?= <Renee@parti.example>',
        'To: Aide <aide@vigil.example>, b@vigil.example',
        'Cc: Équipe: c@parti.example;',
        'Reply-To: d@parti.example',
        'Subject: =?utf-8?Q?pirat=C3=A9?=',
        ' encore',
        'Date: Mon, 2 Feb 2026 10:00:00 -0500',
        'Message-ID: <1@parti.example>',
        'References: <a@x.example> <b@x.example>',
        'In-Reply-To: <b@x.example>',
        '',
        'bonjour',
      ),
    );
    expect(mail).toMatchObject({
      from: { address: 'Renee@parti.example', name: 'Renée' },
      to: [
        { address: 'aide@vigil.example', name: 'Aide' },
        { address: 'b@vigil.example', name: '' },
      ],
      cc: [{ address: 'c@parti.example', name: '' }],
      replyTo: [{ address: 'd@parti.example', name: '' }],
      subject: 'piraté encore',
      date: new Date('2026-02-02T15:00:00Z'),
      messageId: '1@parti.example',
      inReplyTo: ['b@x.example'],
      references: ['a@x.example', 'b@x.example'],
      text: 'bonjour',
      readable: true,
      problem: null,
      truncatedAt: null,
    });
  });

  test.each([
    ['bare line feeds', 'From: a@b.example\nSubject: s\n\nhi'],
    ['carriage returns alone', 'From: a@b.example\rSubject: s\r\rhi'],
    ['line ends converted twice', 'From: a@b.example\r\r\nSubject: s\r\r\n\r\r\nhi'],
    ['a mailbox’s line in front', 'From x@y.example Mon Feb 2 10:00:00 2026\nFrom: a@b.example\nSubject: s\n\nhi'],
    ['blank lines in front', '\r\n\r\nFrom: a@b.example\r\nSubject: s\r\n\r\nhi'],
    [
      'a program’s line in front',
      '---- Original message ----\r\nReturn-Path: <a@b.example>\r\nFrom: a@b.example\r\nSubject: s\r\n\r\nhi',
    ],
    ['a line in it that is no field', 'From: a@b.example\r\nno field\r\nSubject: s\r\n\r\nhi'],
    [
      'a blank line in the middle',
      'Received: from x\r\nFrom: a@b.example\r\n\r\nSubject: s\r\nMessage-ID: <1@b.example>\r\nContent-Type: text/plain\r\n\r\nhi',
    ],
    ['blanks before colons', 'From : a@b.example\r\nSubject : s\r\n\r\nhi'],
    ['a byte order mark', '\uFEFFFrom: a@b.example\r\nSubject: s\r\n\r\nhi'],
  ])('with %s is read', async (_, raw) => {
    expect(await read(raw)).toMatchObject({ from: { address: 'a@b.example' }, subject: 's', text: 'hi' });
  });

  test('without an address in From is taken from what else the message says', async () => {
    expect((await read('From: "Ann" <>\r\nReply-To: a@b.example\r\n\r\nx')).from).toEqual({
      address: 'a@b.example',
      name: 'Ann',
    });
    expect((await read('Return-Path: <a@b.example>\r\n\r\nx')).from).toEqual({ address: 'a@b.example', name: '' });
    expect((await read('Subject: x\r\n\r\nx')).from).toBeNull();
  });
});

describe('the body of a message', () => {
  test('in HTML alone keeps where links lead, and what is quoted', async () => {
    const mail = await read(
      attached(
        'text/html; charset=utf-8',
        '<style>p{}</style><p>Votre <a href="http://evil.example/x">banque</a> &eacute;crit</p><blockquote>old</blockquote><script>no()</script>',
      ),
    );
    expect(mail.text).toBe('Votre banque <http://evil.example/x> écrit\n\n> old');
    expect(mail.links).toEqual(['http://evil.example/x']);
  });

  test('in two forms is the plain one where it says the same, the other where it does not', async () => {
    expect((await read(both('Hello  there', '<b>Hello</b> <a href="http://e.example">there</a>'))).text).toBe(
      'Hello  there',
    );
    expect((await read(both('Hello there', '<a href="http://e.example">there</a>, Hello'))).links).toEqual([
      'http://e.example',
    ]);
    expect((await read(both('Your program shows no HTML.', '<p>Our page was taken over</p>'))).text).toBe(
      'Our page was taken over',
    );
  });

  test.each([
    [
      'without its boundary named',
      lines('Content-Type: multipart/mixed', '', '--=_1', attached('text/plain', 'hi'), '--=_1--'),
    ],
    [
      'with another boundary than named',
      lines('Content-Type: multipart/mixed; boundary=y', '', '--=_1', attached('text/plain', 'hi'), '--=_1--'),
    ],
    ['without its end', lines('Content-Type: multipart/mixed; boundary=x', '', '--x', attached('text/plain', 'hi'))],
    [
      'with a boundary that begins like it',
      lines(
        'Content-Type: multipart/mixed; boundary=x',
        '',
        '--x',
        'Content-Type: multipart/mixed; boundary=xy',
        '',
        '--xy',
        attached('text/plain', 'hi'),
        '--xy--',
        '--x--',
      ),
    ],
    ['whose part has no header', lines('Content-Type: multipart/mixed; boundary=x', '', '--x', '', 'hi', '--x--')],
    [
      'whose parts come below its end',
      lines('Content-Type: multipart/mixed; boundary=x', '', '--x--', '--x', attached('text/plain', 'hi')),
    ],
    ['without any parts', lines('Content-Type: multipart/mixed; boundary=x', '', 'hi')],
  ])('of several parts, %s, is read', async (_, raw) => {
    expect((await read(raw)).text).toBe('hi');
  });

  test('is an invitation in words when nothing else is written', async () => {
    const calendar = [
      'BEGIN:VCALENDAR',
      'BEGIN:VEVENT',
      'SUMMARY:Réunion',
      'DTSTART;TZID=America/Toronto:20260302T090000',
      'ORGANIZER;CN=Ann:mailto:a@b.example',
      'END:VEVENT',
      'END:VCALENDAR',
    ].join('\r\n');
    const mail = await read(attached('text/calendar; charset=utf-8', calendar));
    expect(mail.text).toBe('Réunion\nWhen: 2026-03-02 09:00 America/Toronto\nOrganizer: Ann <a@b.example>');
    expect(mail.attachments.map(({ filename }) => filename)).toEqual(['calendar.ics']);
  });

  test('that is empty is empty text', async () => {
    expect(await read('From: a@b.example\r\n\r\n')).toMatchObject({ text: '', ownText: '', readable: true });
    expect(await read('')).toMatchObject({ text: '', readable: true });
  });

  test('with lines that a program broke is put together', async () => {
    expect(
      (await read(attached('text/plain; format=flowed', 'one \r\ntwo\r\n> three \r\n> four\r\n-- \r\nme'))).text,
    ).toBe('one two\n> three four\n-- \nme');
  });

  test('parts the reporter’s words from history', async () => {
    const mail = await read(
      lines('From: a@b.example', '', 'It is back.', '', 'On Mon, Feb 2, 2026, Ann wrote:', '> We are looking into it.'),
    );
    expect(mail.ownText).toBe('It is back.');
    expect(mail.text).toContain('looking into it');
  });
});

describe('what comes with a message', () => {
  test('is listed with its name, size and hash', async () => {
    const mail = await read(
      mixed(
        attached('text/plain', 'see'),
        attached(
          'image/png; name="=?utf-8?Q?=C3=A9cran.png?="',
          'aGVsbG8=',
          'Content-Transfer-Encoding: base64',
          'Content-Disposition: attachment',
        ),
      ),
    );
    expect(mail.text).toBe('see');
    expect(mail.attachments).toEqual([
      {
        filename: 'écran.png',
        contentType: 'image/png',
        size: 5,
        sha256: '2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824',
        content: Buffer.from('hello'),
        inline: false,
        isMessage: false,
      },
    ]);
  });

  test('has a name that is no path and does not fool the eye, each its own', async () => {
    const names = ['C:\\\\Users\\\\x\\\\a.txt', '../../etc/passwd', 'a.txt', 'gpj\u202Eexe.scr', '', 'a\u0000b'];
    const mail = await read(
      mixed(
        ...names.map((name) => attached(`application/pdf; name="${name}"`, 'x', 'Content-Disposition: attachment')),
      ),
    );
    expect(mail.attachments.map(({ filename }) => filename)).toEqual([
      'a.txt',
      '.._.._etc_passwd',
      'a1.txt',
      'gpj exe.scr',
      'document.pdf',
      'a b',
    ]);
  });

  test('as a whole message is kept apart from the reporter’s words, and kept whole', async () => {
    const phish = lines(
      'From: "Votre banque" <x@evil.example>',
      'Subject: =?utf-8?Q?V=C3=A9rifiez?=',
      '',
      'Cliquez http://evil.example',
    );
    const mail = await read(mixed(attached('text/plain', 'I got this.'), attached('message/rfc822', phish)));
    expect(mail.text).toBe('I got this.');
    expect(mail.forwarded).toEqual([
      {
        how: 'attached',
        from: { address: 'x@evil.example', name: 'Votre banque' },
        subject: 'Vérifiez',
        text: 'Cliquez http://evil.example',
      },
    ]);
    expect(mail.attachments).toMatchObject([{ filename: 'Vérifiez.eml', isMessage: true }]);
  });

  test('forwarded in the text is kept apart too', async () => {
    const mail = await read(
      lines(
        'From: a@b.example',
        'Subject: Fwd: Verify',
        '',
        'Is this real?',
        '',
        '---------- Forwarded message ---------',
        'From: Bank <x@evil.example>',
        'Date: Mon, 2 Feb 2026',
        'Subject: Verify',
        'To: a@b.example',
        '',
        'Click http://evil.example',
      ),
    );
    expect(mail.ownText).toBe('Is this real?');
    expect(mail.forwarded).toMatchObject([{ how: 'inline', from: { address: 'x@evil.example' }, subject: 'Verify' }]);
    expect(mail.forwarded[0]?.text).toContain('evil.example');
  });

  test('as a second page of markup is read, and kept as it came', async () => {
    const mail = await read(mixed(attached('text/html', '<p>one</p>'), attached('text/html', '<p>two</p>')));
    expect(mail.text).toBe('one\n\ntwo');
    expect(mail.attachments.map(({ filename }) => filename)).toEqual(['document.html']);
  });
});

describe('a message made to be hard to read', () => {
  test.each([
    [
      '10,000 parts',
      `Content-Type: multipart/mixed; boundary=x\r\n\r\n${'--x\r\nContent-Type: text/plain\r\n\r\nhi\r\n'.repeat(10_000)}`,
      'parts',
    ],
    ['100 levels', `${nested(100)}hello`, 'depth'],
    ['messages within messages', `${'Content-Type: message/rfc822\r\n\r\n'.repeat(100)}hi`, 'depth'],
    ['a field of 10 MB', `Subject: ${'abcdefgh\r\n '.repeat(1_000_000)}\r\n\r\nhi`, 'field'],
    ['a header of 10 MB', `${'X-Field: a\r\n'.repeat(800_000)}\r\nhi`, 'fields'],
    ['100,000 addresses', `To: ${'a@b.example,'.repeat(80_000)}\r\n\r\nhi`, 'field'],
    ['1 MB of quotes', `\r\nhi\r\n${'> quoted text\r\n'.repeat(80_000)}`, 'text'],
    ['open brackets in an encoding', `Content-Transfer-Encoding: ${'('.repeat(60_000)}\r\n\r\nhi`, null],
    ['links without end', `Content-Type: text/html\r\n\r\n${'<a href="http://e.example/">x'.repeat(60_000)}`, 'markup'],
    [
      'links without words',
      `Content-Type: text/html\r\n\r\n${'<a href="http://e.example/abcdefgh">'.repeat(30_000)}`,
      'text',
    ],
    [
      'links in one preformatted line',
      `Content-Type: text/html\r\n\r\n<pre>${'<a href="http://e.example/abcdefgh">y</a>'.repeat(30_000)}`,
      'text',
    ],
    ['markup of open tags', `Content-Type: text/html\r\n\r\n${'<'.repeat(1_000_000)}`, 'text'],
    [
      'two charsets by the line',
      `Content-Type: text/plain; charset=utf-8\r\n\r\n${'\xe9t\xe9\r\n'.repeat(100_000)}`,
      null,
    ],
    ['files without end', `\r\n${'begin 644 a\r\n'.repeat(70_000)}`, 'text'],
  ])('of %s takes less than a second', { timeout: 20_000 }, async (_, raw, cut) => {
    let mail: ReadMail | undefined;
    const took = await processorTime(async () => {
      mail = await read(Buffer.from(raw, 'latin1'));
    });
    expect(took).toBeLessThan(1_000);
    expect(mail?.readable).toBe(true);
    expect(mail?.truncatedAt).toBe(cut);
  });

  test('of any bytes and words is read without an error', async () => {
    const words = constantFrom(
      'Content-Type: ',
      'multipart/mixed; boundary=x',
      '\r\n',
      '\n\n',
      '--x',
      '--x--',
      'text/html',
      'message/rfc822',
      '<a href=',
      '=?utf-8?Q?',
      '?=',
      '"',
      'From: ',
      'base64',
      'Content-Transfer-Encoding: ',
      '\0',
      '\u{1F333}',
    );
    await assert(
      asyncProperty(array(oneof(words, string({ maxLength: 20 })), { maxLength: 60 }), async (pieces) => {
        const mail = await read(pieces.join(''));
        expect(mail.readable).toBe(true);
        expect(`${mail.text}${mail.subject}${mail.from?.name}`).not.toMatch(/[\0\p{Cs}]/u);
      }),
      { numRuns: 300 },
    );
  });
});
