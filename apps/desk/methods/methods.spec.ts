import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Problem, ReachableView, ReachView } from '#contracts';
import { methodCode } from '#service';
import { FakeClock, freshDatabase, type TestDatabase } from '#testing';
import { DeskRig } from '../desk-rig.js';

const api = '/api/v1/reach';
const number = '+16135550177';

let scratch: TestDatabase;
let desk: DeskRig;
const clock = new FakeClock();
const cookies = new Map<string, string>();

beforeAll(async () => {
  scratch = await freshDatabase();
  desk = await DeskRig.open(scratch.url, clock);
});
afterAll(async () => {
  await desk.close();
  await scratch.drop();
});
/** A day later: as many codes may be asked for as on the first day. */
beforeEach(async () => {
  clock.advance('25h');
  for (const key of ['priya', 'daniel', 'marc', 'liaison-red-oak']) cookies.set(key, await desk.cookieOf(key));
});

const as = (key: string): string => cookies.get(key) ?? '';
const send = <T = ReachView & Problem>(method: 'POST' | 'DELETE', path: string, key: string, body?: unknown) =>
  desk.send<T>(method, `${api}${path}`, as(key), body, { 'x-vigil-request': 'spec' });
const reach = async (key: string): Promise<ReachView> => (await desk.get<ReachView>(api, as(key))).body;
const waysOf = async (key: string) =>
  (await reach(key)).methods.map(({ kind, verifiedAt }) => `${kind}${verifiedAt === null ? ' unverified' : ''}`);

async function added(key: string, kind = 'sms', address = number): Promise<string> {
  const { status, body } = await send('POST', '/methods', key, { kind, address });
  expect(status).toBe(200);
  return body.methods.find((method) => method.kind === kind && method.verifiedAt === null)?.id ?? '';
}

/** The code that is on its way to a method, as the one who gets it reads it. */
async function codeFor(methodId: string): Promise<string> {
  const [row] = await desk.rows<{ id: string }>(
    `SELECT id FROM method_code WHERE method_id = $1 AND state = 'open' ORDER BY asked_at DESC LIMIT 1`,
    [methodId],
  );
  return methodCode(desk.secrets, row?.id ?? '');
}

describe('A person’s ways to be paged', () => {
  it('are those of the roster at first, in the order in which they are tried', async () => {
    expect(await waysOf('priya')).toEqual(['sms', 'voice', 'email']);
  });

  it('grow by one that its person has proved to be theirs by a code', async () => {
    const id = await added('priya');
    expect(await waysOf('priya')).toEqual(['sms', 'voice', 'email', 'sms unverified']);
    const asked = await desk.rows(`SELECT 1 FROM event WHERE type = 'method-code.requested'`);
    expect(asked.length).toBeGreaterThan(0);
    const wrong = await send('POST', `/methods/${id}/verify`, 'priya', { code: '000 000' });
    expect(wrong).toMatchObject({
      status: 409,
      body: { code: 'code-wrong', detail: 'This is not the code. Tries left: 4.' },
    });
    const { status } = await send('POST', `/methods/${id}/verify`, 'priya', {
      code: (await codeFor(id)).replace(' ', ''),
    });
    expect(status).toBe(200);
    expect(await waysOf('priya')).toEqual(['sms', 'voice', 'email', 'sms']);
    // The one who added the same again has it once.
    await send('POST', '/methods', 'priya', { kind: 'sms', address: '613 555 0177' });
    expect(await waysOf('priya')).toHaveLength(4);
  });

  it('are guessed by nobody: five wrong tries end a code, ten minutes end it, and few are sent', async () => {
    const id = await added('daniel');
    const code = await codeFor(id);
    for (let time = 0; time < 4; time += 1) await send('POST', `/methods/${id}/verify`, 'daniel', { code: '111 111' });
    expect((await send('POST', `/methods/${id}/verify`, 'daniel', { code: '111 111' })).body.code).toBe(
      'code-too-many',
    );
    expect((await send('POST', `/methods/${id}/verify`, 'daniel', { code })).body.code).toBe('code-too-many');
    await send('POST', `/methods/${id}/code`, 'daniel');
    clock.advance('11m');
    expect((await send('POST', `/methods/${id}/verify`, 'daniel', { code: await codeFor(id) })).body.code).toBe(
      'code-expired',
    );
    expect((await send('POST', `/methods/${id}/code`, 'daniel')).status).toBe(200);
    expect((await send('POST', `/methods/${id}/code`, 'daniel')).status).toBe(429);
  });

  it('that a carrier has called dead are good again once a code has arrived there', async () => {
    const [sms] = (await reach('marc')).methods;
    await desk.rows(`UPDATE contact_method SET bad_since = $2, bad_reason = '30005' WHERE id = $1`, [
      sms?.id,
      clock.now(),
    ]);
    const { body: listed } = await desk.get<readonly ReachableView[]>(`${api}/watch`, as('marc'));
    const own = listed.find(({ key }) => key === 'marc')?.methods[0];
    expect(own).toMatchObject({ kind: 'sms', state: 'bad', code: '30005' });
    expect(own?.address).not.toContain('6135550104');
    await send('POST', `/methods/${sms?.id}/code`, 'marc');
    await send('POST', `/methods/${sms?.id}/verify`, 'marc', { code: await codeFor(sms?.id ?? '') });
    expect((await reach('marc')).methods[0]?.badSince).toBeNull();
  });

  it('never shrink to none that works', async () => {
    const { methods } = await reach('marc');
    const answers = [];
    for (const { id } of methods) answers.push((await send('DELETE', `/methods/${id}`, 'marc')).status);
    expect(answers).toEqual([200, 200, 409]);
    expect(await waysOf('marc')).toEqual(['email']);
  });

  it('are tried when their person says, and not while they sleep', async () => {
    const [sms, voice] = (await reach('daniel')).methods;
    const rules = [{ severity: 'high', methodId: voice?.id, afterMinutes: 2 }];
    expect((await send('POST', '/rules', 'daniel', { rules })).body.rules).toEqual(rules);
    const quietHours = { from: '22:00', until: '07:00', zone: 'America/Toronto' };
    expect((await send('POST', '/quiet-hours', 'daniel', { quietHours })).body.quietHours).toEqual(quietHours);
    const turned = await send('POST', '/order', 'daniel', { methods: [voice?.id, sms?.id] });
    expect(turned.body.methods.slice(0, 2).map(({ kind }) => kind)).toEqual(['voice', 'sms']);
    expect((await send('POST', '/rules', 'daniel', { rules: [] })).body.rules).toEqual([]);
    expect((await send('POST', '/quiet-hours', 'daniel', { quietHours: null })).body.quietHours).toBeNull();
  });

  it.each<[string, 'POST', string, unknown, number]>([
    ['a number that is none', 'POST', '/methods', { kind: 'sms', address: 'call me' }, 422],
    ['a mail address for a phone', 'POST', '/methods', { kind: 'voice', address: 'a@b.example' }, 422],
    ['a header in an address', 'POST', '/methods', { kind: 'email', address: 'a@b.example\r\nBcc: c@d.example' }, 422],
    [
      'a browser, which is added in another way',
      'POST',
      '/methods',
      { kind: 'push', address: 'https://x.example' },
      422,
    ],
    [
      'a zone that is none',
      'POST',
      '/quiet-hours',
      { quietHours: { from: '22:00', until: '07:00', zone: 'Mars/Base' } },
      422,
    ],
    [
      'a time that is none',
      'POST',
      '/quiet-hours',
      { quietHours: { from: '25:00', until: '07:00', zone: 'UTC' } },
      422,
    ],
  ])('are no %s', async (_what, method, path, body, status) => {
    expect((await send(method, path, 'daniel', body)).status).toBe(status);
  });

  it('are changed by nobody else', async () => {
    const [theirs] = (await reach('priya')).methods;
    const rules = [{ severity: 'high', methodId: theirs?.id, afterMinutes: 0 }];
    expect((await send('POST', '/rules', 'daniel', { rules })).status).toBe(422);
    expect((await send('DELETE', `/methods/${theirs?.id}`, 'daniel')).status).toBe(404);
    expect((await send('POST', `/methods/${theirs?.id}/code`, 'daniel')).status).toBe(404);
    expect((await desk.get(`${api}/watch`, as('priya'))).status).toBe(403);
    expect((await desk.get(api, as('liaison-red-oak'))).status).toBe(403);
  });

  it('stand in the record of the watch, without a number', async () => {
    const changes = await desk.rows<{ kind: string; data: object }>(
      `SELECT kind, data FROM watch_change WHERE kind LIKE 'method.%'`,
    );
    expect(new Set(changes.map(({ kind }) => kind))).toEqual(
      new Set(['method.added', 'method.verified', 'method.removed']),
    );
    expect(JSON.stringify(changes)).not.toContain('0177"');
    expect(JSON.stringify(changes)).not.toContain('6135550');
  });
});

const kindsOf = async (key: string) => (await reach(key)).methods.map(({ kind, address }) => `${kind} ${address}`);

describe('A browser', () => {
  const keys = { p256dh: `B${'a'.repeat(86)}`, auth: 'b'.repeat(22) };
  const subscribe = (key: string, endpoint: string, more: object = {}) =>
    send('POST', '/push', key, { endpoint, keys, ...more });

  it('is woken once its person has allowed it, before every other way; its address stays secret', async () => {
    const { body } = await desk.get<{ publicKey: string }>(`${api}/push`, as('daniel'));
    expect(Buffer.from(body.publicKey, 'base64url')).toHaveLength(65);
    expect((await subscribe('daniel', 'https://push.example/one')).status).toBe(200);
    await subscribe('daniel', 'https://push.example/one');
    expect((await kindsOf('daniel'))[0]).toBe('push push.example/***');
    const rows = await desk.rows(
      `SELECT verified_by, keys FROM contact_method WHERE address = 'https://push.example/one'`,
    );
    expect(rows).toEqual([{ verified_by: 'browser', keys }]);
  });

  it('that two people share belongs to whoever asked last', async () => {
    await subscribe('priya', 'https://push.example/shared');
    await subscribe('daniel', 'https://push.example/shared');
    const owners = await desk.rows(
      `SELECT u.key FROM contact_method m JOIN user_account u ON u.id = m.user_id
       WHERE m.address = 'https://push.example/shared' AND m.removed_at IS NULL`,
    );
    expect(owners).toEqual([{ key: 'daniel' }]);
  });

  it('counts again when it asks again, after it had been called gone', async () => {
    await subscribe('marc', 'https://push.example/gone');
    await desk.rows(`UPDATE contact_method SET bad_since = now(), bad_reason = '410' WHERE address LIKE '%/gone'`);
    const { body } = await subscribe('marc', 'https://push.example/gone');
    expect(body.methods.find(({ kind }) => kind === 'push')?.badSince).toBeNull();
  });

  it.each([
    ['https://10.0.0.7/x', {}],
    ['http://push.example/x', {}],
    ['https://push.example:8443/x', {}],
    [`https://push.example/${'x'.repeat(1_000)}`, {}],
    ['https://push.example/x', { keys: { ...keys, auth: 'short' } }],
    ['https://push.example/x', { expirationTime: 1 }],
  ])('is refused at %s with %o', async (endpoint, more) => {
    expect((await subscribe('priya', endpoint, more)).status).toBe(422);
  });

  it('tells that it has shown a page, at an address that nobody can make up', async () => {
    const { id } = await desk.seed({ pages: ['daniel'] });
    const deliveryId = randomUUID();
    await desk.rows(
      `INSERT INTO delivery (id, incident_id, purpose, channel, address, body, state, attempts, created_at, updated_at)
       VALUES ($1, $2, 'page', 'push', 'https://push.example/x', 'wake up', 'accepted', 1, $3, $3)`,
      [deliveryId, id, clock.now()],
    );
    const tell = async (token: string) => (await desk.post(`/ack/shown/${token}`, undefined, {}, {})).status;
    const told = () =>
      desk.rows(`SELECT 1 FROM event WHERE type = 'delivery.shown' AND data->>'deliveryId' = $1`, [deliveryId]);
    for (const token of [
      'nonsense',
      `${deliveryId}.${'a'.repeat(22)}`,
      desk.secrets.token('acknowledge-link', deliveryId),
      desk.secrets.token('push-shown', randomUUID()),
    ]) {
      expect(await tell(token)).toBe(404);
    }
    expect(await told()).toEqual([]);
    expect(await tell(desk.secrets.token('push-shown', deliveryId))).toBe(204);
    expect(await told()).toHaveLength(1);
    await desk.rows(`UPDATE delivery SET state = 'delivered' WHERE id = $1`, [deliveryId]);
    expect(await tell(desk.secrets.token('push-shown', deliveryId))).toBe(204);
    expect(await told()).toHaveLength(1);
  });

  it('is one of five at most', async () => {
    await desk.rows(`UPDATE contact_method SET removed_at = now() WHERE kind = 'push'`);
    const answers: number[] = [];
    for (let number = 0; number < 6; number += 1) {
      answers.push((await subscribe('marc', `https://push.example/${number}`)).status);
    }
    expect(answers).toEqual([200, 200, 200, 200, 200, 409]);
  });
});
