import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  type Board,
  board,
  type IncidentView,
  incidentView,
  type Problem,
  type TimelineView,
  timelineView,
} from '#contracts';
import { ownerDataSource } from '#store';
import { FakeClock, freshDatabase, type TestDatabase } from '#testing';
import { DeskRig, type SeededIncident } from './desk-rig.js';

describe('work on an incident', () => {
  let scratch: TestDatabase;
  let desk: DeskRig;
  let priya: string;
  let marc: string;
  const clock = new FakeClock();

  beforeAll(async () => {
    scratch = await freshDatabase();
    desk = await DeskRig.open(scratch.url, clock);
    priya = await desk.cookieOf('priya');
    marc = await desk.cookieOf('marc');
  });

  afterAll(async () => {
    await desk.close();
    await scratch.drop();
  });

  const act = <T = IncidentView>({ id }: SeededIncident, verb: string, body: unknown = {}, cookie = priya) =>
    desk.post<T>(`/api/v1/incidents/${id}/${verb}`, cookie, body);
  const timeline = ({ id }: SeededIncident) => desk.get<TimelineView>(`/api/v1/incidents/${id}/timeline`, marc);

  it('goes from the report to the close, and each step is in the record', async () => {
    const incident = await desk.seed({ pages: ['priya'], party: 'red-oak' });
    await act(incident, 'acknowledge');
    await act(incident, 'assign', { userId: desk.userId('daniel') });
    await act(incident, 'note', { text: 'Called back.\0 Half a pair: \ud83d' });
    await act(incident, 'message', { text: 'We are on it.' });
    await act(incident, 'severity', { to: 'critical', reason: 'The whole caucus is affected.' });
    clock.advance('10m');
    for (const to of ['triaged', 'contained', 'recovering', 'resolved', 'closed']) {
      const moved = await act(incident, 'move', { to });
      expect(moved.status).toBe(200);
      expect(moved.body.state).toBe(to);
    }
    const view = incidentView.parse((await desk.get(`/api/v1/incidents/${incident.id}`, priya)).body);
    expect(view).toMatchObject({
      severity: 'critical',
      severityRule: 'manual',
      assignee: { name: 'Daniel Okafor' },
      acknowledgedBy: { name: 'Priya Nair' },
      party: 'Red Oak Party',
      version: 11,
      moves: ['triaged'],
      because: [{ rule: 'mail-taken', severityRule: 'H1', evidence: 'reads my mail' }],
      indicators: [{ type: 'domain', defanged: 'evil[.]example' }],
      messages: [{ author: 'Priya Nair', kind: 'message', text: 'We are on it.', channels: [] }],
      pages: [{ person: { name: 'Priya Nair' }, state: 'acknowledged' }],
      reports: [{ channel: 'web', text: 'Somebody else reads my mail.', sender: 'reporter@red-oak.example' }],
    });
    expect(view.responderTasks.length).toBeGreaterThan(0);

    const { body } = await timeline(incident);
    expect(timelineView.parse(body)).toMatchObject({ intact: true, brokenAt: null });
    expect(body.entries.map((entry) => entry.type)).toEqual([
      'report.received',
      'incident.opened',
      'page.acknowledged',
      'incident.assigned',
      'incident.noted',
      'message.written',
      'incident.severity-changed',
      ...Array.from({ length: 5 }, () => 'incident.moved'),
    ]);
    expect(body.entries[0]?.actorName).toBe('Personne ayant signalé');
    expect(body.entries[4]).toMatchObject({
      actorName: 'Priya Nair',
      data: { text: 'Called back. Half a pair: \ufffd' },
    });
    const [message] = await desk.rows('SELECT report_id, language, kind FROM message WHERE incident_id = $1', [
      incident.id,
    ]);
    expect(message).toEqual({ report_id: incident.reportId, language: 'en', kind: 'message' });
  });

  it.each([
    ['received', 'resolved', null, 'impossible-move', /cannot become resolved/, /ne peut pas devenir résolu/],
    ['triaged', 'triaged', null, 'same-state', /already triaged/, /déjà trié/],
    ['triaged', 'resolved', ' ', 'reason-required', /Say in a few words/, /Expliquez/],
  ])('refuses a move from %s to %s with its reason in both languages', async (state, to, reason, code, en, fr) => {
    const incident = await desk.seed({ state, acknowledgedBy: 'priya' });
    const url = `/api/v1/incidents/${incident.id}/move`;
    for (const [language, pattern] of [
      ['en', en],
      ['fr', fr],
    ] as const) {
      const headers = { 'x-vigil-request': 'spec', 'accept-language': language };
      const answer = await desk.post<Problem>(url, priya, { to, reason }, headers);
      expect(answer.status).toBe(409);
      expect(answer.body.code).toBe(code);
      expect(answer.body.detail).toMatch(pattern);
    }
  });

  it('contains nothing that nobody has taken', async () => {
    const incident = await desk.seed({ state: 'triaged' });
    expect((await act<Problem>(incident, 'move', { to: 'contained' })).body.code).toBe('not-acknowledged');
  });

  it('makes a reopened incident nobody’s again', async () => {
    const incident = await desk.seed({ state: 'closed', acknowledgedBy: 'priya' });
    const { body } = await act(incident, 'move', { to: 'triaged', reason: 'The attacker is back.' });
    expect(body).toMatchObject({ state: 'triaged', acknowledgedBy: null, acknowledgedAt: null, closedAt: null });
  });

  it('lets only a manager lower what may cost a life', async () => {
    const incident = await desk.seed({ severity: 'critical', lifeSafety: true });
    const change = { to: 'low', reason: 'A joke, says the police.' };
    expect((await act<Problem>(incident, 'severity', change)).body.code).toBe('life-safety');
    expect((await act(incident, 'severity', change, marc)).body.severity).toBe('low');
  });

  it('is assigned to those alone who may do it', async () => {
    const incident = await desk.seed();
    const toLiaison = await act<Problem>(incident, 'assign', { userId: desk.userId('liaison-red-oak') });
    expect(toLiaison.body.code).toBe('cannot-be-assigned');
    expect((await act(incident, 'assign', { userId: incident.id })).status).toBe(422);
  });

  it.each([
    ['assign', {}],
    ['assign', { userId: 'me' }],
    ['note', { text: ' \0 ' }],
    ['note', { text: 'a'.repeat(10_001) }],
    ['note', { text: { $gt: '' } }],
    ['severity', { to: 'worse', reason: 'why' }],
    ['move', { to: 'done' }],
    ['message', null],
  ])('says what is wrong with a %s of %j', async (verb, body) => {
    const incident = await desk.seed();
    const answer = await act<Problem>(incident, verb, JSON.parse(JSON.stringify(body ?? [])));
    expect(answer.status).toBe(422);
    expect(answer.body.errors?.length).toBeGreaterThan(0);
  });

  it('shows in the timeline where the record was tampered with', async () => {
    const incident = await desk.seed();
    await act(incident, 'note', { text: 'As it was.' });
    const owner = await ownerDataSource(scratch.url).initialize();
    await owner.query('ALTER TABLE timeline_entry DISABLE TRIGGER USER');
    await owner.query(
      `UPDATE timeline_entry SET data = '{"text": "As it never was."}' WHERE subject_id = $1 AND seq = 2`,
      [incident.id],
    );
    await owner.query('ALTER TABLE timeline_entry ENABLE TRIGGER USER');
    await owner.destroy();
    expect((await timeline(incident)).body).toMatchObject({ intact: false, brokenAt: 2 });
  });

  it('is on the manager’s board: what is open, who has the watch, how fast it went', async () => {
    const answer = await desk.get<Board>('/api/v1/board', marc);
    const seen = board.parse(answer.body);
    const open = await desk.rows<{ n: number }>(
      `SELECT count(*)::int AS n FROM incident WHERE state NOT IN ('resolved', 'closed')`,
    );
    expect(seen.open.reduce((sum, band) => sum + band.count, 0)).toBe(open[0]?.n);
    expect(seen.incidents).toHaveLength(open[0]?.n ?? 0);
    expect(seen.timeToAcknowledge).toEqual({ median: 0, p90: 0, count: 1 });
    expect(seen.timeToContain).toEqual({ median: 600, p90: 600, count: 1 });
    expect(seen.onDuty.now).not.toBeNull();
    expect(seen.service).toMatchObject({ open: true, zone: 'America/Edmonton', lastDay: '2027-01-07' });
    expect(seen.oldestUnacknowledged).not.toBeNull();

    clock.set('2027-01-08T08:00:00Z');
    const after = await desk.get<Board>('/api/v1/board', await desk.cookieOf('marc'));
    expect(after.body.service.open).toBe(false);
    expect(after.body.incidents).toHaveLength(seen.incidents.length);
    expect((await desk.get('/api/v1/board', await desk.cookieOf('priya'))).status).toBe(403);
    const people = await desk.get<{ name: string }[]>('/api/v1/people', await desk.cookieOf('priya'));
    expect(people.body.map(({ name }) => name)).toContain('Marc Gagnon');
  });
});
