import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { IncidentView, Problem } from '#contracts';
import { acknowledgeIncident } from '#service';
import { FakeClock, freshDatabase, type TestDatabase } from '#testing';
import { DeskRig } from './desk-rig.js';

const of = (id: string, verb: string) => `/api/v1/incidents/${id}/${verb}`;

describe('an acknowledgement', () => {
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

  const pagesOf = async (id: string) => {
    const rows = await desk.rows<{ key: string; state: string }>(
      'SELECT u.key, p.state FROM page p JOIN user_account u ON u.id = p.user_id WHERE incident_id = $1',
      [id],
    );
    return Object.fromEntries(rows.map(({ key, state }) => [key, state]));
  };
  const entriesOf = (id: string, type: string) =>
    desk.rows<{ actor: string; data: unknown }>(
      'SELECT actor, data FROM timeline_entry WHERE subject_id = $1 AND type = $2',
      [id, type],
    );
  const eventsOf = (id: string, type: string) =>
    desk.rows('SELECT 1 FROM event WHERE incident_id = $1 AND type = $2', [id, type]);
  const paging = (id: string) =>
    desk.rows('SELECT status, due_at FROM escalation WHERE incident_id = $1', [id]).then(([row]) => row);

  it('goes to the first of two at the same instant, and tells the other who has it', async () => {
    const incident = await desk.seed({ pages: ['priya', 'daniel'] });
    const cookies = await Promise.all(['priya', 'daniel'].map((key) => desk.cookieOf(key)));
    const answers = await Promise.all(
      cookies.map((cookie) => desk.post<IncidentView & Problem>(of(incident.id, 'acknowledge'), cookie)),
    );
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200, 409]));
    const won = answers.find(({ status }) => status === 200)?.body.acknowledgedBy?.name;
    const lost = answers.find(({ status }) => status === 409)?.body;
    expect(lost).toMatchObject({ code: 'already-acknowledged', detail: `${won} already has this incident.` });
    expect(new Set(Object.values(await pagesOf(incident.id)))).toEqual(new Set(['acknowledged', 'superseded']));
    expect(await paging(incident.id)).toEqual({ status: 'acknowledged', due_at: null });
    expect(await entriesOf(incident.id, 'page.acknowledged')).toHaveLength(1);
    expect(await eventsOf(incident.id, 'page.acknowledged')).toHaveLength(1);
  });

  it('is not the only answer: a page is passed on or put off in the console too, once', async () => {
    const incident = await desk.seed({ pages: ['priya', 'daniel'], severity: 'critical' });
    const [priya, daniel] = await Promise.all(['priya', 'daniel'].map((key) => desk.cookieOf(key)));
    const answer = (cookie: string | undefined, body: unknown) =>
      desk.post<IncidentView & Problem>(of(incident.id, 'answer'), cookie, body);
    expect((await answer(priya, { answer: 'decline' })).status).toBe(200);
    expect((await answer(priya, { answer: 'decline' })).status).toBe(200);
    expect(
      (await answer(daniel, { answer: 'snooze', minutes: 15 })).body.pages.map(({ state }) => state).toSorted(),
    ).toEqual(['declined', 'snoozed']);
    expect(await entriesOf(incident.id, 'page.declined')).toMatchObject([{ data: { via: 'console' } }]);
    expect((await answer(daniel, { answer: 'snooze', minutes: 500 })).status).toBe(422);
    expect((await desk.post(of(incident.id, 'acknowledge'), priya)).status).toBe(200);
    expect((await answer(daniel, { answer: 'escalate' })).body).toMatchObject({ code: 'already-acknowledged' });
  });

  it('may be repeated by whoever has the incident, without a second entry', async () => {
    const incident = await desk.seed({ pages: ['priya'] });
    const cookie = await desk.cookieOf('priya');
    expect((await desk.post(of(incident.id, 'acknowledge'), cookie)).status).toBe(200);
    expect((await desk.post(of(incident.id, 'acknowledge'), cookie)).status).toBe(200);
    expect(await entriesOf(incident.id, 'page.acknowledged')).toEqual([
      { actor: `user:${desk.userId('priya')}`, data: { by: desk.userId('priya'), via: 'console' } },
    ]);
  });

  it('that overtakes the paging keeps it from ringing', async () => {
    const incident = await desk.seed();
    await desk.post(of(incident.id, 'acknowledge'), await desk.cookieOf('priya'));
    expect(await paging(incident.id)).toEqual({ status: 'acknowledged', due_at: null });
  });

  it('can be taken again when the incident pages again', async () => {
    const incident = await desk.seed({ pages: ['daniel'], acknowledgedBy: 'priya' });
    const answer = await desk.post<IncidentView>(of(incident.id, 'acknowledge'), await desk.cookieOf('daniel'));
    expect(answer.body.acknowledgedBy?.name).toBe('Daniel Okafor');
    expect(await paging(incident.id)).toEqual({ status: 'acknowledged', due_at: null });
  });

  it('is refused for a closed incident, and unknown for one that is none', async () => {
    const incident = await desk.seed({ state: 'closed' });
    const cookie = await desk.cookieOf('priya');
    expect((await desk.post<Problem>(of(incident.id, 'acknowledge'), cookie)).body.code).toBe('closed');
    expect((await desk.post(of('00000000-0000-4000-8000-000000000000', 'acknowledge'), cookie)).status).toBe(404);
    expect((await desk.post(of('nonsense', 'acknowledge'), cookie)).status).toBe(404);
  });

  it('by text answers the page that the text names', async () => {
    const incident = await desk.seed({ pages: ['priya', 'daniel'] });
    const { database } = desk.runtime;
    const answer = (key: string) =>
      database.transaction((tx) =>
        acknowledgeIncident(tx, {
          incidentId: incident.id,
          userId: desk.userId(key),
          via: 'sms',
          pageId: incident.pageIds.get(key) ?? '',
        }),
      );
    expect(await answer('daniel')).toEqual({ outcome: 'acknowledged' });
    expect(await answer('priya')).toEqual({
      outcome: 'already',
      byUserId: desk.userId('daniel'),
      byName: 'Daniel Okafor',
      sameUser: false,
    });
    expect(await pagesOf(incident.id)).toEqual({ daniel: 'acknowledged', priya: 'superseded' });
  });

  describe('by the link in a page', () => {
    it('is not made by a program that looks at the link, only by the button', async () => {
      const incident = await desk.seed({ pages: ['amelie', 'daniel'], severity: 'critical' });
      const link = desk.link(incident.pageIds.get('amelie') ?? '');
      for (let look = 0; look < 3; look += 1) {
        const page = await desk.get(link);
        expect(page.status).toBe(200);
        expect(page.text).toContain('<html lang="fr">');
        expect(page.text).toContain('<button formaction="?answer=acknowledge">Je m’en occupe</button>');
        expect(page.text).toContain(incident.reference);
        expect(page.headers).toMatchObject({ 'cache-control': 'no-store', 'x-robots-tag': 'noindex' });
      }
      const head = await desk.application.inject({ method: 'HEAD', url: link });
      expect(head.statusCode).toBe(200);
      expect(await pagesOf(incident.id)).toEqual({ amelie: 'open', daniel: 'open' });

      const taken = await desk.post(link, undefined, undefined, {});
      expect(taken.text).toContain('Cet incident est à vous.');
      expect(await pagesOf(incident.id)).toEqual({ amelie: 'acknowledged', daniel: 'superseded' });
      expect(await entriesOf(incident.id, 'page.acknowledged')).toMatchObject([{ data: { via: 'link' } }]);

      const second = await desk.post(desk.link(incident.pageIds.get('daniel') ?? ''), undefined, undefined, {});
      expect(second.text).toContain('Amélie Tremblay already has it.');
      expect(second.text).not.toContain('<button');
    });

    it('passes the page on, puts it off within bounds, and can still take it after', async () => {
      const incident = await desk.seed({ pages: ['daniel', 'priya'], severity: 'critical' });
      const [daniel = '', priya = ''] = ['daniel', 'priya'].map((key) => desk.link(incident.pageIds.get(key) ?? ''));
      const press = async (link: string, words: string) =>
        (await desk.post(`${link}?${words}`, undefined, undefined, {})).text;
      expect(await press(daniel, 'answer=snooze&minutes=15')).toContain('You put it off for 15 minutes');
      expect((await desk.get(daniel)).text).toContain('You put it off');
      expect(await press(priya, 'answer=decline')).toContain('somebody else is being woken');
      expect(await press(priya, 'answer=decline')).toContain('somebody else is being woken');
      expect((await desk.get(priya)).text).toContain('I have it');
      expect(await entriesOf(incident.id, 'page.declined')).toHaveLength(1);
      expect(await entriesOf(incident.id, 'page.snoozed')).toMatchObject([{ data: { via: 'link', minutes: 15 } }]);
      expect(await press(priya, 'answer=acknowledge&via=push')).toContain('This incident is yours.');
      expect(await entriesOf(incident.id, 'page.acknowledged')).toMatchObject([{ data: { via: 'push' } }]);
      expect(await press(daniel, 'answer=escalate')).toContain('Priya Nair already has it.');
    });

    it.each(['answer=delete', 'answer=snooze&minutes=0', 'answer=snooze&minutes=1e9', 'answer[]=decline'])(
      'does nothing for a button that it does not have: %s',
      async (words) => {
        const incident = await desk.seed({ pages: ['daniel'], severity: 'critical' });
        const link = desk.link(incident.pageIds.get('daniel') ?? '');
        expect((await desk.post(`${link}?${words}`, undefined, undefined, {})).status).toBe(422);
        expect(await pagesOf(incident.id)).toEqual({ daniel: 'open' });
      },
    );

    it('says of a closed incident that nothing is left to do', async () => {
      const incident = await desk.seed({ pages: ['priya'], state: 'closed' });
      const answer = await desk.post(desk.link(incident.pageIds.get('priya') ?? ''), undefined, undefined, {});
      expect(answer.text).toContain('This incident is closed.');
    });

    it('is refused alike for a forged link, for one that never was and for one of somebody who left', async () => {
      const incident = await desk.seed({ pages: ['priya', 'daniel'] });
      const [own = '', other = ''] = [...incident.pageIds.values()].map((pageId) => desk.link(pageId));
      await desk.rows(`UPDATE user_account SET active = false WHERE key = 'priya'`);
      const forged = [
        own,
        `${other.slice(0, -2)}AA`,
        other.slice(0, -1),
        `${own.split('.')[0]}.${other.split('.')[1]}`,
        desk.link('00000000-0000-4000-8000-000000000000'),
        '/ack/nonsense',
        `/ack/${'a'.repeat(90)}`,
      ];
      const answers = await Promise.all(
        forged.flatMap((link) => [desk.get(link), desk.post(link, undefined, undefined, {})]),
      );
      await desk.rows(`UPDATE user_account SET active = true WHERE key = 'priya'`);
      expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([404]));
      expect(new Set(answers.map(({ text }) => text)).size).toBe(1);
      expect(await pagesOf(incident.id)).toEqual({ priya: 'open', daniel: 'open' });
    });

    it('has a style sheet of its own', async () => {
      expect((await desk.get('/ack/style.css')).headers['content-type']).toContain('text/css');
    });
  });
});
