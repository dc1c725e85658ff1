import { randomBytes, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ReportReceipt } from '#contracts';
import { formatReceiptCode, makeReference } from '#domain';
import { FakeClock } from '#testing';
import type { Problem } from './desk-client.js';
import { type DoorAnswer, HotlineRig } from './hotline-rig.js';

const need = 'Someone took over our page right now.';
const secret = 'kingfisher';

let rig: HotlineRig;
/** Somebody else's, to try keys on. */
let known: ReportReceipt;

beforeAll(async () => {
  rig = await HotlineRig.start({ clock: new FakeClock() });
  known = await rig.reportByApi({ description: `${need} Ask for ${secret}.` });
  await rig.settled();
});

afterAll(async () => rig?.stop());

async function postForm(path: string, fields: Readonly<Record<string, string>>): Promise<DoorAnswer<string>> {
  const headers = { 'content-type': 'application/x-www-form-urlencoded', accept: 'text/html' };
  return rig.knock<string>(path, { method: 'POST', headers, body: new URLSearchParams(fields).toString() });
}

async function countReports(): Promise<number> {
  return (await rig.rows<{ n: number }>('SELECT count(*)::int AS n FROM report'))[0]?.n ?? 0;
}

async function countRefused(reason: string): Promise<number> {
  const { body } = await rig.knock<string>('/metrics', {});
  const name = `vigil_webhooks_refused_total{hook="sms",reason="${reason}"} `;
  const line = body.split('\n').find((metric) => metric.startsWith(name));
  return line === undefined ? 0 : Number(line.slice(name.length));
}

const refused = {
  en: 'No report has this reference and this code. Check both.',
  fr: 'Aucun signalement ne correspond à ce numéro et à ce code. Vérifiez les deux.',
};
const expired = { en: 'For your safety this page closes', fr: 'Pour votre sécurité, cette page se ferme' };
const pages = { en: '/en/follow-up', fr: '/fr/suivi' };

/** Each well-formed: nothing but the store and the key can tell that it is wrong. */
const keys = [
  {
    what: 'an unknown reference',
    key: () => ({ reference: makeReference(randomBytes(32)), receiptCode: known.receiptCode }),
  },
  {
    what: 'a forged receipt code',
    key: () => ({ reference: known.reference, receiptCode: formatReceiptCode(randomBytes(64)) }),
  },
];

describe.each(['en', 'fr'] as const)('a report stays shut, says the hotline in %s, for', (language) => {
  it.each(keys)('$what on the page', async ({ key }) => {
    const answer = await postForm(pages[language], key());
    expect(answer).toMatchObject({ status: 403, type: 'text/html; charset=utf-8' });
    expect(answer.body).toContain(`<html lang="${language}"`);
    expect(answer.body).toContain(refused[language]);
    expect(answer.body).not.toContain(secret);
  });

  it.each(keys)('$what at the API, to read and to write', async ({ key }) => {
    const before = await countReports();
    const asked = { ...key(), language };
    const answers = [
      await rig.postJson<Problem>('/api/v1/reports/follow-up', asked),
      await rig.postJson<Problem>(
        '/api/v1/reports/follow-up/messages',
        { ...asked, message: 'It is me.' },
        { 'idempotency-key': randomUUID() },
      ),
    ];
    for (const { status, body, type } of answers) {
      expect([status, type]).toEqual([404, 'application/problem+json; charset=utf-8']);
      expect(body).toMatchObject({ code: 'report-not-found', detail: refused[language] });
    }
    expect(await countReports()).toBe(before);
  });

  it('a forged proof of an opened page, which gives back what was written', async () => {
    const before = await countReports();
    const proof = `${randomUUID()}.zzzzzzz.${'A'.repeat(43)}`;
    const answer = await postForm(`${pages[language]}/message`, { proof, message: 'The pelican has landed.' });
    expect(answer.status).toBe(403);
    expect(answer.body).toContain(expired[language]);
    expect(answer.body).toContain('The pelican has landed.');
    expect(await countReports()).toBe(before);
  });
});

it('opens for the right key, as it would not if all were refused', async () => {
  const { reference, receiptCode } = known;
  expect((await postForm(pages.en, { reference, receiptCode })).body).toContain(secret);
});

describe('a webhook that the carrier did not sign', () => {
  const text = { MessageSid: `SM${'0'.repeat(32)}`, From: '+16135550150', Body: need };

  it.each([
    { what: 'at all', signature: '', reason: 'unsigned' },
    { what: 'with its token', signature: 'c2lnbmVkIGJ5IG5vYm9keSE=', reason: 'wrong-signature' },
  ])('$what is refused, counted, and stores nothing', async ({ signature, reason }) => {
    const [before, counted] = [await countReports(), await countRefused(reason)];
    const answer = await rig.webhook('/hooks/twilio/sms', text, signature);
    expect([answer.status, answer.type]).toEqual([403, 'application/problem+json; charset=utf-8']);
    expect(answer.body).toMatchObject({ code: 'wrong-signature' });
    expect(await countRefused(reason)).toBe(counted + 1);
    expect(await countReports()).toBe(before);
  });
});

describe.each(['anonymous', '+266696687', 'not a number'])('three who write and call as %s', (from) => {
  it('are three, for the number is nobody’s own: each wakes somebody, and nothing is sent to it', async () => {
    const texts = ['SM', 'SM'].map((kind) => `${kind}${randomUUID().replaceAll('-', '')}`);
    for (const MessageSid of texts) {
      expect((await rig.webhook('/hooks/twilio/sms', { MessageSid, From: from, Body: need })).status).toBe(200);
    }
    const CallSid = `CA${randomUUID().replaceAll('-', '')}`;
    const call = await rig.webhook('/hooks/twilio/voice', { CallSid, From: from, To: rig.firstRun.hotline.phone });
    expect([call.status, call.body.includes('press 1')]).toEqual([200, true]);
    await rig.settled();
    const incidents = await rig.rows<{ id: string; pages: number; contact: string | null }>(
      `SELECT t.incident_id AS id, t.contact_phone AS contact,
         (SELECT count(*) FROM page p WHERE p.incident_id = t.incident_id)::int AS pages
       FROM report r JOIN triage_result t ON t.report_id = r.id WHERE r.external_id = ANY($1)`,
      [[...texts, CallSid]],
    );
    expect(new Set(incidents.map(({ id }) => id)).size).toBe(3);
    expect(await rig.rows('SELECT id FROM delivery WHERE address = $1', [from])).toEqual([]);
    expect(incidents.map(({ pages: woken, contact }) => [woken, contact])).toEqual([1, 1, 1].map((one) => [one, null]));
  });
});
