import * as fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it, test } from 'vitest';
import { followUp, problem, reportReceipt } from '#contracts';
import { FakeClock, freshDatabase, type TestDatabase } from '#testing';
import { WebDoorRig } from './web-door-rig.js';

const url = '/api/v1/reports';
let used = 0;
const key = (): { readonly 'idempotency-key': string } => ({ 'idempotency-key': `key-${(used += 1)}` });
const nested = (open: string, close: string) => `${open.repeat(10_000)}${close.repeat(10_000)}`;

describe('the report API', () => {
  const clock = new FakeClock();
  let scratch: TestDatabase;
  let door: WebDoorRig;

  beforeAll(async () => {
    scratch = await freshDatabase();
    door = await WebDoorRig.open(scratch.url, clock);
  });
  afterAll(async () => {
    await door.close();
    await scratch.drop();
  });

  test.each([
    ['en', 'https://hotline.example/en/follow-up'],
    ['fr', 'https://hotline.example/fr/suivi'],
  ])('answers a report in %s with a receipt', async (language, followUpUrl) => {
    const body = `{ "language": "${language}", "description": "Our mailbox is hacked", "contact": {"phone": "613-555-0123", "email": ""} }`;
    const { status, headers, json } = await door.call(url, body, key());
    expect(status).toBe(201);
    expect(headers['cache-control']).toBe('no-store');
    expect(headers['location']).toBeUndefined();
    const receipt = reportReceipt.parse(json);
    expect(receipt).toMatchObject({ language, followUpUrl, serviceOpen: true, receivedAt: clock.now().toISOString() });
    expect(receipt.steps.length).toBeGreaterThan(0);
    const [row] = await door.rows<{ raw: Buffer; channel: string; language: string }>(
      'SELECT raw, channel, language FROM report WHERE reference = $1',
      [receipt.reference],
    );
    expect({ ...row, raw: row?.raw.toString() }).toEqual({ raw: body, channel: 'api', language });
  });

  it('gives the same key with the same body the same receipt, and refuses it with another', async () => {
    const again = key();
    const first = await door.call(url, { description: 'Once' }, again);
    const second = await door.call(url, { description: 'Once' }, again);
    expect(second.status).toBe(201);
    expect(second.json).toEqual(first.json);
    const other = await door.call(url, { description: 'Twice' }, again);
    expect(other).toMatchObject({ status: 422, json: { code: 'idempotency-key-reused' } });
  });

  it('stores twenty sendings of one report at once as one', async () => {
    const same = key();
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => door.call(url, { description: 'All at once' }, same)),
    );
    expect(new Set(answers.map(({ status, json }) => `${status} ${json.reference}`)).size).toBe(1);
  });

  test.each([
    ['no key', {}],
    ['an empty key', { 'idempotency-key': '' }],
    ['a key with a space', { 'idempotency-key': 'a b' }],
    ['a key that is too long', { 'idempotency-key': 'k'.repeat(201) }],
  ])('refuses %s', async (_name, headers) => {
    const { status, json } = await door.call(url, { description: 'x' }, headers);
    expect({ status, code: json.code }).toEqual({ status: 400, code: 'idempotency-key-missing' });
  });

  test.each([
    ['an empty description', { description: '' }, '/description'],
    ['a blank description', { description: ' \n\t' }, '/description'],
    ['no description', {}, '/description'],
    ['a description over the limit', { description: 'x'.repeat(20_001) }, '/description'],
    ['a description that is a number', { description: 5 }, '/description'],
    ['a phone that is none', { description: 'x', contact: { phone: 'call me' } }, '/contact/phone'],
    ['a phone that is too short', { description: 'x', contact: { phone: '911' } }, '/contact/phone'],
    ['an address that is none', { description: 'x', contact: { email: 'jane@' } }, '/contact/email'],
    ['a contact that is a list', { description: 'x', contact: [] }, '/contact'],
    ['an account nobody knows', { description: 'x', account: 'fridge' }, '/account'],
    ['an array', [{ description: 'x' }], ''],
    ['null', null, ''],
    ['a text', '"x"', ''],
    ['arrays of depth 10,000', nested('[', ']'), ''],
    ['an object of depth 10,000', nested('{"description":', '}').replace(':}', ':1}'), '/description'],
  ])('points to what is wrong: %s', async (_name, body, pointer) => {
    const { status, headers, json } = await door.call(url, body, { ...key(), 'accept-language': 'fr' });
    expect({ status, code: json.code }).toEqual({ status: 422, code: 'invalid' });
    expect(headers['content-type']).toMatch(/application\/problem\+json/);
    expect(headers['content-language']).toBe('fr');
    const { errors = [] } = problem.parse(json);
    expect(errors.map((error) => error.pointer)).toContain(pointer);
    expect(errors.every(({ detail }) => detail !== '')).toBe(true);
  });

  it('answers in the language of the body before that of the header', async () => {
    const { json } = await door.call(url, { language: 'en', description: '' }, { ...key(), 'accept-language': 'fr' });
    expect(json['detail']).toMatch(/^Correct what is named/);
  });

  test.each([
    ['half of a JSON', '{"description": "x', 'application/json', 400],
    ['nothing', '', 'application/json', 400],
    ['a poisoned prototype', '{"__proto__": {"description": "x"}}', 'application/json', 400],
    ['a form', 'description=x', 'application/x-www-form-urlencoded', 415],
    ['plain text', 'help', 'text/plain', 415],
    ['XML', '<a/>', 'application/xml', 415],
    ['more than a megabyte', JSON.stringify({ description: 'x'.repeat(1_100_000) }), 'application/json', 413],
  ])('refuses %s with a problem', async (_name, body, type, status) => {
    const answer = await door.call(url, body, { ...key(), 'content-type': type });
    expect(answer.status).toBe(status);
    expect(problem.parse(answer.json).status).toBe(status);
  });

  test.each([
    ['NUL bytes', 'a\0b'],
    ['half a surrogate pair', '"\\ud800 alone"'],
    ['right-to-left text and emoji', '\u202Eنص عربي 🚨'],
    ['a formula and markup', '=HYPERLINK("x")<script>'],
    ['ten thousand quotes', '"'.repeat(10_000)],
    ['a text made to be slow', `${'a'.repeat(9_000)}@${'b-'.repeat(4_000)}`],
  ])('takes %s, and shows it again', async (name, text) => {
    const description = name === 'half a surrogate pair' ? (JSON.parse(text) as string) : text;
    const { status, json } = await door.call(url, { description, name: description.slice(0, 50) }, key());
    expect(status).toBe(201);
    const { reference, receiptCode } = json;
    const shown = await door.call(`${url}/follow-up`, { reference, receiptCode });
    expect(followUp.parse(shown.json).conversation[0]?.text).not.toMatch(/[\p{Cs}\0]/u);
  });

  it('never fails on anything that JSON can carry', async () => {
    const text = fc.string({ unit: 'binary', maxLength: 60 });
    const near = fc.record(
      {
        description: fc.oneof(text, fc.jsonValue()),
        language: fc.jsonValue(),
        account: fc.jsonValue(),
        contact: fc.oneof(fc.record({ phone: text, email: text }), fc.jsonValue()),
      },
      { requiredKeys: [] },
    );
    await fc.assert(
      fc.asyncProperty(fc.oneof(near, fc.jsonValue()), async (body) => {
        const { status } = await door.call(url, body, key());
        expect([201, 400, 422]).toContain(status);
      }),
      { numRuns: 150 },
    );
  });

  it('ignores what it does not know', async () => {
    expect((await door.call(url, { description: 'x', priority: 'p1' }, key())).status).toBe(201);
  });

  it('adds to a report for whoever holds its receipt, once for each key', async () => {
    const { json } = await door.call(url, { description: 'The beginning' }, key());
    const held = { reference: json.reference, receiptCode: json.receiptCode };
    const same = key();
    const added = await door.call(`${url}/follow-up/messages`, { ...held, message: 'And more' }, same);
    expect(added.status).toBe(201);
    expect(followUp.parse(added.json).conversation.map(({ text }) => text)).toEqual(['The beginning', 'And more']);
    const again = await door.call(`${url}/follow-up/messages`, { ...held, message: 'And more' }, same);
    expect(again.json).toEqual(added.json);
    const other = await door.call(`${url}/follow-up/messages`, { ...held, message: 'Something else' }, same);
    expect(other).toMatchObject({ status: 422, json: { code: 'idempotency-key-reused' } });
  });

  test.each([
    ['an unknown reference', { reference: '2222-225', receiptCode: 'ABCD-EFGH-JKMN-PQRS' }],
    ['something else', { reference: '🚨\0', receiptCode: '' }],
  ])('gives %s no hint', async (_name, held) => {
    const { status, json } = await door.call(`${url}/follow-up`, held, { 'x-forwarded-for': '192.0.2.99' });
    expect({ status, code: json.code }).toEqual({ status: 404, code: 'report-not-found' });
  });

  it('is described where it says', async () => {
    const { status, text } = await door.get('/api/openapi.json');
    const described = JSON.parse(text) as { readonly openapi: string; readonly paths: object };
    expect(status).toBe(200);
    expect(described.openapi).toBe('3.1.0');
    expect(Object.keys(described.paths)).toContain(url);
  });
});
