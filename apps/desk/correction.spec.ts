import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type IncidentView, incidentView, type Problem } from '#contracts';
import { FakeClock, freshDatabase, type TestDatabase } from '#testing';
import { DeskRig, type SeededIncident } from './desk-rig.js';

describe('what a responder puts right', () => {
  let scratch: TestDatabase;
  let desk: DeskRig;
  let priya: string;
  let liaison: string;

  beforeAll(async () => {
    scratch = await freshDatabase();
    desk = await DeskRig.open(scratch.url, new FakeClock());
    priya = await desk.cookieOf('priya');
    liaison = await desk.cookieOf('liaison-red-oak');
  });

  afterAll(async () => {
    await desk.close();
    await scratch.drop();
  });

  const act = <T = IncidentView>({ id }: SeededIncident, path: string, body: unknown, cookie = priya) =>
    desk.post<T>(`/api/v1/incidents/${id}/${path}`, cookie, body);
  const show = async ({ id }: SeededIncident, cookie = priya) =>
    incidentView.parse((await desk.get(`/api/v1/incidents/${id}`, cookie)).body);
  const rows = <T>(sql: string, parameters: readonly unknown[] = []) =>
    desk.runtime.database.transaction((tx) => tx.query<T>(sql, parameters));

  async function suggest(one: SeededIncident, other: SeededIncident, kind: string): Promise<string> {
    const id = randomUUID();
    await rows(
      `INSERT INTO incident_link (id, incident_id, other_id, kind, state, because, made_at)
       VALUES ($1, $2, $3, $4, 'suggested', '{"alike": true, "sharedIndicators": 2}', now())`,
      [id, one.id, other.id, kind],
    );
    return id;
  }

  it('is the kind of incident: the playbook follows, the reason stays, the rules can be measured by it', async () => {
    const incident = await desk.seed({ party: 'red-oak' });
    const before = await show(incident);
    const answer = await act(incident, 'kind', {
      category: 'social_media_takeover',
      accountKind: 'social',
      reason: 'It is the page, not the mailbox.',
    });
    expect(answer.status).toBe(200);
    expect(answer.body).toMatchObject({ category: 'social_media_takeover', accountKind: 'social' });
    expect(answer.body.reporterSteps).not.toEqual(before.reporterSteps);
    await act(incident, 'severity', { to: 'critical', reason: 'False posts are up.' });
    expect(
      await rows('SELECT field, from_value, to_value FROM correction WHERE incident_id = $1 ORDER BY field', [
        incident.id,
      ]),
    ).toEqual([
      { field: 'account-kind', from_value: 'email', to_value: 'social' },
      { field: 'category', from_value: 'email_account_takeover', to_value: 'social_media_takeover' },
      { field: 'severity', from_value: 'high', to_value: 'critical' },
    ]);
  });

  it.each([
    ['without a reason', { category: 'phishing', accountKind: 'email', reason: ' ' }, 409, 'reason-required'],
    ['to a kind that is none', { category: 'bad_luck', accountKind: 'email', reason: 'why not' }, 422, 'unknown-kind'],
    [
      'to what it is',
      { category: 'email_account_takeover', accountKind: 'email', reason: 'why not' },
      409,
      'same-kind',
    ],
  ])('not the kind %s', async (_, body, status, code) => {
    const answer = await act<Problem>(await desk.seed(), 'kind', body);
    expect(answer.status).toBe(status);
    expect(answer.body.code).toBe(code);
  });

  it('is that two are one incident: reports go over, the more severe counts, the rest closes', async () => {
    const old = await desk.seed({ party: 'red-oak', severity: 'medium' });
    const young = await desk.seed({ party: 'red-oak', severity: 'high' });
    const link = await suggest(young, old, 'same-incident');
    expect((await show(young)).links).toMatchObject([
      {
        id: link,
        kind: 'same-incident',
        state: 'suggested',
        because: ['alike', 'indicators'],
        incident: { id: old.id },
      },
    ]);
    const answer = await act(young, `links/${link}`, { accept: true, reason: 'Same page, same hour.' });
    expect(answer.body).toMatchObject({ state: 'closed', mergedInto: { id: old.id }, links: [{ state: 'confirmed' }] });
    const whole = await show(old);
    expect(whole).toMatchObject({ severity: 'high', reportCount: 2 });
    expect(whole.reports).toHaveLength(2);
    const events = await rows<{ type: string }>(
      'SELECT type FROM event WHERE incident_id = ANY($1) ORDER BY position',
      [[old.id, young.id]],
    );
    expect(events.map(({ type }) => type)).toEqual(
      expect.arrayContaining(['incident.merged', 'incident.moved', 'incident.severity-changed']),
    );
    expect((await act<Problem>(young, `links/${link}`, { accept: true, reason: 'again' })).body.code).toBe(
      'already-merged',
    );
  });

  it('never makes one incident of two parties’', async () => {
    const one = await desk.seed({ party: 'red-oak' });
    const other = await desk.seed({ party: 'blue-heron' });
    const answer = await act<Problem>(one, 'links', {
      reference: other.reference,
      kind: 'same-incident',
      reason: 'Looks the same.',
    });
    expect(answer.body.code).toBe('two-parties');
    expect((await show(one)).links).toEqual([]);
    const campaign = await act(one, 'links', {
      reference: other.reference,
      kind: 'same-campaign',
      reason: 'Same link.',
    });
    expect(campaign.body.links).toMatchObject([
      { kind: 'same-campaign', state: 'confirmed', incident: { id: other.id } },
    ]);
  });

  it('is that two have nothing to do with each other', async () => {
    const one = await desk.seed({ party: 'red-oak' });
    const link = await suggest(one, await desk.seed({ party: 'blue-heron' }), 'same-campaign');
    const answer = await act(one, `links/${link}`, { accept: false, reason: 'A shared newsletter.' });
    expect(answer.body.links).toMatchObject([{ state: 'rejected' }]);
  });

  it('is decided by whoever was first: the second hears who, and changes nothing', async () => {
    const one = await desk.seed({ party: 'red-oak' });
    const link = await suggest(one, await desk.seed({ party: 'red-oak' }), 'same-incident');
    const first = { accept: false, reason: 'Two attackers.', from: 'suggested' };
    expect(
      (await desk.post(`/api/v1/incidents/${one.id}/links/${link}`, await desk.cookieOf('daniel'), first)).status,
    ).toBe(200);
    const before = await show(one);
    const late = await act<Problem>(one, `links/${link}`, { accept: true, reason: 'Same page.', from: 'suggested' });
    expect([late.status, late.body.code]).toEqual([409, 'changed-meanwhile']);
    expect(late.body.detail).toContain('Daniel Okafor');
    expect(await show(one)).toEqual(before);
    expect(
      (await act(one, `links/${link}`, { accept: true, reason: 'The page says so.', from: 'rejected' })).body,
    ).toMatchObject({
      state: 'closed',
    });
  });

  it('is nothing that a party ever sees', async () => {
    const own = await desk.seed({ party: 'red-oak' });
    await suggest(own, await desk.seed({ party: 'blue-heron' }), 'same-campaign');
    expect(await show(own, liaison)).toMatchObject({ links: [], scoreParts: [], mergedInto: null });
  });
});
