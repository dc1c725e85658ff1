import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, test } from 'vitest';
import { AttachmentStore, readContent } from '#attachments';
import { sha256 } from '#store';
import { FakeClock, freshDatabase, type TestDatabase } from '#testing';
import { type SentFile, WebDoorRig } from './web-door-rig.js';

const nonceIn = (page: string): string => /name="nonce" value="([\w-]{22})"/.exec(page)?.[1] ?? '';
const referenceIn = (page: string): string => /class="reference">([^<]+)</.exec(page)?.[1] ?? '';
const codeIn = (page: string): string => /class="receipt-code">([^<]+)</.exec(page)?.[1] ?? '';
const proofIn = (page: string): string => /name="proof" value="([^"]+)"/.exec(page)?.[1] ?? '';
const keptIn = (page: string): readonly string[] =>
  [...page.matchAll(/name="kept"[^>]*? value="([^"]+)"/g)].map((m) => m[1] ?? '');

const nonces = (function* () {
  for (let count = 0; ; count++) yield `files-${String(count).padStart(16, '0')}`;
})();
const nextNonce = (): string => nonces.next().value;

const png = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);
const screenshot: SentFile = { name: 'capture.png', type: 'image/png', content: png };
const phish: SentFile = { name: 'message.eml', type: 'message/rfc822', content: 'From: a@b.ca\r\nSubject: x\r\n\r\ny' };

describe('files with a web report', () => {
  let scratch: TestDatabase;
  let door: WebDoorRig;
  let from = 10;
  /** Each from an address of its own: the limits of attempts are another spec's. */
  const elsewhere = () => ({ 'x-forwarded-for': `198.51.100.${(from += 1)}` });

  beforeAll(async () => {
    scratch = await freshDatabase();
    door = await WebDoorRig.open(scratch.url, new FakeClock());
  });
  afterAll(async () => {
    await door.close();
    await scratch.drop();
  });

  const rowsOf = (reference: string) =>
    door.rows<{ name: string; sha256: string; dangerous: boolean; source: string; position: number; size: string }>(
      `SELECT a.name, a.sha256, a.dangerous, a.source, a.position, a.size FROM attachment a JOIN report r ON r.id = a.report_id
       WHERE r.reference = $1 ORDER BY a.position`,
      [reference],
    );
  const timelineOf = (reference: string) =>
    door.rows<{ type: string; data: { name: string; why: string | null; sha256?: string } }>(
      `SELECT type, data FROM timeline_entry WHERE subject_id = (SELECT id FROM report WHERE reference = $1)
         AND type LIKE 'attachment.%' ORDER BY seq`,
      [reference],
    );

  it('are kept, named in the raw report and on its timeline, and their number is told', async () => {
    const { status, text } = await door.sendForm(
      '/en/report',
      { nonce: nextNonce(), description: 'A strange message' },
      [screenshot, phish],
    );
    expect(status).toBe(201);
    expect(text).toContain('Your 2 files have arrived');
    const hashes = [sha256(png), sha256(String(phish.content))];
    expect((await rowsOf(referenceIn(text))).map((row) => [row.name, row.sha256, row.source])).toEqual([
      ['capture.png', hashes[0], 'web'],
      ['message.eml', hashes[1], 'web'],
    ]);
    const [report] = await door.rows<{ raw: Buffer; media_type: string }>(
      'SELECT raw, media_type FROM report WHERE reference = $1',
      [referenceIn(text)],
    );
    const fields = new URLSearchParams(report?.raw.toString());
    expect(report?.media_type).toBe('application/x-www-form-urlencoded');
    expect(fields.get('description')).toBe('A strange message');
    expect(fields.getAll('attachment').toSorted()).toEqual(
      [`${hashes[0]} ${png.length} capture.png`, `${hashes[1]} ${String(phish.content).length} message.eml`].toSorted(),
    );
    const entries = await timelineOf(referenceIn(text));
    expect(entries.map(({ type, data }) => [type, data.sha256])).toEqual(
      hashes.map((hash) => ['attachment.kept', hash]),
    );
    const store = door.application.get(AttachmentStore);
    expect(await readContent(store, hashes[0] ?? '', 1_000)).toEqual(png);
  });

  it('make one report when the form is sent twice, one after the other or at once', async () => {
    const fields = { nonce: nextNonce(), description: 'Pressed twice' };
    const answers = await Promise.all(
      Array.from({ length: 4 }, () => door.sendForm('/en/report', fields, [screenshot, phish])),
    );
    const references = new Set(answers.map(({ text }) => referenceIn(text)));
    expect(references.size).toBe(1);
    expect(await rowsOf([...references][0] ?? '')).toHaveLength(2);
    const [{ n } = { n: 0 }] = await door.rows<{ n: number }>(
      'SELECT count(*)::int AS n FROM report WHERE external_id LIKE $1',
      [`${fields.nonce}%`],
    );
    expect(n).toBe(1);
  });

  it('a form in which no file was chosen is the report it always was', async () => {
    const { status, text } = await door.sendForm('/fr/report', { nonce: nextNonce(), description: 'Sans fichier' }, [
      { name: '', type: 'application/octet-stream', content: '' },
    ]);
    expect(status).toBe(201);
    expect(text).not.toContain('role="alert"');
    expect(await rowsOf(referenceIn(text))).toEqual([]);
  });

  it('stay with a form that comes back with a fault, and need not be sent again', async () => {
    const nonce = nextNonce();
    const back = await door.sendForm('/fr/report', { nonce, description: 'Texte gardé', phone: '12' }, [screenshot]);
    expect(back.status).toBe(422);
    expect(back.text).toContain('Texte gardé</textarea>');
    const [token = ''] = keptIn(back.text);
    expect(token).not.toBe('');
    expect(back.text).toContain('<bdi>capture.png</bdi>');
    const turned = await door.sendForm('/en', { nonce, description: 'Texte gardé', kept: token }, []);
    expect(keptIn(turned.text)).toHaveLength(1);
    const sent = await door.sendForm(
      '/fr/report',
      { nonce: nonceIn(back.text), description: 'Texte gardé', kept: token },
      [phish],
    );
    expect(sent.status).toBe(201);
    expect((await rowsOf(referenceIn(sent.text))).map(({ name }) => name)).toEqual(['capture.png', 'message.eml']);
  });

  it('cannot be claimed by whoever knows only their hash', async () => {
    const forged = `${Buffer.from(JSON.stringify({ sha256: sha256(png), size: 1, name: 'a' })).toString('base64url')}.${'A'.repeat(43)}`;
    for (const kept of [forged, 'x', 'a.b', `${'A'.repeat(9_000)}.${'A'.repeat(43)}`]) {
      const { status, text } = await door.sendForm(
        '/en/report',
        { nonce: nextNonce(), description: 'Mine?', kept },
        [],
      );
      expect(status).toBe(201);
      expect(await rowsOf(referenceIn(text))).toEqual([]);
    }
  });

  const megabyte = 1024 * 1024;
  test.each<[string, readonly SentFile[], readonly string[], readonly string[]]>([
    ['an empty one', [screenshot, { name: 'empty.txt', content: '' }], ['capture.png'], ['empty']],
    ['one of 25 MB', [{ name: 'film.mp4', content: Buffer.alloc(25 * megabyte, 'a') }], ['film.mp4'], []],
    [
      'one byte more',
      [{ name: 'film.mp4', content: Buffer.alloc(25 * megabyte + 1, 'b') }, screenshot],
      ['capture.png'],
      ['too-large'],
    ],
    [
      'more than 50 MB together',
      ['1', '2', '3'].map((name) => ({ name: `${name}.bin`, content: Buffer.alloc(20 * megabyte, name) })),
      ['1.bin', '2.bin'],
      ['too-much'],
    ],
    [
      'two hundred',
      Array.from({ length: 200 }, (_, n) => ({ name: `${n}.txt`, content: `${n}` })),
      Array.from({ length: 20 }, (_, n) => `${n}.txt`),
      [...Array.from({ length: 30 }, () => 'too-many'), 'more'],
    ],
  ])(
    'of which there is %s: the report is taken, and what is left out is named to its sender and in the timeline',
    async (_, files, kept, left) => {
      const { status, text } = await door.sendForm('/en/report', { nonce: nextNonce(), description: 'Many' }, files);
      expect(status).toBe(201);
      const entries = await timelineOf(referenceIn(text));
      expect((await rowsOf(referenceIn(text))).map(({ name }) => name)).toEqual(kept);
      expect(entries.filter(({ type }) => type === 'attachment.left-out').map(({ data }) => data.why)).toEqual(left);
      expect(text.includes('Some files did not arrive')).toBe(left.length > 0);
      expect(text.includes('add the files on the follow-up page')).toBe(left.length > 0);
    },
  );

  it('keep names that are safe to show, in which nothing hides', async () => {
    const names = [
      '../../etc/passwd',
      'facture\u202Efdp.exe',
      '<img src=x onerror=alert(1)>.png',
      'CON',
      `${'x'.repeat(400)}.png`,
    ];
    const files = names.map((name, n) => ({ name, content: `hostile ${n}` }));
    const { text } = await door.sendForm('/en/report', { nonce: nextNonce(), description: 'Names', phone: '1' }, files);
    expect(text).not.toContain('<img src=x');
    expect(text).not.toContain('\u202E');
    const shown = [...text.matchAll(/<bdi>([^<]*)<\/bdi>/g)].map(([, name]) => name);
    expect(shown).toEqual([
      'passwd',
      'facturefdp.exe',
      '_img src=x onerror=alert(1)_.png',
      '_CON',
      expect.stringMatching(/^x+….png$/),
    ]);
  });

  it('are added by the follow-up page, with words or without', async () => {
    const report = await door.sendForm('/en/report', { nonce: nextNonce(), description: 'First words' }, []);
    const held = { reference: referenceIn(report.text), receiptCode: codeIn(report.text) };
    const page = await door.submit('/en/follow-up', held, elsewhere());
    const form = { proof: proofIn(page.text), nonce: nonceIn(page.text), message: '' };
    const nothing = await door.sendForm('/en/follow-up/message', form, []);
    expect(nothing.status).toBe(422);
    const added = await door.sendForm('/en/follow-up/message', form, [screenshot]);
    expect(added.status).toBe(201);
    expect(added.text).toContain('Files: capture.png');
    const late = await door.sendForm('/fr/suivi/message', { ...form, proof: 'over', message: 'Écrit trop tard' }, [
      phish,
    ]);
    expect(late.status).toBe(403);
    expect(late.text).toContain('Écrit trop tard</textarea>');
    const unsent = { ...held, message: 'Écrit trop tard', kept: keptIn(late.text)[0] ?? '' };
    const opened = await door.submit('/fr/suivi', unsent, elsewhere());
    expect(keptIn(opened.text)).toHaveLength(1);
  });

  it('are added by programs that hold the receipt, once for each key', async () => {
    const report = await door.sendForm('/en/report', { nonce: nextNonce(), description: 'By program' }, []);
    const proof = { 'vigil-reference': referenceIn(report.text), 'vigil-receipt-code': codeIn(report.text) };
    const send = (headers: Record<string, string>, files: readonly SentFile[], fields = {}) =>
      door.sendForm('/api/v1/reports/attachments', fields, files, {
        accept: 'application/json',
        ...elsewhere(),
        ...headers,
      });
    const first = await send({ ...proof, 'idempotency-key': 'a1' }, [screenshot, { name: 'void.txt', content: '' }]);
    expect([first.status, JSON.parse(first.text)]).toEqual([
      201,
      {
        kept: [{ name: 'capture.png', size: png.length, sha256: sha256(png), type: 'image/png' }],
        leftOut: [{ name: 'void.txt', why: 'empty' }],
      },
    ]);
    const again = await send({ ...proof, 'idempotency-key': 'a1' }, [screenshot, { name: 'void.txt', content: '' }]);
    expect(again.text).toBe(first.text);
    const refusals = await Promise.all([
      send({ ...proof, 'idempotency-key': 'a1' }, [phish]),
      send({ ...proof, 'idempotency-key': 'a2' }, []),
      send(proof, [phish]),
      send({ ...proof, 'vigil-receipt-code': 'AAAA-AAAA-AAAA-AAAA', 'idempotency-key': 'a3' }, [phish]),
      door.call('/api/v1/reports/attachments', {}, { 'idempotency-key': 'a4' }),
    ]);
    expect(refusals.map(({ status }) => status)).toEqual([422, 422, 400, 404, 415]);
    const byFields = await send({ 'idempotency-key': 'a5' }, [phish], {
      reference: referenceIn(report.text),
      receiptCode: codeIn(report.text),
      message: 'The mail itself',
    });
    expect(byFields.status).toBe(201);
    const followers = await door.rows<{ names: string[] }>(
      `SELECT array_agg(a.name) AS names FROM report r JOIN attachment a ON a.report_id = r.id
       WHERE r.follows_report_id = (SELECT id FROM report WHERE reference = $1) GROUP BY r.id ORDER BY r.received_at, r.id`,
      [referenceIn(report.text)],
    );
    expect(followers.flatMap(({ names }) => names).toSorted()).toEqual(['capture.png', 'message.eml']);
  });

  it('are taken nowhere else', async () => {
    for (const url of ['/api/v1/reports', '/en/receipt', '/api/v1/reports/follow-up']) {
      expect((await door.sendForm(url, { description: 'x' }, [screenshot], { accept: '*/*' })).status).toBe(415);
    }
  });

  it('that cannot be kept cost nobody their words: they are named, and a repetition brings them', async () => {
    const broken = join(door.folder, 'attachments');
    await rm(broken, { recursive: true, force: true });
    await writeFile(broken, 'the disk is gone');
    const fields = { nonce: nextNonce(), description: 'My words' };
    const { status, text } = await door.sendForm('/en/report', fields, [screenshot]);
    expect(status).toBe(201);
    expect(text).toContain('our storage for files did not answer.');
    expect((await timelineOf(referenceIn(text))).map(({ data }) => data.why)).toEqual(['not-stored']);
    await rm(broken, { force: true });
    const again = await door.sendForm('/en/report', fields, [screenshot]);
    expect(referenceIn(again.text)).toBe(referenceIn(text));
    expect((await rowsOf(referenceIn(text))).map(({ name }) => name)).toEqual(['capture.png']);
  });
});
