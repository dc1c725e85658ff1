import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it, test } from 'vitest';
import { makeReference } from '#domain';
import { FakeClock, freshDatabase, type TestDatabase } from '#testing';
import { WebDoorRig } from './web-door-rig.js';

const proofIn = (page: string): string => /name="proof" value="([^"]+)"/.exec(page)?.[1] ?? '';
const nonceIn = (page: string): string => /name="nonce" value="([\w-]{22})"/.exec(page)?.[1] ?? '';

const neutral = (text: string, reference: string) => text.replaceAll(reference, '…');

interface Held {
  readonly reference: string;
  readonly receiptCode: string;
}

describe('the follow-up of a report', () => {
  const clock = new FakeClock();
  let scratch: TestDatabase;
  let door: WebDoorRig;
  /** Wrong guesses are counted by address, so every case comes from one of its own. */
  let from: { readonly 'x-forwarded-for': string };
  let cases = 0;

  beforeAll(async () => {
    scratch = await freshDatabase();
    door = await WebDoorRig.open(scratch.url, clock);
  });
  afterAll(async () => {
    await door.close();
    await scratch.drop();
  });
  beforeEach(() => {
    cases += 1;
    from = { 'x-forwarded-for': `192.0.2.${cases}` };
  });

  async function report(description: string): Promise<Held> {
    const { text } = await door.submit('/en/report', { description });
    return {
      reference: /class="reference">([^<]+)</.exec(text)?.[1] ?? '',
      receiptCode: /class="receipt-code">([^<]+)</.exec(text)?.[1] ?? '',
    };
  }
  const open = (held: Held, path = '/en/follow-up') => door.submit(path, { ...held }, from);

  async function answer(reference: string, text: string, reportKind = 'message'): Promise<void> {
    await door.rows(
      `INSERT INTO message (id, report_id, kind, language, text, created_at) SELECT $1, id, $4, 'en', $3, $5 FROM report WHERE reference = $2`,
      [randomUUID(), reference, text, reportKind, clock.advance('1m')],
    );
  }

  test.each([
    ['/en/follow-up', 'Where it stands', 'We have your report. A person will look at it soon.'],
    ['/fr/suivi', 'Où en sont les choses', 'Nous avons reçu votre signalement.'],
  ])('at %s shows where it stands, what was said and what to do', async (path, ...lines) => {
    const held = await report('Our mailbox is hacked <b>');
    await answer(held.reference, 'We are looking at it. Can you call us?');
    const { status, headers, text } = await open(held, path);
    expect(status).toBe(200);
    expect(headers['cache-control']).toBe('no-store');
    for (const line of [...lines, 'Our mailbox is hacked &lt;b&gt;', 'Can you call us?']) expect(text).toContain(line);
    expect(text.indexOf('Our mailbox')).toBeLessThan(text.indexOf('Can you call us?'));
    expect(text).not.toContain(held.receiptCode);
  });

  it('opens however the reference and the code are typed', async () => {
    const held = await report('Typed by hand');
    const typed = {
      reference: ` ${held.reference.toLowerCase().replace('-', ' ')}`,
      receiptCode: held.receiptCode.toLowerCase().replaceAll('-', ''),
    };
    expect((await open(typed)).status).toBe(200);
  });

  it('gives an unknown reference and a wrong code the same answer', async () => {
    const [one, other] = [await report('One'), await report('Other')];
    const wrong = await open({ ...one, receiptCode: other.receiptCode });
    const nobodys = makeReference(new Uint8Array(16).fill(7));
    const unknown = await open({ reference: nobodys, receiptCode: one.receiptCode });
    expect(wrong.status).toBe(unknown.status);
    expect(neutral(wrong.text, one.reference)).toBe(neutral(unknown.text, nobodys));
  });

  it('never shows what another report holds, even of the same incident', async () => {
    const [one, other] = [await report('What the first party wrote'), await report('What the second party wrote')];
    const [incident] = await door.rows<{ id: string }>(
      `INSERT INTO incident (id, reference, state, severity, severity_rank, severity_rule, category, rsit, account_kind, language, summary,
         life_safety, violence, foreign_interference, compromised_addresses, opened_at, updated_at)
       VALUES ($1, '9999-99X', 'contained', 'high', 1, 'H1', 'phishing', 'x', 'email', 'en', 'x', false, false, false, '{}', $2, $2) RETURNING id`,
      [randomUUID(), clock.now()],
    );
    await door.rows(
      `INSERT INTO triage_result (report_id, incident_id, disposition, readable, text, verdict, rules_version, triaged_at)
       SELECT id, $1, 'joined', true, 'as read', '{"category": "phishing", "violence": false, "lifeSafety": false}', 'test', $2
       FROM report WHERE reference = ANY($3)`,
      [incident?.id, clock.now(), [one.reference, other.reference]],
    );
    await answer(one.reference, 'An answer to the first party');
    const { text } = await open(other);
    expect(text).toContain('The damage has been contained.');
    expect(text).toContain('What the second party wrote');
    expect(text).not.toMatch(/first party/);
    expect((await open(one)).text).not.toMatch(/second party/);
  });

  it('stores what is added as a report that continues the first, and shows it at once', async () => {
    const held = await report('The first part');
    const page = await open(held);
    const fields = { proof: proofIn(page.text), nonce: nonceIn(page.text), message: 'They posted again at noon.' };
    const added = await door.submit('/en/follow-up/message', fields, from);
    const again = await door.submit('/en/follow-up/message', fields, from);
    expect([added.status, again.status]).toEqual([201, 201]);
    expect(again.text).toContain('Your message has been added to the report.');
    expect(again.text.match(/They posted again at noon\./g)).toHaveLength(1);
    const rows = await door.rows<{ raw: Buffer; channel: string }>(
      'SELECT r.raw, r.channel FROM report r JOIN report f ON f.id = r.follows_report_id WHERE f.reference = $1',
      [held.reference],
    );
    expect(rows.map(({ raw, channel }) => [raw.toString(), channel])).toEqual([
      [new URLSearchParams(fields).toString(), 'web'],
    ]);
    expect(rows[0]?.raw.includes(held.receiptCode)).toBe(false);
  });

  it('keeps a message that came too late until the code is entered again', async () => {
    const held = await report('A long night');
    const page = await open(held);
    clock.advance('13h');
    const late = await door.submit(
      '/fr/suivi/message',
      { proof: proofIn(page.text), nonce: nonceIn(page.text), message: 'Written slowly' },
      from,
    );
    expect(late.status).toBe(403);
    expect(late.text).toContain('Written slowly</textarea>');
    const back = await door.submit('/fr/suivi', { ...held, message: 'Written slowly' }, from);
    expect(back.status).toBe(200);
    expect(back.text).toContain('Written slowly</textarea>');
    expect(
      await door.rows('SELECT 1 FROM report WHERE follows_report_id IS NOT NULL AND received_at > $1', [clock.now()]),
    ).toEqual([]);
  });

  test.each([
    ['', 422],
    [' \n', 422],
    ['x'.repeat(20_001), 422],
  ])('asks again for a message that cannot be sent', async (message, status) => {
    const held = await report('Short');
    const page = await open(held);
    const answered = await door.submit('/en/follow-up/message', { proof: proofIn(page.text), message }, from);
    expect(answered.status).toBe(status);
    expect(answered.text).toContain('href="#message"');
  });

  it('does not let a reply by mail open what came before it', async () => {
    const held = await report('Told in confidence');
    const mail = randomUUID();
    await door.rows(
      `INSERT INTO report (id, reference, channel, external_id, raw, media_type, sha256, truncated, follows_report_id, received_at)
       SELECT $1, '8888-88X', 'email', 'mail-1', 'raw', 'message/rfc822', 'x', false, id, $3 FROM report WHERE reference = $2`,
      [mail, held.reference, clock.now()],
    );
    const { ReceiveReport } = await import('../receive-report.js');
    const code = door.application.get(ReceiveReport, { strict: false }).receiptCode(mail);
    const [row] = await door.rows<{ reference: string }>('SELECT reference FROM report WHERE id = $1', [mail]);
    const { ShowFollowUp } = await import('./show-follow-up.js');
    const shown = await door.application.get(ShowFollowUp, { strict: false }).show(mail, 'en');
    expect([row?.reference, code.length]).toEqual(['8888-88X', 19]);
    expect(JSON.stringify(shown)).not.toContain('Told in confidence');
    expect((await open(held)).text).toContain('(A message over another channel. It is stored.)');
  });

  test.each([
    ['a reference with a slip', { reference: 'K7Q4-MPX', receiptCode: 'ABCD-EFGH-JKMN-PQRS' }, '#reference'],
    ['a code that is too short', { reference: 'K7Q4-MPX', receiptCode: 'ABCD' }, '#receiptCode'],
    ['nothing', { reference: '', receiptCode: '' }, '#reference'],
    ['NUL bytes and emoji', { reference: '\0🚨', receiptCode: '\0' }, '#reference'],
    [
      'a hundred thousand characters',
      { reference: 'A'.repeat(100_000), receiptCode: 'A'.repeat(100_000) },
      '#reference',
    ],
  ])('points to the field for %s', async (_name, fields, link) => {
    const { status, text } = await door.submit('/en/follow-up', fields, from);
    expect(status).toBe(422);
    expect(text).toContain(`href="${link}"`);
  });

  it('stops whoever tries too many codes for one reference, and says so', async () => {
    const held = await report('Guess me');
    const other = await report('Leave me alone');
    for (let guess = 0; guess < 10; guess++) {
      const { status } = await door.submit(
        '/fr/suivi',
        { ...held, receiptCode: other.receiptCode },
        { 'x-forwarded-for': `198.51.100.${guess}` },
      );
      expect(status).toBe(403);
    }
    const stopped = await door.submit('/fr/suivi', { ...held, receiptCode: other.receiptCode }, from);
    expect(stopped.status).toBe(429);
    expect(Number(stopped.headers['retry-after'])).toBeGreaterThan(0);
    expect(stopped.text).toContain('Trop de tentatives');
    expect((await open(other)).status).toBe(200);
  });

  it('stops whoever tries codes for many references from one address', async () => {
    const right = await report('Right');
    const statuses: number[] = [];
    for (let guess = 0; guess < 31; guess++) {
      const wrong = await report(`Wrong ${guess}`);
      statuses.push((await open({ ...wrong, receiptCode: right.receiptCode })).status);
    }
    expect(statuses.slice(0, 30).every((status) => status === 403)).toBe(true);
    expect(statuses[30]).toBe(429);
  });
});
