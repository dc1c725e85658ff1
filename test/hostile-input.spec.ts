import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { ReportReceipt } from '#contracts';
import type { Problem } from './desk-client.js';
import { type DoorAnswer, HotlineRig } from './hotline-rig.js';
import { allKept, keptPromises } from './kept-promises.js';
import { until } from './until.js';

let rig: HotlineRig;

/** References that a door gave out: each is a promise. */
const promised: string[] = [];

beforeAll(async () => {
  rig = await HotlineRig.start();
});

afterAll(async () => rig?.stop());

afterEach(async () => {
  await until('the hotline is ready for the next report', () => rig.isReady());
});

const megabytes = (count: number) => 'x'.repeat(count * 1024 * 1024);
const nested = (depth: number) => `${'['.repeat(depth)}${']'.repeat(depth)}`;
const languages = ['en', 'fr'] as const;
type Language = (typeof languages)[number];

const postApi = (body: string | Buffer, language: Language, headers: Readonly<Record<string, string>> = {}) =>
  rig.knock<Problem & ReportReceipt>('/api/v1/reports', {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      'accept-language': language,
      'idempotency-key': randomUUID(),
      ...headers,
    },
    body: typeof body === 'string' ? body : new Uint8Array(body),
  });

const postForm = (fields: string, language: Language) =>
  rig.knock<string>(`/${language}/report`, {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded', accept: 'text/html', 'accept-language': language },
    body: fields,
  });

const followUp = (reference: string, receiptCode: string, language: Language) =>
  rig.postJson<Problem>('/api/v1/reports/follow-up', { reference, receiptCode, language });

interface Refused {
  readonly what: string;
  readonly send: (language: Language) => Promise<DoorAnswer<Problem>>;
  readonly status: number;
  readonly code: string;
}

const refusedByApi: readonly Refused[] = [
  { what: 'nothing', send: (language) => postApi('', language), status: 400, code: 'bad-request' },
  { what: 'an empty object', send: (language) => postApi('{}', language), status: 422, code: 'invalid' },
  {
    what: 'a report of spaces',
    send: (language) => postApi('{"description":" \\n\\t "}', language),
    status: 422,
    code: 'invalid',
  },
  {
    what: 'a report of 10 MB',
    send: (language) => postApi(JSON.stringify({ description: megabytes(10) }), language),
    status: 413,
    code: 'too-large',
  },
  {
    what: 'a description of 20,001 characters',
    send: (language) => postApi(JSON.stringify({ description: 'x'.repeat(20_001) }), language),
    status: 422,
    code: 'invalid',
  },
  {
    what: 'something that is not JSON',
    send: (language) => postApi('{"description": ', language),
    status: 400,
    code: 'bad-request',
  },
  {
    what: 'an array of depth 10,000',
    send: (language) => postApi(nested(10_000), language),
    status: 422,
    code: 'invalid',
  },
  {
    what: 'a description of depth 10,000',
    send: (language) => postApi(`{"description":${nested(10_000)}}`, language),
    status: 422,
    code: 'invalid',
  },
  {
    what: 'a prototype',
    send: (language) => postApi('{"description":"x","__proto__":{"admin":true}}', language),
    status: 400,
    code: 'bad-request',
  },
  {
    what: 'a phone number that is none',
    send: (language) => postApi('{"description":"Hacked","contact":{"phone":"call me maybe"}}', language),
    status: 422,
    code: 'invalid',
  },
  {
    what: 'an email address that is none',
    send: (language) => postApi('{"description":"Hacked","contact":{"email":"ann at example"}}', language),
    status: 422,
    code: 'invalid',
  },
  {
    what: 'another media type',
    send: (language) => postApi('<report/>', language, { 'content-type': 'application/xml' }),
    status: 415,
    code: 'unknown-format',
  },
  {
    what: 'no idempotency key',
    send: (language) => postApi('{"description":"Hacked"}', language, { 'idempotency-key': '' }),
    status: 400,
    code: 'idempotency-key-missing',
  },
  {
    what: 'an unknown reference',
    send: (language) => followUp('ZZZZ-ZZZ', 'AAAA-AAAA-AAAA-AAAA', language),
    status: 404,
    code: 'report-not-found',
  },
  {
    what: 'a reference that can be none',
    send: (language) => followUp(`'; DROP TABLE report; --`, '\0', language),
    status: 404,
    code: 'report-not-found',
  },
];

describe('the API refuses with a reason in the language of the caller', () => {
  it.each(refusedByApi)('$what', async ({ send, status, code }) => {
    const answers = await Promise.all(languages.map(send));
    expect(answers.map((answer) => [answer.status, answer.body.code, answer.language])).toEqual(
      languages.map((language) => [status, code, language]),
    );
    const [english = '', french = ''] = answers.map(({ body }) => body.detail);
    for (const { type } of answers) expect(type).toContain('application/problem+json');
    expect(english).not.toBe('');
    expect(french).not.toBe(english);
  });

  it('a forged receipt code, in the same words as an unknown reference', async () => {
    const { reference, receiptCode } = await rig.reportByApi({ description: 'Somebody reads my mail.' });
    promised.push(reference);
    const forged = `${receiptCode.slice(0, -4)}${receiptCode.endsWith('AAAA') ? 'BBBB' : 'AAAA'}`;
    const [one, other] = [await followUp(reference, forged, 'en'), await followUp('ZZZZ-ZZZ', forged, 'en')];
    expect(one.status).toBe(404);
    expect(one.body).toEqual(other.body);
  });
});

describe('the API stores', () => {
  it.each([
    { what: 'NUL bytes', body: '{"description":"They wrote \\u0000 into \\u0000 our page"}' },
    { what: 'half of an emoji', body: '{"description":"Page taken over \\ud83d"}' },
    {
      what: 'right-to-left and emoji names',
      body: JSON.stringify({
        description: 'Page taken over',
        name: '\u202eمريم بنت أحمد 👩🏽‍💻',
        organization: 'מפלגה 🗳️',
      }),
    },
    {
      what: 'bytes that are not UTF-8',
      body: Buffer.concat([Buffer.from('{"description":"Page pirat'), Buffer.from([0xe9, 0xff]), Buffer.from('e"}')]),
    },
    { what: 'an unknown field of depth 10,000', body: `{"description":"Page taken over","more":${nested(10_000)}}` },
    {
      what: 'text that looks like commands',
      body: JSON.stringify({
        description: `'; DROP TABLE report; -- <script>alert(1)</script> {{7*7}} \${jndi:ldap://x}`,
      }),
    },
  ])('$what', async ({ body }) => {
    const { status, body: receipt } = await postApi(body, 'en');
    expect(status).toBe(201);
    promised.push(receipt.reference);
    const seen = await rig.followUp(receipt);
    expect(seen.conversation).toHaveLength(1);
    expect(seen.reference).toBe(receipt.reference);
  });
});

describe('the web form', () => {
  it.each([
    { what: 'nothing', fields: '', status: 422, en: 'Tell us what happened', fr: 'Dites-nous ce qui s’est passé' },
    {
      what: 'a phone number that is none',
      fields: 'description=Hacked&phone=12',
      status: 422,
      en: 'Check the phone number',
      fr: 'Vérifiez le numéro de téléphone',
    },
    {
      what: 'a report of 10 MB',
      fields: `description=${megabytes(10)}`,
      status: 413,
      en: 'more than we can take at once',
      fr: 'plus que ce que nous pouvons recevoir',
    },
    {
      what: 'a report of 30,000 characters',
      fields: `description=${'x'.repeat(30_000)}`,
      status: 422,
      en: 'shorten this',
      fr: 'raccourcissez ce texte',
    },
  ])('refuses $what on a page in the language of the reader', async ({ fields, status, ...says }) => {
    for (const language of languages) {
      const answer = await postForm(fields, language);
      expect([answer.status, answer.type]).toEqual([status, 'text/html; charset=utf-8']);
      expect(answer.body).toContain(`<html lang="${language}"`);
      expect(answer.body).toContain(says[language]);
    }
  });

  it.each([
    { what: 'Latin-1 escapes', fields: 'description=Page+pirat%E9e' },
    { what: 'NUL bytes', fields: 'description=Page%00taken%00over&name=%00' },
    { what: 'broken escapes', fields: 'description=100%+taken+%zz+over' },
    { what: 'right-to-left and emoji names', fields: `description=Hacked&name=${encodeURIComponent('\u202eמרים 👩🏽‍💻')}` },
    { what: 'the same field a thousand times', fields: 'description=Hacked&'.repeat(1_000) },
  ])('stores $what', async ({ fields }) => {
    const answer = await postForm(fields, 'fr');
    expect(answer.status).toBe(201);
    const [, reference = ''] = /class="reference">([\w-]+)</.exec(answer.body) ?? [];
    expect(reference).toMatch(/^\w{4}-\w{3}$/);
    promised.push(reference);
  });

  it('shows what was written as text, never as page', async () => {
    const answer = await postForm(`description=&name=${encodeURIComponent('"><script>alert(1)</script>')}`, 'en');
    expect(answer.status).toBe(422);
    expect(answer.body).not.toContain('<script>alert');
  });
});

const text = (more: Readonly<Record<string, string>> = {}) => ({
  MessageSid: `SM${randomUUID().replaceAll('-', '')}`,
  From: '+16135550150',
  To: rig.firstRun.hotline.phone,
  Body: 'Our page was taken over.',
  ...more,
});
const countOf = async (sid: string) =>
  (await rig.rows<{ reference: string }>('SELECT reference FROM report WHERE external_id = $1', [sid])).length;

describe('a carrier webhook', () => {
  it('that comes twice, and twice at once, is one report', async () => {
    const params = text();
    const answers = [
      await rig.webhook('/hooks/twilio/sms', params),
      ...(await Promise.all([1, 2].map(() => rig.webhook('/hooks/twilio/sms', params)))),
    ];
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
    expect(await countOf(params.MessageSid)).toBe(1);
  });

  it.each([
    { what: 'no signature', signature: '' },
    { what: 'a made-up signature', signature: 'AAAAAAAAAAAAAAAAAAAAAAAAAAA=' },
    { what: 'a signature that is none', signature: '\u00ff'.repeat(5_000) },
  ])('with $what is refused and stores nothing', async ({ signature }) => {
    for (const door of ['sms', 'voice', 'status']) {
      const params = { ...text(), CallSid: `CA${randomUUID().replaceAll('-', '')}` };
      expect((await rig.webhook(`/hooks/twilio/${door}`, params, signature)).status).toBe(403);
      expect((await countOf(params.MessageSid)) + (await countOf(params.CallSid))).toBe(0);
    }
  });

  it.each<{ readonly what: string; readonly more: Readonly<Record<string, string>> }>([
    { what: 'a number that is none', more: { From: 'not a number' } },
    { what: 'no sender', more: { From: '' } },
    { what: 'no words', more: { Body: '' } },
    { what: 'NUL bytes and emoji', more: { Body: 'page\0taken over 🆘\u202e' } },
    { what: 'words without end', more: { Body: 'x'.repeat(200_000) } },
  ])('with $what is stored', async ({ more }) => {
    const params = text(more);
    expect((await rig.webhook('/hooks/twilio/sms', params)).status).toBe(200);
    const stored = await rig.rows<{ reference: string }>('SELECT reference FROM report WHERE external_id = $1', [
      params.MessageSid,
    ]);
    expect(stored).toHaveLength(1);
    promised.push(...stored.map(({ reference }) => reference));
  });

  it('without the id of its message is refused', async () => {
    const answer = await rig.webhook('/hooks/twilio/sms', text({ MessageSid: '' }));
    expect(answer.status).toBe(400);
  });
});

describe('afterwards', () => {
  it('every reference that was given out leads to an incident or to a verdict, and no handler gave up', async () => {
    expect(promised.length).toBeGreaterThanOrEqual(17);
    expect(await keptPromises(rig, promised)).toEqual(allKept);
  });
});
