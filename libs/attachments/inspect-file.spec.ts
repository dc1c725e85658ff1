import { constants, deflateRawSync, gzipSync } from 'node:zlib';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { inspectFile } from './inspect-file.js';
import { nestedZip, zipOf } from './zip-rig.js';

const megabyte = 1024 * 1024;
const limits = {
  archives: {
    entries: 10_000,
    depth: 3,
    unpackedSize: 1024 * megabyte,
    ratio: 200,
    ratioFrom: 16 * megabyte,
    read: 64 * megabyte,
    time: 4_000,
  },
};
const inspect = (bytes: Buffer, name = 'file', declared: string | null = null) =>
  inspectFile(bytes, name, declared, limits);

const png = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);
const gif = Buffer.from('R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7', 'base64');
const pdf = Buffer.from('%PDF-1.7\n1 0 obj\n<< /Type /Catalog >>\nendobj\ntrailer << /Root 1 0 R >>\n%%EOF');
const text = (content: string): Buffer => Buffer.from(content);
const officeFile = (folder: string, ...more: readonly string[]) =>
  zipOf(['[Content_Types].xml', `${folder}/document.xml`, ...more].map((name) => ({ name, content: text(name) })));

describe('what a file is', () => {
  it.each<[string, Buffer, string, string, string | null]>([
    ['a screenshot', png, 'capture.png', 'image/png', null],
    ['a plain note', text('they called at nine'), 'note.txt', 'text/plain', null],
    ['French in Windows-1252', Buffer.from('Re\xE7u \xE0 9 h', 'latin1'), 'note.txt', 'text/plain', null],
    ['a table', text('a;b\n1;2'), 'donors.csv', 'text/csv', null],
    ['a plain document', pdf, 'letter.pdf', 'application/pdf', null],
    [
      'a mail',
      text('From: a@example.ca\r\nSubject: hi\r\nReceived: x\r\n\r\nhello'),
      'phish.eml',
      'message/rfc822',
      null,
    ],
    ['a mail called text', text('Return-Path: <a@b.c>\nMIME-Version: 1.0\n\nx'), 'phish.txt', 'message/rfc822', null],
    ['a Word document', officeFile('word'), 'plan.docx', officeType('wordprocessingml.document'), null],
    ['a workbook', officeFile('xl'), 'list.xlsx', officeType('spreadsheetml.sheet'), null],
    ['an honest archive', zipOf([{ name: 'a.txt', content: text('a') }]), 'a.zip', 'application/zip', null],
    ['a program', text('MZ\x90\0\x03'), 'setup.exe', 'application/x-msdownload', 'program'],
    ['a program called a picture', text('MZ\x90\0\x03'), 'photo.jpg', 'application/x-msdownload', 'program'],
    ['a Linux program', text('\x7FELF\x02\x01\x01'), 'x', 'application/x-executable', 'program'],
    ['a shell script', text('#!/bin/sh\nrm -rf'), 'readme.txt', 'application/x-sh', 'script'],
    ['a PowerShell script', text('Invoke-WebRequest x'), 'a.ps1', 'text/x-powershell', 'script'],
    ['a script with spaces before it is named', text('WScript.Echo 1'), 'bill.vbs', 'text/vbscript', 'script'],
    ['a web shortcut', text('[InternetShortcut]\nURL=http://x'), 'open.url', 'application/x-mswinurl', 'script'],
    ['a sign-in page', text('<!DOCTYPE html><form action=//evil>'), 'login.html', 'text/html', 'web-page'],
    ['a page called a picture', text('<script>alert(1)</script>'), 'a.png', 'text/html', 'web-page'],
    ['a page in UTF-16', Buffer.from('\uFEFF<html><body>', 'utf16le'), 'a.txt', 'text/html', 'web-page'],
    [
      'a drawing that runs',
      text('<?xml version="1.0"?><svg xmlns="x" onload="a()"/>'),
      'a.svg',
      'image/svg+xml',
      'web-page',
    ],
    [
      'a document with macros',
      officeFile('word', 'word/vbaProject.bin'),
      'a.docx',
      officeType('wordprocessingml.document'),
      'active-document',
    ],
    [
      'a workbook with old macros',
      officeFile('xl', 'xl/macrosheets/sheet1.xml'),
      'a.xlsx',
      officeType('spreadsheetml.sheet'),
      'active-document',
    ],
    [
      'a PDF with a script',
      Buffer.concat([pdf, text('<< /S /JavaScript /JS (x) >>')]),
      'a.pdf',
      'application/pdf',
      'active-document',
    ],
    [
      'a Java program',
      zipOf([
        { name: 'META-INF/MANIFEST.MF', content: text('x') },
        { name: 'A.class', content: text('x') },
      ]),
      'a.jar',
      'application/java-archive',
      'program',
    ],
    [
      'an archive with a program',
      zipOf([{ name: 'in/invoice.pdf.exe', content: text('MZ') }]),
      'a.zip',
      'application/zip',
      'archive-with-program',
    ],
    [
      'a program two archives deep',
      zipOf([{ name: 'b.zip', content: zipOf([{ name: 'run.js', content: text('x') }]) }]),
      'a.zip',
      'application/zip',
      'archive-with-program',
    ],
    [
      'an encrypted archive',
      zipOf([{ name: 'a.txt', content: text('a'), encrypted: true }]),
      'a.zip',
      'application/zip',
      'closed-archive',
    ],
    [
      'an archive that is not opened here',
      Buffer.from('377abcaf271c0004', 'hex'),
      'a.7z',
      'application/x-7z-compressed',
      'closed-archive',
    ],
    ['a picture that is text', text('hello'), 'photo.jpg', 'text/plain', 'disguised'],
    [
      'bytes that are nothing',
      Buffer.from([0, 1, 2, 3, 4, 5, 6, 7, 8]),
      'thing.bin',
      'application/octet-stream',
      'unknown',
    ],
  ])('%s', async (_, bytes, name, sniffedType, why) => {
    expect(await inspect(bytes, name)).toMatchObject({ sniffedType, why, dangerous: why !== null });
  });

  it.each<[string, Buffer]>([
    ['a picture with an archive behind it', Buffer.concat([png, zipOf([{ name: 'run.exe', content: text('MZ') }])])],
    ['a picture with a script in it', Buffer.concat([gif, text('<script>fetch("//x")</script>')])],
    ['a picture with PHP in it', Buffer.concat([gif, text('<?php system($_GET[0]); ?>')])],
    ['a document with an archive behind it', Buffer.concat([pdf, zipOf([{ name: 'a', content: text('a') }])])],
  ])('%s is two things at once', async (_, bytes) => {
    expect(await inspect(bytes)).toMatchObject({ dangerous: true, why: 'disguised' });
  });

  it('is found out of whatever bytes and name, without a fault and in bounded time', async () => {
    const heads = [
      png,
      gif,
      pdf,
      zipOf([{ name: 'a', content: text('a') }]),
      gzipSync('a'),
      text('<svg'),
      text('From: x\nTo: y\n'),
    ];
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...heads, Buffer.alloc(0)),
        fc.uint8Array({ maxLength: 400 }),
        fc.nat(60),
        fc.string({ unit: 'binary', maxLength: 30 }),
        async (head, noise, cut, name) => {
          const bytes = Buffer.concat([head.subarray(0, Math.max(1, head.length - cut)), noise]);
          const { dangerous, why } = await inspect(bytes, name, 'image/png');
          expect(dangerous).toBe(why !== null);
        },
      ),
      { numRuns: 150 },
    );
  });
});

describe('archives that are made to explode', { timeout: 30_000 }, () => {
  const zeros = Buffer.alloc(64 * megabyte);
  /** A piece of a raw DEFLATE stream that can be repeated: 64 MB of zeros in 64 KB. */
  const piece = deflateRawSync(zeros, { finishFlush: constants.Z_FULL_FLUSH });
  const pieces = (count: number): Buffer =>
    Buffer.concat([...Array.from({ length: count }, () => piece), Buffer.from('0300', 'hex')]);

  it.each<[string, () => Buffer, string]>([
    [
      'ten gigabytes of zeros that say so',
      () =>
        zipOf(
          [1, 2, 3].map((n) => ({ name: `${n}.txt`, content: pieces(54), deflated: true, says: 54 * 64 * megabyte })),
        ),
      'a.zip',
    ],
    [
      'ten gigabytes of zeros that say they are one kilobyte',
      () => zipOf([{ name: 'a.txt', content: pieces(160), deflated: true, says: 1_024 }]),
      'a.zip',
    ],
    [
      'ten gigabytes of zeros, gzipped',
      () => {
        const packed = gzipSync(zeros);
        return Buffer.concat(Array.from({ length: 160 }, () => packed));
      },
      'a.gz',
    ],
    ['twenty archives within each other', () => nestedZip(20), 'a.zip'],
    [
      'entries that share their packed bytes',
      () =>
        zipOf(
          Array.from({ length: 500 }, (_, n) => ({
            name: `${n}.txt`,
            content: Buffer.alloc(40_000),
            sharesPrevious: n > 0,
          })),
        ),
      'a.zip',
    ],
    [
      'more entries than anyone packs',
      () => zipOf(Array.from({ length: 20_000 }, (_, n) => ({ name: `${n}`, content: text('') }))),
      'a.zip',
    ],
    [
      'a bomb in a Word document',
      () =>
        zipOf([
          { name: '[Content_Types].xml', content: text('x') },
          { name: 'word/document.xml', content: pieces(20), deflated: true, says: 20 * 64 * megabyte },
        ]),
      'a.docx',
    ],
    ['a bomb in an archive', () => zipOf([{ name: 'b.gz', content: gzipSync(zeros) }]), 'a.zip'],
  ])('%s are recognised without being unpacked', async (_, make, name) => {
    const bytes = make();
    const before = process.memoryUsage().rss;
    const begun = performance.now();
    const { dangerous, why, archive } = await inspect(bytes, name);
    expect({ dangerous, why, bomb: archive?.bomb }).toEqual({ dangerous: true, why: 'archive-bomb', bomb: true });
    expect(performance.now() - begun).toBeLessThan(6_000);
    expect(process.memoryUsage().rss - before).toBeLessThan(400 * megabyte);
  });

  it('leaves honest archives alone: a log that packs well, two archives deep, hundreds of files', async () => {
    const log = text('2027-10-01 sign-in from 203.0.113.7\n'.repeat(200_000));
    expect(await inspect(zipOf([{ name: 'sign-ins.log', content: log }]), 'a.zip')).toMatchObject({ why: null });
    expect(await inspect(nestedZip(3), 'a.zip')).toMatchObject({ why: null, archive: { entries: 3, bomb: false } });
    const many = zipOf(Array.from({ length: 900 }, (_, n) => ({ name: `${n}.txt`, content: text(`${n}`) })));
    expect(await inspect(many, 'a.zip')).toMatchObject({ why: null, archive: { entries: 900, encrypted: false } });
  });
});

function officeType(kind: string): string {
  return `application/vnd.openxmlformats-officedocument.${kind}`;
}
