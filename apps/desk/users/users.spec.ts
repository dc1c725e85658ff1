import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { LeavingView, MadePassword, Problem, Session, UserList, UserRow } from '#contracts';
import { FakeClock, freshDatabase, processorTime, type TestDatabase } from '#testing';
import { DeskRig } from '../desk-rig.js';

const api = '/api/v1/users';
const someone = { signIn: 'zoe', name: 'Zoé Tremblay', role: 'responder', language: 'fr', phone: '613-555-0199' };

const fieldsOf = ({ name, role, language, phone, email, party }: UserRow) => {
  return { name, role, language, phone: phone ?? '', email: email ?? '', party: party?.key ?? '' };
};
const cookieFrom = ({ headers }: { readonly headers: Readonly<Record<string, unknown>> }) =>
  String(headers['set-cookie']).split(';')[0] ?? '';

describe('accounts', () => {
  const clock = new FakeClock();
  const cookies = new Map<string, string>();
  let scratch: TestDatabase;
  let desk: DeskRig;

  const as = (key: string): string => cookies.get(key) ?? '';
  const list = async (q = '') => (await desk.get<UserList>(`${api}?q=${q}`, as('simone'))).body.items;
  const userOf = async (key: string) => {
    const found = (await list(key)).find(({ signIn }) => signIn === key);
    if (found === undefined) throw new Error(`no account is called ${key}`);
    return found;
  };
  const post = <T>(path: string, body: unknown = {}, key = 'simone') => desk.post<T>(`${api}${path}`, as(key), body);
  const signIn = (name: string, password: string) =>
    desk.post<Session>('/api/v1/session', undefined, { signIn: name, password });
  const audit = (kind: string) =>
    desk.rows<{ actor: string; subject: string; data: Record<string, unknown> }>(
      'SELECT actor, subject, data FROM audit_record WHERE kind = $1 ORDER BY seq DESC',
      [kind],
    );

  beforeAll(async () => {
    scratch = await freshDatabase();
    desk = await DeskRig.open(scratch.url, clock);
    for (const key of ['simone', 'marc', 'priya', 'liaison-red-oak']) cookies.set(key, await desk.cookieOf(key));
  });
  afterAll(async () => {
    await desk.close();
    await scratch.drop();
  });

  it('are listed with what an administrator must know, and without a password or its hash', async () => {
    const answer = await desk.get<UserList>(api, as('simone'));
    const priya = answer.body.items.find(({ signIn: key }) => key === 'priya');
    expect(priya).toMatchObject({ name: 'Priya Nair', role: 'responder', active: true, inFile: true, sessions: 1 });
    expect(priya?.lastSignInAt).toBe(clock.now().toISOString());
    expect(answer.text).not.toContain('scrypt');
    expect((await list('PRIY')).map(({ signIn: key }) => key)).toEqual(['priya']);
    expect(await list('%')).toEqual([]);
  });

  it.each([
    ['GET', ''],
    ['POST', ''],
    ['POST', '/:id'],
    ['GET', '/:id/leaving'],
    ['POST', '/:id/end'],
    ['POST', '/:id/restore'],
    ['POST', '/:id/password'],
    ['DELETE', '/:id/sessions'],
  ] as const)('are nobody’s but the administrator’s: %s %s', async (method, path) => {
    const url = `${api}${path.replace(':id', desk.userId('priya'))}`;
    for (const key of ['marc', 'priya', 'liaison-red-oak']) {
      const answer = await desk.send(method, url, as(key), method === 'GET' ? undefined : {}, {
        'x-vigil-request': 'spec',
      });
      expect([key, answer.status]).toEqual([key, 403]);
    }
  });

  it('are added with a one-time password, which opens nothing but the way to a password of one’s own', async () => {
    const made = await post<MadePassword>('', someone);
    expect(made.status).toBe(201);
    expect(made.headers['cache-control']).toBe('no-store');
    expect(made.body.user).toMatchObject({ signIn: 'zoe', phone: '+16135550199', inFile: false, party: null });
    const id = made.body.user.id;
    expect(await audit('user.added')).toContainEqual({
      actor: `user:${desk.userId('simone')}`,
      subject: id,
      data: { signIn: 'zoe', role: 'responder', party: null },
    });
    const methods = await desk.rows('SELECT kind FROM contact_method WHERE user_id = $1 AND removed_at IS NULL', [id]);
    expect(methods).toHaveLength(2);

    const opened = await signIn('zoe', made.body.password);
    expect(opened.body).toMatchObject({ mustChangePassword: true });
    const cookie = cookieFrom(opened);
    const refused = await desk.get<Problem>('/api/v1/incidents', cookie);
    expect([refused.status, refused.body.code]).toEqual([403, 'password-change-required']);
    expect((await desk.get('/api/v1/roles', cookie)).status).toBe(403);
    const change = (current: string, chosen: string) =>
      desk.post<Session & Problem>('/api/v1/session/password', cookie, { current, chosen });
    expect((await change('guess', 'the heron stands in cold water')).body.code).toBe('wrong-password');
    expect((await change(made.body.password, 'zoé tremblay 123')).body).toMatchObject({
      code: 'password-unfit',
      errors: [{ pointer: '/chosen' }],
    });
    const other = cookieFrom(await signIn('zoe', made.body.password));
    const changed = await change(made.body.password, 'the heron stands in cold water');
    expect([changed.status, changed.body.mustChangePassword]).toEqual([200, false]);
    expect((await desk.get('/api/v1/incidents', cookie)).status).toBe(200);
    expect((await desk.get('/api/v1/session', other)).status).toBe(401);
    expect((await signIn('zoe', made.body.password)).status).toBe(401);
    expect((await signIn('zoe', 'the heron stands in cold water')).status).toBe(200);
    expect((await userOf('zoe')).oneTimePasswordUntil).toBeNull();
  });

  it('lose a one-time password that nobody used within three days', async () => {
    const { body } = await post<MadePassword>(`/${desk.userId('daniel')}/password`);
    clock.advance('71h');
    for (const key of ['simone', 'marc', 'priya', 'liaison-red-oak']) cookies.set(key, await desk.cookieOf(key));
    expect((await signIn('daniel', body.password)).status).toBe(200);
    clock.advance('1h');
    expect((await signIn('daniel', body.password)).status).toBe(401);
  });

  it('are reset by an administrator: open sessions end at once', async () => {
    const cookie = await desk.cookieOf('priya');
    const { body } = await post<MadePassword>(`/${desk.userId('priya')}/password`);
    expect((await desk.get('/api/v1/session', cookie)).status).toBe(401);
    expect((await signIn('priya', body.password)).body.mustChangePassword).toBe(true);
    expect((await post<Problem>(`/${desk.userId('simone')}/password`)).body.code).toBe('own-account');
    const [entry] = await audit('password.reset');
    expect(entry?.subject).toBe(desk.userId('priya'));
    expect(JSON.stringify(await desk.rows('SELECT data FROM audit_record'))).not.toContain(body.password);
  });

  it('are signed out everywhere on request', async () => {
    const cookie = await desk.cookieOf('daniel');
    const url = `${api}/${desk.userId('daniel')}/sessions`;
    const answer = await desk.send<UserRow>('DELETE', url, as('simone'), undefined, { 'x-vigil-request': 'spec' });
    expect(answer.body.sessions).toBe(0);
    expect((await desk.get('/api/v1/session', cookie)).status).toBe(401);
  });

  it.each([
    ['a name that is taken', { ...someone, phone: '' }, 409, 'sign-in-taken'],
    ['a telephone that is taken', { ...someone, signIn: 'other' }, 409, 'phone-taken'],
    ['a telephone that is none', { ...someone, signIn: 'other', phone: 'call me' }, 422, 'invalid'],
    ['a role that there is not', { ...someone, signIn: 'other', role: 'owner' }, 422, 'invalid'],
    ['a liaison without a party', { ...someone, signIn: 'other', role: 'liaison', phone: '' }, 422, 'invalid'],
    ['a responder with a party', { ...someone, signIn: 'other', phone: '', party: 'red-oak' }, 422, 'invalid'],
    ['a party that there is not', { ...someone, signIn: 'o', role: 'liaison', phone: '', party: 'x' }, 422, 'invalid'],
    ['a name to sign in with that could be a path', { ...someone, signIn: '../admin' }, 422, 'invalid'],
    ['a password of the caller’s own', { ...someone, signIn: 'other', phone: '', password_hash: 'x' }, 422, 'invalid'],
  ])('are not added with %s', async (_, body, status, code) => {
    const answer = await post<Problem>('', body);
    expect([answer.status, answer.body.code]).toEqual([status, code]);
  });

  it('get another role, and with it other rights, at once; nobody gives themselves one', async () => {
    const zoe = await userOf('zoe');
    const cookie = await desk.cookieOf('priya');
    // A responder who has one hand on the address of the administrator's route, and the other on their own account.
    expect((await desk.post(`${api}/${desk.userId('priya')}`, cookie, { role: 'admin' })).status).toBe(403);
    const own = await desk.post('/api/v1/session/password', cookie, { current: 'x', chosen: 'y', role: 'admin' });
    expect(own.status).toBe(422);
    const opened = await signIn('zoe', 'the heron stands in cold water');
    const edited = await post<UserRow>(`/${zoe.id}`, { ...fieldsOf(zoe), role: 'auditor', despite: true });
    expect(edited.body).toMatchObject({ role: 'auditor', sessions: 0 });
    expect((await desk.get('/api/v1/session', cookieFrom(opened))).status).toBe(401);
    expect(await audit('user.role-changed')).toMatchObject([{ data: { before: 'responder', role: 'auditor' } }]);
    const removed = await desk.rows(
      'SELECT 1 FROM contact_method WHERE user_id = $1 AND removed_at IS NULL AND verified_by = $2',
      [zoe.id, 'roster'],
    );
    expect(removed).toEqual([]);
    const admin = await userOf('simone');
    expect((await post<Problem>(`/${admin.id}`, { ...fieldsOf(admin), role: 'manager' })).body.code).toBe(
      'own-account',
    );
    expect((await post<UserRow>(`/${admin.id}`, { ...fieldsOf(admin), name: 'Renamed' })).body.name).toBe('Renamed');
  });

  it('keep one administrator, whoever asks and however many at once', async () => {
    const first = desk.userId('simone');
    const { body } = await post<MadePassword>('', { ...someone, signIn: 'second', role: 'admin', phone: '' });
    const [row] = await desk.rows<{ id: string }>(`SELECT id FROM user_account WHERE key = 'second'`);
    await desk.rows(`UPDATE user_account SET must_change_password = false WHERE key = 'second'`);
    const second = cookieFrom(await signIn('second', body.password));
    const answers = await Promise.all([
      post<Problem>(`/${row?.id}/end`),
      desk.post<Problem>(`${api}/${first}/end`, second, {}),
    ]);
    const kept = await desk.rows(`SELECT key FROM user_account WHERE role = 'admin' AND active`);
    expect(kept).toHaveLength(1);
    expect(answers.map(({ status }) => status)).toContain(200);
    await desk.rows(`UPDATE user_account SET active = (key = 'simone') WHERE role = 'admin'`);
    cookies.set('simone', await desk.cookieOf('simone'));
    const alone = await desk.get<LeavingView>(`${api}/${first}/leaving`, as('simone'));
    expect(alone.body.isLastAdmin).toBe(true);
  });

  it('end only once it is known that nobody would be on duty; then at once, with their overrides', async () => {
    const [schedule] = await desk.rows<{ id: string }>('SELECT id FROM schedule ORDER BY key LIMIT 1');
    const people = await desk.rows<{ key: string; id: string }>(
      `SELECT key, id FROM user_account WHERE role IN ('responder', 'manager') AND active AND key <> 'priya'`,
    );
    await desk.rows(
      `INSERT INTO absence (id, user_id, from_at, to_at, reason, state, created_at, created_by)
       SELECT gen_random_uuid(), p, $2, $3, '', 'granted', $2, 'user:x' FROM unnest($1::uuid[]) p`,
      [people.map(({ id }) => id), clock.now(), new Date(clock.now().getTime() + 3 * 86_400_000)],
    );
    await desk.rows(
      `INSERT INTO schedule_override (id, schedule_id, kind, from_at, to_at, person_id, reason, created_at, created_by)
       VALUES ($1, $2, 'replace', $3, $4, $5, '', $3, 'user:x')`,
      [randomUUID(), schedule?.id, clock.now(), new Date(clock.now().getTime() + 86_400_000), desk.userId('priya')],
    );
    await desk.seed({ acknowledgedBy: 'priya' });
    const id = desk.userId('priya');
    const leaving = await desk.get<LeavingView>(`${api}/${id}/leaving`, as('simone'));
    expect(leaving.body).toMatchObject({ overrides: 1, incidents: 1, isLastAdmin: false });
    expect(leaving.body.gaps.length).toBeGreaterThan(0);
    const cookie = await desk.cookieOf('priya');
    expect((await post<Problem>(`/${id}/end`)).body.code).toBe('leaves-gaps');
    expect((await desk.get('/api/v1/session', cookie)).status).toBe(200);
    expect((await post<UserRow>(`/${id}/end`, { despite: true })).body).toMatchObject({ active: false, sessions: 0 });
    expect((await desk.get('/api/v1/session', cookie)).status).toBe(401);
    expect(
      await desk.rows('SELECT 1 FROM schedule_override WHERE person_id = $1 AND removed_at IS NULL', [id]),
    ).toEqual([]);
    expect((await post<UserRow>(`/${id}/end`)).body.active).toBe(false);
    expect(await audit('user.ended')).toHaveLength(2);
    expect((await post<Problem>(`/${id}/password`)).status).toBe(404);

    const back = await post<MadePassword>(`/${id}/restore`);
    expect(back.body.user.active).toBe(true);
    expect((await signIn('priya', back.body.password)).status).toBe(200);
    expect((await post(`/${id}/restore`)).status).toBe(404);
  });

  it('take the same processor time to refuse whether they are there or not', async () => {
    const times: Record<'unknown' | 'known', number[]> = { unknown: [], known: [] };
    for (let round = 0; round < 3; round += 1) {
      times.unknown.push(await processorTime(() => signIn('nobody-of-this-name', 'a wrong password')));
      times.known.push(await processorTime(() => signIn('marc', 'a wrong password')));
    }
    const [unknown, known] = [Math.min(...times.unknown), Math.min(...times.known)];
    expect(unknown / known).toBeGreaterThan(0.6);
    expect(unknown / known).toBeLessThan(1.6);
    const refused = await audit('session.refused');
    expect(refused.map(({ subject }) => subject)).toEqual(expect.arrayContaining(['unknown', desk.userId('marc')]));
    expect(JSON.stringify(refused)).not.toContain('nobody-of-this-name');
  });

  it('are recorded in a chain that neither role of the product can rewrite', async () => {
    for (const role of ['vigil_service', 'vigil_desk']) {
      const change = desk.runtime.database.source.transaction(async (manager) => {
        await manager.query(`SET LOCAL ROLE ${role}`);
        await manager.query(`UPDATE audit_record SET actor = 'user:x'`);
      });
      await expect(change).rejects.toThrow(/permission denied|append-only/);
    }
  });
});
