import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { HotlineRig } from './hotline-rig.js';
import { allKept, keptPromises } from './kept-promises.js';
import { until } from './until.js';

let rig: HotlineRig;

/** References that the listener gave out: each is a promise. */
const promised: string[] = [];

beforeAll(async () => {
  rig = await HotlineRig.start();
});

afterAll(async () => rig?.stop());

afterEach(async () => {
  await until('the hotline is ready for the next mail', () => rig.isReady());
});

const megabytes = (count: number) => 'x'.repeat(count * 1024 * 1024);

const lines = (...given: readonly string[]) => given.join('\r\n');

const manyParts = lines(
  'From: ann@private.example',
  'Subject: Photos',
  'MIME-Version: 1.0',
  'Content-Type: multipart/mixed; boundary=edge',
  '',
  ...Array.from({ length: 50 }, (_, part) =>
    lines(
      '--edge',
      'Content-Type: image/png',
      `Content-Disposition: attachment; filename="${part}.png"`,
      'Content-Transfer-Encoding: base64',
      '',
      'iVBORw0KGgo=',
      '',
    ),
  ),
  '--edge--',
);

const wrongCharset = Buffer.concat([
  Buffer.from(
    lines(
      'From: ann@private.example',
      'Subject: Pirat',
      'Content-Type: text/plain; charset=utf-8',
      'Content-Transfer-Encoding: 8bit',
      '',
      'Notre page a ',
    ),
  ),
  Buffer.from('été piratée hier – « à l’aide »', 'latin1'),
]);

describe('a mail', () => {
  it.each<{ readonly what: string; readonly raw: string | Buffer; readonly reads?: string }>([
    { what: 'with nothing in it', raw: '\r\n' },
    { what: 'with a subject alone', raw: lines('From: ann@private.example', 'Subject: HELP our page is gone', '', '') },
    { what: 'in Windows-1252 that says it is UTF-8', raw: wrongCharset, reads: 'Notre page a' },
    { what: 'of fifty parts and no text', raw: manyParts },
    {
      what: 'with NUL bytes',
      raw: lines('From: ann@private.example', 'Subject: a\0b', '', 'Our page\0 was taken\0 over.'),
      reads: 'Our page',
    },
    {
      what: 'from right-to-left and emoji names',
      raw: lines('From: "\u202eמרים 👩🏽‍💻" <ann@private.example>', 'Subject: 🆘\u202e', '', 'Our page was taken over.'),
      reads: 'Our page was taken over.',
    },
    {
      what: 'with an edge that never comes',
      raw: lines(
        'From: ann@private.example',
        'Content-Type: multipart/mixed; boundary=never',
        '',
        '--other',
        '',
        'Our page was taken over.',
      ),
    },
    {
      what: 'nested a thousand deep',
      raw: lines(
        'From: ann@private.example',
        ...Array.from({ length: 1_000 }, (_, depth) =>
          lines(`Content-Type: multipart/mixed; boundary=b${depth}`, '', `--b${depth}`),
        ),
        '',
        'Our page was taken over.',
      ),
    },
    {
      what: 'with a header of a megabyte',
      raw: lines('From: ann@private.example', `Subject: ${megabytes(1)}`, '', 'Our page was taken over.'),
    },
    {
      what: 'in a charset that is none',
      raw: lines(
        'From: ann@private.example',
        'Content-Type: text/plain; charset=klingon-8',
        '',
        'Our page was taken over.',
      ),
    },
  ])('$what is stored, opens an incident and wakes somebody', async ({ raw, reads }) => {
    const envelope = { from: 'ann@private.example', to: [rig.firstRun.hotline.email] };
    const sent = await rig.mail({ envelope, raw });
    expect(sent.response).toMatch(/^250/);
    promised.push(sent.reference);
    const [placed] = await until('it is triaged', async () => {
      const rows = await rig.rows<{ disposition: string; text: string; pages: number }>(
        `SELECT t.disposition, t.text, (SELECT count(*) FROM page p WHERE p.incident_id = t.incident_id)::int AS pages
         FROM report r JOIN triage_result t ON t.report_id = r.id WHERE r.reference = $1`,
        [sent.reference],
      );
      return rows[0] !== undefined && rows[0].pages > 0 && rows;
    });
    expect(placed?.disposition).toBe('opened');
    expect(placed?.text).toContain(reads ?? '');
  });

  it('of 60 MB is stored as far as it is kept, said so to its sender, and marked', { timeout: 60_000 }, async () => {
    const head = lines('From: ann@private.example', 'Subject: Everything I have', '', 'Our page was taken over.', '');
    const raw = Buffer.concat([Buffer.from(head), Buffer.from(`${'x'.repeat(74)}\r\n`.repeat(60 * 13_798))]);
    expect(raw.length).toBeGreaterThan(60 * 1024 * 1024);
    const sent = await rig.mail({ envelope: { from: 'ann@private.example', to: [rig.firstRun.hotline.email] }, raw });
    expect(sent.response).toMatch(/^250.*the first 25 MB \/ les premiers 25 Mo/);
    promised.push(sent.reference);
    const [kept] = await rig.rows<{ truncated: boolean; size: number }>(
      'SELECT truncated, octet_length(raw) AS size FROM report WHERE reference = $1',
      [sent.reference],
    );
    expect(kept).toEqual({ truncated: true, size: 25 * 1024 * 1024 });
  });

  it('to another address is refused in both languages', async () => {
    const sent = rig.mail({ from: 'ann@private.example', to: 'somebody@vigil.example', text: 'Hello' });
    await expect(sent).rejects.toThrow(/550.*No such address here.*Adresse inconnue ici/);
  });

  it(
    'was never lost: every reference that was given out leads to an incident, and no handler gave up',
    { timeout: 60_000 },
    async () => {
      expect(promised.length).toBeGreaterThanOrEqual(11);
      expect(await keptPromises(rig, promised)).toEqual(allKept);
    },
  );
});
