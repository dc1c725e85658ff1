import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { IncidentView, Problem, Session } from '#contracts';
import { FakeClock, freshDatabase, type TestDatabase } from '#testing';
import { DeskRig } from './desk-rig.js';

const path = '/api/v1/session';

describe('a session', () => {
  let scratch: TestDatabase;
  let desk: DeskRig;
  const clock = new FakeClock();

  beforeAll(async () => {
    scratch = await freshDatabase();
    desk = await DeskRig.open(scratch.url, clock);
  });

  afterAll(async () => {
    await desk.close();
    await scratch.drop();
  });

  const passwordOf = (key: string) =>
    desk.runtime.firstRun?.users.find((user) => user.signIn === key)?.password ?? 'none';

  it('opens with the first-run password, holds for twelve hours, and ends on request', async () => {
    const opened = await desk.post<Session>(path, undefined, { signIn: 'priya', password: passwordOf('priya') });
    expect(opened.status).toBe(200);
    expect(opened.body).toMatchObject({ name: 'Priya Nair', role: 'responder', language: 'en' });
    expect(opened.body.permissions).toContain('incident.work');
    const header = String(opened.headers['set-cookie']);
    expect(header).toMatch(/^vigil_session=[\w-]{43}; Path=\/; Expires=[^;]+; HttpOnly; SameSite=Strict$/);
    expect(opened.headers['cache-control']).toBe('no-store');
    const [cookie = ''] = header.split(';');
    expect(await desk.rows('SELECT 1 FROM session WHERE token_hash = $1', [cookie.split('=')[1]])).toEqual([]);

    clock.advance('11h');
    expect((await desk.get<Session>(path, cookie)).body.signIn).toBe('priya');
    clock.advance('1h');
    expect((await desk.get(path, cookie)).status).toBe(401);

    const other = await desk.cookieOf('daniel');
    expect((await desk.send('DELETE', path, other, undefined, { 'x-vigil-request': 'spec' })).status).toBe(204);
    expect((await desk.get(path, other)).status).toBe(401);
  });

  it('is answered in the language that is asked for, and in one’s own where none is', async () => {
    const { id } = await desk.seed();
    const cookie = await desk.cookieOf('priya');
    const stepsIn = async (asked?: string) => {
      const headers: Record<string, string> = asked === undefined ? {} : { 'accept-language': asked };
      return (await desk.get<IncidentView>(`/api/v1/incidents/${id}`, cookie, headers)).body.reporterSteps
        .map(({ text }) => text)
        .join(' ');
    };
    expect(await stepsIn('fr-CA')).toMatch(/Utilisez un autre appareil/);
    for (const asked of ['en', '*', undefined]) expect(await stepsIn(asked)).toMatch(/Use another device/);
    const session = await desk.get<Session>(path, cookie, { 'accept-language': 'fr' });
    expect(session.body.language).toBe('en');
  });

  it('ends with the account', async () => {
    const cookie = await desk.cookieOf('daniel');
    await desk.rows(`UPDATE user_account SET active = false WHERE key = 'daniel'`);
    expect((await desk.get(path, cookie)).status).toBe(401);
    await desk.rows(`UPDATE user_account SET active = true WHERE key = 'daniel'`);
  });

  it('answers an unknown name and a wrong password alike, in the language of the caller', async () => {
    const french = { 'x-vigil-request': 'spec', 'accept-language': 'fr-CA' };
    const wrong = await desk.post<Problem>(path, undefined, { signIn: 'priya', password: 'guess' }, french);
    const unknown = await desk.post<Problem>(path, undefined, { signIn: 'nobody', password: 'guess' }, french);
    expect(wrong.status).toBe(401);
    expect(wrong.body).toEqual(unknown.body);
    expect(wrong.body.detail).toBe('Le nom ou le mot de passe est incorrect.');
  });

  it('is not opened by a request that a foreign page could make', async () => {
    const answer = await desk.post<Problem>(path, undefined, { signIn: 'priya', password: passwordOf('priya') }, {});
    expect(answer.status).toBe(403);
    expect(answer.body.code).toBe('request-header-missing');
  });

  it.each([
    [{}],
    [{ signIn: 'priya' }],
    [{ signIn: 'priya', password: 7 }],
    ['text'],
    [[1, 2]],
    [{ signIn: '\0', password: 'x' }],
  ])('says what is missing in %j', async (body) => {
    expect((await desk.post(path, undefined, JSON.stringify(body), json)).status).toBe(422);
  });

  it('refuses the eleventh wrong guess at one name unread, and counts it', async () => {
    const guesses = await Promise.all(
      Array.from({ length: 12 }, () => desk.post<Problem>(path, undefined, { signIn: 'marc', password: 'guess' })),
    );
    expect(guesses.filter(({ status }) => status === 401)).toHaveLength(10);
    const refused = guesses.find(({ status }) => status === 429);
    expect(refused?.body.code).toBe('too-many-attempts');
    expect(Number(refused?.headers['retry-after'])).toBeGreaterThan(0);
    const metrics = await desk.get('/metrics');
    expect(metrics.text).toMatch(/vigil_sign_ins_refused_total\{reason="too-many"\} 2/);
  });
});

const json = { 'x-vigil-request': 'spec', 'content-type': 'application/json' };
