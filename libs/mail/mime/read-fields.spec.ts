import { assert, property, stringMatching } from 'fast-check';
import { describe, expect, test } from 'vitest';
import { BoundsMet } from '../bounds.js';
import { decodeCharset } from './decode-charset.js';
import { decodeBase64, decodeTransfer, takeUuFiles } from './decode-transfer.js';
import { decodeWords } from './decode-words.js';
import { readAddresses } from './read-addresses.js';
import { readParameters, textParameter } from './read-parameters.js';

const bytes = (text: string) => Buffer.from(text, 'latin1').toString('latin1');
const utf8 = (text: string) => Buffer.from(text, 'utf8').toString('latin1');

const readField = (field: string) =>
  readAddresses(field, null, new BoundsMet()).map(({ name, address }) => `${name}|${address}`);

const nameIn = (field: string) => textParameter(readParameters(field), 'filename', null);

describe('the bytes of a text', () => {
  test.each([
    ['été', 'utf-8', Buffer.from('été')],
    ['UTF-8 said to be Latin-1', 'iso-8859-1', Buffer.from('UTF-8 said to be Latin-1')],
    ['« piraté » dès l’été', 'iso-8859-1', Buffer.from('« piraté » dès l’été')],
    ['piraté – « été »', 'utf-8', Buffer.from('pirat\xe9 \x96 \xab \xe9t\xe9 \xbb', 'latin1')],
    ['piraté', null, Buffer.from('pirat\xe9', 'latin1')],
    ['piraté', 'us-ascii', Buffer.from('piraté')],
    ['piraté', '"ISO_8859-1"', Buffer.from('pirat\xe9', 'latin1')],
    ['piraté', 'x-no-such-thing', Buffer.from('pirat\xe9', 'latin1')],
    ['piraté', 'utf-16', Buffer.from('piraté')],
    ['Привет', 'koi8-r', Buffer.from([0xf0, 0xd2, 0xc9, 0xd7, 0xc5, 0xd4])],
    ['你好', 'gb2312', Buffer.from([0xc4, 0xe3, 0xba, 0xc3])],
    ['你好', 'hz-gb-2312', Buffer.from('~{Dc:C~}')],
    ['日本', 'iso-2022-jp', Buffer.from('\x1b$BF|K\\\x1b(B', 'latin1')],
    ['日本', null, Buffer.from('\x1b$BF|K\\\x1b(B', 'latin1')],
    ['ツール', 'iso-2022-jp', Buffer.from([0x83, 0x63, 0x81, 0x5b, 0x83, 0x8b])],
    ['été £', 'utf-7', Buffer.from('+AOk-t+AOk- +AKM-')],
  ])('%s, declared %s', (text, declared, raw) => {
    expect(decodeCharset(raw, declared)).toBe(text);
  });

  test('of two charsets are told apart by the line', () => {
    const mixed = Buffer.concat([Buffer.from('piraté, réparé, été\n'), Buffer.from('> pirat\xe9\n', 'latin1')]);
    expect(decodeCharset(mixed, 'utf-8')).toBe('piraté, réparé, été\n> piraté\n');
  });

  test('are read by the message’s charset where they name none', () => {
    expect(decodeCharset(Buffer.from([0xf0, 0xd2, 0xc9]), null, 'koi8-r')).toBe('При');
  });
});

describe('a transfer encoding', () => {
  test.each([
    ['a=C3=A9b', 'quoted-printable', 'aéb'],
    ['lower=c3=a9, lone = and =ZZ', 'Quoted-Printable', 'loweré, lone = and =ZZ'],
    ['soft=  \r\nend=\nhere', '"quoted-printable"', 'softendhere'],
    ['aGVsbG8=', 'base64 (why not)', 'hello'],
    ['aGVs\r\nbG8=\r\n', 'BASE-64', 'hello'],
    ['this is no base64 at all, is it?', 'base64', 'this is no base64 at all, is it?'],
    ['plain', '7-bit', 'plain'],
    ['plain', '', 'plain'],
    ['begin 644 a.txt\n%:&5L;&\\\n`\nend', 'x-uuencode', 'hello'],
  ])('%s as %s', (raw, declared, text) => {
    expect(decodeTransfer(Buffer.from(raw), declared).toString()).toBe(text);
  });

  test('in pieces that were padded each, with a list’s footer below, gives the pieces', () => {
    expect(
      decodeBase64(Buffer.from('aGVsbG8=\r\nIHdvcmxk\r\n\r\n--\r\nA list, to leave it write to us.\r\n')).toString(),
    ).toBe('hello world');
  });

  test('uuencoded files are taken out of a text, one without end stays', () => {
    expect(takeUuFiles('see\nbegin 644 a.txt\n%:&5L;&\\\n`\nend\nbye')).toEqual({
      text: 'see\nbye',
      files: [{ filename: 'a.txt', content: Buffer.from('hello') }],
    });
    expect(takeUuFiles('see\nbegin 644 words and\nmore of them').files).toEqual([]);
  });
});

describe('encoded words', () => {
  test.each([
    ['=?utf-8?Q?caf=C3=A9?=', 'café'],
    ['=?utf-8?q?a_b?= =?utf-8?q?_c?=', 'a b c'],
    ['=?utf-8?B?w6k=?=\r\n =?utf-8?B?w6k=?=', 'éé'],
    ['=?utf-8?Q?=C3?= =?utf-8?Q?=A9?=', 'é'],
    ['=?utf-8?B?w?= =?utf-8?B?6k=?=', 'é'],
    ['=?utf-8?Q?a b c?=', 'a b c'],
    ['"=?utf-8?Q?quoted?="', '"quoted"'],
    ['pre=?utf-8?Q?fix?=ed', 'prefixed'],
    ['=?utf-8?Q?why?=C3=A9?=', 'why?é'],
    ['=?utf-8?Q?cut=C3=A9', 'cuté'],
    ['=?iso-8859-1*fr?Q?=E9?=', 'é'],
    ['=?unknown-8bit?Q?=E9?=', 'é'],
    ['=?utf-8?X?abc?=', '=?utf-8?X?abc?='],
    ['a =? b ?= c', 'a =? b ?= c'],
    [utf8('déjà'), 'déjà'],
    [bytes('d\xe9j\xe0'), 'déjà'],
  ])('%s', (field, text) => {
    expect(decodeWords(field)).toBe(text);
  });
});

describe('addresses', () => {
  test.each([
    ['a@b.example', ['|a@b.example']],
    ['Ann Lee <a@b.example>', ['Ann Lee|a@b.example']],
    ['"Lee, Ann" <a@b.example>, c@d.example', ['Lee, Ann|a@b.example', '|c@d.example']],
    ['a@b.example (Ann (the one) Lee)', ['Ann (the one) Lee|a@b.example']],
    ['Team: a@b.example, C <c@d.example>;', ['|a@b.example', 'C|c@d.example']],
    ['undisclosed-recipients:;', []],
    ['=?utf-8?Q?Ren=C3=A9e?= <r@b.example>', ['Renée|r@b.example']],
    ['=?utf-8?B?UmVuw6llIDxyQGIuZXhhbXBsZT4=?=', ['Renée|r@b.example']],
    ['<=?utf-8?Q?r=40b.example?=>', ['|r@b.example']],
    ['"Ann <a@b.example>', ['Ann|a@b.example']],
    ['Ann <a@b.example', ['Ann|a@b.example']],
    ['Ann Lee a@b.example', ['Ann Lee|a@b.example']],
    ['"Ann" <>, "Lee" <l@b.example>', ['Ann|', 'Lee|l@b.example']],
    ['"quoted part"@b.example', ['|"quoted part"@b.example']],
    ['<mailto:a@b.example>', ['|a@b.example']],
    ["'a@b.example' <a@b.example>", ['a@b.example|a@b.example']],
    ['MAILER-DAEMON (Mail System)', ['Mail System|MAILER-DAEMON']],
    ['', []],
    ['<<<>>>', []],
  ])('%s', (field, expected) => {
    expect(readField(field)).toEqual(expected);
  });

  test('of any field are found without an error, and in time', () => {
    assert(property(stringMatching(/^[<>"(),:;@\\ a=?]{0,300}$/), (field) => void readField(field)));
    for (const piece of ['<', '(', '"', '\\', '<a@b.example', '=?', 'a:']) {
      const started = performance.now();
      readField(piece.repeat(60_000));
      expect(performance.now() - started).toBeLessThan(1_000);
    }
  });
});

describe('a file’s name', () => {
  test.each([
    ['attachment; filename=a.pdf', 'a.pdf'],
    ['attachment; filename="a b; c.pdf"', 'a b; c.pdf'],
    ['attachment; filename=a b.pdf', 'a b.pdf'],
    ["attachment; filename*=utf-8''caf%C3%A9.pdf", 'café.pdf'],
    ["attachment; filename*=iso-8859-1'fr'caf%E9.pdf; filename=cafe.pdf", 'café.pdf'],
    ["attachment; filename*0*=utf-8''caf%C3; filename*1*=%A9; filename*2=.pdf", 'café.pdf'],
    ['attachment; filename*0="long"; filename*1=".pdf"', 'long.pdf'],
    ['attachment; filename*1="long"; filename*2=".pdf"', 'long.pdf'],
    ['attachment; filename="=?utf-8?Q?caf=C3=A9.pdf?="', 'café.pdf'],
    ['attachment; filename==?utf-8?Q?caf=C3=A9.pdf?=', 'café.pdf'],
    ['attachment; filename*=caf%C3%A9.pdf', 'café.pdf'],
    [`attachment; filename="${utf8('café.pdf')}"`, 'café.pdf'],
    ['attachment; filename="a.pdf', 'a.pdf'],
    ['attachment; filename="a\\"b.pdf"', 'a"b.pdf'],
    ['attachment', null],
  ])('%s', (field, expected) => {
    expect(nameIn(field)).toBe(expected);
  });
});
