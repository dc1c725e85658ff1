import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { IncidentView, PresenceView, Problem, TimelineView } from '#contracts';
import { FakeClock, freshDatabase, type TestDatabase } from '#testing';
import { DeskRig, type SeededIncident } from '../desk-rig.js';

const path = ({ id }: SeededIncident) => `/api/v1/incidents/${id}`;

describe('several people at one incident', () => {
  let scratch: TestDatabase;
  let desk: DeskRig;
  let priya: string;
  let daniel: string;
  const clock = new FakeClock();

  beforeAll(async () => {
    scratch = await freshDatabase();
    desk = await DeskRig.open(scratch.url, clock);
    [priya, daniel] = (await Promise.all(['priya', 'daniel'].map((key) => desk.cookieOf(key)))) as [string, string];
  });
  afterAll(async () => {
    await desk.close();
    await scratch.drop();
  });

  const show = async (incident: SeededIncident, cookie = priya) =>
    (await desk.get<IncidentView>(path(incident), cookie)).body;
  const act = <T = IncidentView>(incident: SeededIncident, verb: string, body: unknown, cookie = priya) =>
    desk.post<T>(`${path(incident)}/${verb}`, cookie, body);
  const told = async (incident: SeededIncident, type: string) =>
    (await desk.get<TimelineView>(`${path(incident)}/timeline`, priya)).body.entries.filter((one) => one.type === type);

  const tick = (incident: SeededIncident, key: string, done: boolean, cookie = priya) =>
    act(incident, `tasks/${key}`, { done }, cookie);
  const look = async (incident: SeededIncident, cookie: string, isWriting = false) =>
    (await act<PresenceView>(incident, 'presence', { isWriting }, cookie)).body;
  async function kindOf(incident: SeededIncident) {
    const { category, accountKind } = await show(incident);
    return { category, accountKind };
  }

  describe('the tasks of the playbook', () => {
    it('are done once, by whoever was first, in both languages of the record, and can be opened again', async () => {
      const incident = await desk.seed();
      const [task, next] = (await show(incident)).responderTasks;
      expect(task).toMatchObject({ isPlanned: true, doneAt: null, doneBy: null });
      const answers = await Promise.all(
        [priya, daniel, priya].map((who) => tick(incident, task?.key ?? '', true, who)),
      );
      expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
      const [entry, ...more] = await told(incident, 'task.done');
      expect(more).toEqual([]);
      expect(entry?.data).toMatchObject({ key: task?.key, en: expect.any(String), fr: expect.any(String) });
      const after = (await show(incident)).responderTasks;
      expect(after[0]).toMatchObject({ doneBy: { name: entry?.actorName }, doneAt: clock.now().toISOString() });
      expect(after[1]).toEqual(next);

      expect((await tick(incident, task?.key ?? '', false, daniel)).body.responderTasks[0]).toEqual(task);
      await tick(incident, task?.key ?? '', false, daniel);
      expect(await told(incident, 'task.reopened')).toHaveLength(1);
    });

    it('stay in the list when the kind of incident turns out to be another', async () => {
      const incident = await desk.seed();
      const [task] = (await show(incident)).responderTasks;
      await tick(incident, task?.key ?? '', true);
      const body = { category: 'threat_of_violence', accountKind: 'email', reason: 'It is a threat.' };
      const { responderTasks } = (await act(incident, 'kind', body)).body;
      expect(responderTasks.find(({ key }) => key === task?.key)).toMatchObject({
        isPlanned: false,
        doneBy: { name: 'Priya Nair' },
        text: task?.text,
      });
      expect(responderTasks.filter(({ isPlanned }) => isPlanned).length).toBeGreaterThan(0);
    });

    it('that the playbook does not have cannot be done, nor opened', async () => {
      const incident = await desk.seed();
      const refused = await act<Problem>(incident, 'tasks/nonsense', { done: true });
      expect([refused.status, refused.body.code]).toEqual([409, 'no-such-task']);
      expect((await act(incident, 'tasks/nonsense', { done: false })).status).toBe(200);
      expect((await act(incident, 'tasks/nonsense', {})).status).toBe(422);
      expect(await told(incident, 'task.reopened')).toEqual([]);
    });

    it('are none of a party’s business', async () => {
      const incident = await desk.seed({ party: 'red-oak' });
      const [task] = (await show(incident)).responderTasks;
      await tick(incident, task?.key ?? '', true);
      const liaison = await desk.cookieOf('liaison-red-oak');
      expect((await show(incident, liaison)).responderTasks).toEqual([]);
      expect((await tick(incident, task?.key ?? '', false, liaison)).status).toBe(403);
    });
  });

  describe('who is looking', () => {
    it('is told to the others until their screen closes or falls silent', async () => {
      const [incident, another] = [await desk.seed(), await desk.seed()];
      expect(await look(incident, priya)).toEqual({ others: [] });
      const seen = { id: desk.userId('priya'), name: 'Priya Nair', isWriting: false };
      expect(await look(incident, daniel)).toEqual({ others: [seen] });
      await look(incident, priya, true);
      expect(await look(incident, daniel)).toEqual({ others: [{ ...seen, isWriting: true }] });
      expect(await look(another, daniel)).toEqual({ others: [] });

      clock.advance('44s');
      expect((await look(incident, daniel)).others).toHaveLength(1);
      clock.advance('2s');
      expect((await look(incident, daniel)).others).toEqual([]);

      await look(incident, priya);
      expect(
        (await desk.send('DELETE', `${path(incident)}/presence`, priya, undefined, { 'x-vigil-request': 'spec' }))
          .status,
      ).toBe(204);
      expect((await look(incident, daniel)).others).toEqual([]);
    });

    it('is told to nobody who may not see the work', async () => {
      const incident = await desk.seed({ party: 'red-oak' });
      const liaison = await desk.cookieOf('liaison-red-oak');
      expect((await act(incident, 'presence', {}, liaison)).status).toBe(403);
      expect((await act({ ...incident, id: desk.userId('priya') }, 'presence', {})).status).toBe(404);
    });
  });

  describe('two who decide at the same time', () => {
    it.each([
      ['severity', { to: 'critical', reason: 'The whole caucus.' }, { to: 'low', reason: 'A test mail.' }, 'high'],
      [
        'kind',
        { category: 'phishing', accountKind: 'website', reason: 'It is a page.' },
        { category: 'impersonation', accountKind: 'email', reason: 'It is a mail.' },
        { category: 'email_account_takeover', accountKind: 'email' },
      ],
      ['move', { to: 'triaged' }, { to: 'resolved', reason: 'A false alarm.' }, 'received'],
      ['assign', { userId: 'daniel' }, { userId: 'marc' }, null],
    ])('of a %s: the second hears who was first, and changes nothing unseen', async (verb, first, second, from) => {
      const incident = await desk.seed({ acknowledgedBy: 'priya' });
      const given = verb === 'kind' ? await kindOf(incident) : from;
      const named = (body: object) => ('userId' in body ? { userId: desk.userId(String(body.userId)) } : body);
      expect((await act(incident, verb, { ...named(first), from: given }, daniel)).status).toBe(200);
      const before = await show(incident);
      const late = await act<Problem>(incident, verb, { ...named(second), from: given });
      expect([late.status, late.body.code]).toEqual([409, 'changed-meanwhile']);
      expect(late.body.detail).toContain('Daniel Okafor');
      expect(await show(incident)).toEqual(before);
      // Whoever does not say what they saw decides as ever.
      expect((await act(incident, verb, named(second))).status).toBe(200);
    });
  });
});
