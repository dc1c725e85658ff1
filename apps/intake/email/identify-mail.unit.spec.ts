import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { identifyMail } from './identify-mail.js';
import { readHeaderBlock, valuesOf } from './read-header-block.js';

const head =
  'From: Aide <aide@red-oak.example>\r\nTo: hotline@vigil.example\r\nSubject: Help\r\nDate: Mon, 23 Nov 2026 10:00:00 +0000\r\nMessage-ID: <1@red-oak.example>\r\n';
const body = 'We were hacked.\r\n\r\nPlease call.\r\n';
const mail = (trace = '', fields = head, text = body) => `${trace}${fields}\r\n${text}`;
const identify = (raw: string | Buffer, sender: string | null = 'aide@red-oak.example') => {
  const bytes = Buffer.from(raw);
  return identifyMail(bytes, readHeaderBlock(bytes), sender);
};
const same = identify(mail()).id;

describe('one mail that comes by two routes is one', () => {
  test.each([
    ['other servers on its way', mail('Received: from a by b; now\r\nReceived: from c\r\n')],
    [
      'results and scores that servers wrote',
      mail(
        'Return-Path: <a@b>\r\nDelivered-To: x@y\r\nAuthentication-Results: mx; spf=pass\r\nX-Spam-Score: 3\r\nDKIM-Signature: v=1;\r\n b=x\r\nARC-Seal: i=1\r\n',
      ),
    ],
    ['fields in another order', mail('', head.split('\r\n').filter(Boolean).toReversed().join('\r\n').concat('\r\n'))],
    ['fields folded elsewhere', mail('', head.replace('Subject: Help', 'Subject:\r\n\tHelp'))],
    ['names in another case', mail('', head.replace('Message-ID', 'Message-Id').replace('From', 'FROM'))],
    ['other line ends', mail().replaceAll('\r\n', '\n')],
    ['no line end, or several, at the end', mail().trimEnd()],
    ['no line end, or several, at the end', `${mail()}\r\n\r\n`],
  ])('with %s', (_, raw) => {
    expect(identify(raw)).toEqual({ id: same, plainId: null });
  });

  test('from another sender of the envelope, as a forwarder rewrites it', () => {
    expect(identify(mail(), 'SRS0=x=red-oak.example=aide@forwarder.example').id).toBe(same);
  });
});

describe('two mails are two, though they carry one Message-ID', () => {
  test.each([
    ['words', mail('', head, body.replace('hacked', 'robbed'))],
    ['one more word', mail('', head, `${body}Now.\r\n`)],
    ['a subject', mail('', head.replace('Help', 'Help!'))],
    ['a sender', mail('', head.replace('aide@', 'chair@'))],
    ['a day', mail('', head.replace('23 Nov', '24 Nov'))],
    ['a way to read the same bytes', mail('', `${head}Content-Type: text/plain; charset=utf-16\r\n`)],
    ['somebody who passed it on', mail('', `${head}Resent-From: chair@red-oak.example\r\n`)],
    ['words that begin in the header', mail('', `${head}\r\n`)],
  ])('with another: %s', (_, raw) => {
    expect(identify(raw).id).not.toBe(same);
  });

  test('whatever is added to the words', () => {
    fc.assert(
      fc.property(
        fc.string({ minLength: 1 }).filter((text) => /[^\r\n]/.test(text)),
        (text) => {
          expect(identify(mail('', head, `${body}${text}`)).id).not.toBe(same);
        },
      ),
    );
  });
});

describe('a copy that would not be paged', () => {
  test.each([
    ['through a list', mail('List-Id: <staff.red-oak.example>\r\n'), 'aide@red-oak.example'],
    ['as bulk', mail('Precedence: bulk\r\n'), 'aide@red-oak.example'],
    ['as a machine’s answer', mail('Auto-Submitted: auto-replied\r\n'), 'aide@red-oak.example'],
    ['with a mark against loops', mail('X-Loop: us\r\n'), 'aide@red-oak.example'],
    ['with an empty sender', mail(), null],
  ])('%s, never stands in for the mail itself', (_, raw, sender) => {
    const copy = identify(raw, sender);
    expect(copy).toEqual({ id: `${same}:automatic`, plainId: same });
  });

  test('is none for saying that a person wrote it', () => {
    expect(identify(mail('Auto-Submitted: no\r\n'))).toEqual({ id: same, plainId: null });
  });
});

describe('a mail without a usable Message-ID', () => {
  test.each([
    ['none', head.replace(/Message-ID.*\r\n/, '')],
    ['an endless one', head.replace('<1@', `<${'1'.repeat(300)}@`)],
  ])('(%s) is the same only with every byte and the same sender', (_, fields) => {
    const raw = mail('', fields);
    expect(identify(raw)).toEqual(identify(raw));
    expect(identify(raw, 'other@red-oak.example').id).not.toBe(identify(raw).id);
    expect(identify(`Received: x\r\n${raw}`).id).not.toBe(identify(raw).id);
  });

  test('or whose header does not end, is known by all its bytes', () => {
    const endless = `${head}${'X: y\r\n'.repeat(60_000)}`;
    expect(identify(endless).id).toMatch(/^none:/);
  });
});

test('identifying takes a moment for anything that may come', () => {
  const began = performance.now();
  for (const raw of [
    '\r\n'.repeat(500_000),
    ' '.repeat(1_000_000),
    'A:'.repeat(500_000),
    `Message-ID: ${'<'.repeat(200_000)}\r\n\r\n`,
    mail('', head, 'x\r\n'.repeat(3_000_000)),
    Buffer.alloc(5_000_000, 0xff).toString('latin1'),
  ]) {
    expect(identify(raw).id.length).toBeLessThan(400);
  }
  expect(performance.now() - began).toBeLessThan(3_000);
});

test('a header is read as its fields stand, a thousand Message-IDs and all', () => {
  const references = Array.from({ length: 1_000 }, (_, index) => ` <${index}.${'x'.repeat(60)}@red-oak.example>`);
  const raw = Buffer.from(
    `References:${references.join('\r\n')}\r\nIn-Reply-To: <last@x>\r\nreferences: two\r\n\r\nReferences: no`,
  );
  const header = readHeaderBlock(raw);
  expect(valuesOf(header, 'in-reply-to')).toEqual(['<last@x>']);
  expect(valuesOf(header, 'references')[0]?.split(' ')).toHaveLength(1_000);
  expect(valuesOf(header, 'references')).toHaveLength(2);
});
