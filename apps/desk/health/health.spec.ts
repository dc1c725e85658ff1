import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { HealthView, UrgentNotice, WatchChanges } from '#contracts';
import { raiseNotice } from '#service';
import { FakeClock, freshDatabase, type TestDatabase } from '#testing';
import { DeskRig } from '../desk-rig.js';

const api = '/api/v1/health';

describe('the health of the hotline', () => {
  const clock = new FakeClock();
  const cookies = new Map<string, string>();
  let scratch: TestDatabase;
  let desk: DeskRig;

  const as = (key: string): string => cookies.get(key) ?? '';
  const health = async (key = 'marc') => (await desk.get<HealthView>(api, as(key))).body;
  const lastChange = async () =>
    (await desk.get<WatchChanges>('/api/v1/watch/changes', as('marc'))).body.items[0] ?? null;

  const find = async (name: string, cleared = false) => {
    const id = randomUUID();
    await desk.rows(
      `INSERT INTO finding (id, kind, subject, name, opened_at, cleared_at) VALUES ($1, 'message-missing', $2, $2, $3, $4)`,
      [id, name, clock.now(), cleared ? clock.now() : null],
    );
    clock.advance('1s');
    return id;
  };
  /** An event on which its queue has given up. */
  const park = async () => {
    const { id } = await desk.seed();
    const [row] = await desk.rows<{ eventId: string; queue: string }>(
      `SELECT o.event_id AS "eventId", o.queue FROM outbox o JOIN event e ON e.id = o.event_id
       WHERE e.incident_id = $1 ORDER BY o.queue LIMIT 1`,
      [id],
    );
    if (row === undefined) throw new Error('the event goes to no queue');
    await desk.rows(
      `UPDATE outbox SET published_at = $3, parked_at = $3, last_error = 'TypeError: no such rule'
       WHERE event_id = $1 AND queue = $2`,
      [row.eventId, row.queue, clock.now()],
    );
    clock.advance('1s');
    return row;
  };

  beforeAll(async () => {
    scratch = await freshDatabase();
    desk = await DeskRig.open(scratch.url, clock);
    for (const key of ['marc', 'priya', 'liaison-red-oak']) cookies.set(key, await desk.cookieOf(key));
  });
  afterAll(async () => {
    await desk.close();
    await scratch.drop();
  });

  it('says that nobody has looked, before anybody has', async () => {
    expect(await health()).toEqual({ audit: null, selfTests: [], findings: [], notices: [], parked: [] });
  });

  it('shows the last audit, the last self-test of each channel, and what was told in both languages', async () => {
    for (const tookMs of [7, 9]) {
      await desk.rows('INSERT INTO audit_run (id, started_at, took_ms, findings, held) VALUES ($1, $2, $3, 0, true)', [
        randomUUID(),
        clock.now(),
        tookMs,
      ]);
      for (const channel of ['api', 'email']) {
        await desk.rows(`INSERT INTO self_test (id, channel, token, sent_at, took_ms) VALUES ($1, $2, 'x', $3, $4)`, [
          randomUUID(),
          channel,
          clock.now(),
          channel === 'api' ? tookMs : null,
        ]);
      }
      clock.advance('1m');
    }
    await desk.runtime.database.transaction((tx) =>
      raiseNotice(tx, { kind: 'monitor-silent', key: 'x', facts: { name: 'Sonde', minutes: 5 } }),
    );
    const { audit, selfTests, notices } = await health();
    expect(audit).toMatchObject({ tookMs: 9, held: true });
    expect(selfTests.map(({ channel, tookMs }) => [channel, tookMs])).toEqual([
      ['api', 9],
      ['email', null],
    ]);
    expect(notices).toMatchObject([
      {
        kind: 'monitor-silent',
        text: {
          en: expect.stringContaining('has been silent') as string,
          fr: expect.stringContaining('ne donne plus signe') as string,
        },
      },
    ]);
    const runbook = new URL(notices[0]?.runbook ?? '').pathname;
    expect((await desk.get(runbook)).status).toBe(200);
    await desk.rows(`UPDATE notice SET raised_at = raised_at - interval '8 days'`);
    expect((await health()).notices).toEqual([]);
  });

  it('lists what is wrong until it holds again, what nobody has accepted first', async () => {
    const [older, newer] = [await find('older'), await find('newer')];
    await find('long gone', true);
    expect((await health()).findings.map(({ name }) => name)).toEqual(['older', 'newer']);
    const accepted = await desk.post<HealthView>(`${api}/findings/${older}/accept`, as('marc'), {
      because: ' The disk is lost. ',
    });
    expect(accepted.body.findings.map(({ name, acceptedBecause }) => [name, acceptedBecause])).toEqual([
      ['newer', null],
      ['older', 'The disk is lost.'],
    ]);
    expect(await lastChange()).toMatchObject({ kind: 'finding.accepted', subject: older, by: 'Marc Gagnon' });
    expect((await desk.post(`${api}/findings/${newer}/accept`, as('marc'), { because: ' ' })).status).toBe(422);
    await desk.rows('UPDATE finding SET cleared_at = $2 WHERE id = $1', [newer, clock.now()]);
    expect((await desk.post(`${api}/findings/${newer}/accept`, as('marc'), { because: 'x' })).status).toBe(404);
  });

  it('gives what was given up on another try, once, and leaves everything else as it is', async () => {
    const [one, other] = [await park(), await park()];
    expect((await health()).parked.map(({ eventId, queue, error }) => ({ eventId, queue, error }))).toEqual([
      { ...other, error: 'TypeError: no such rule' },
      { ...one, error: 'TypeError: no such rule' },
    ]);
    const retry = async () => desk.post<HealthView>(`${api}/parked/retry`, as('marc'), { items: [one] });
    expect((await retry()).body.parked.map(({ eventId }) => eventId)).toEqual([other.eventId]);
    const [row] = await desk.rows(
      'SELECT published_at, parked_at, last_error FROM outbox WHERE event_id = $1 AND queue = $2',
      [one.eventId, one.queue],
    );
    expect(row).toEqual({ published_at: null, parked_at: null, last_error: null });
    const change = await lastChange();
    expect(change).toMatchObject({ kind: 'event.retried', data: { count: 1, events: [one] } });
    // Pressed again it does nothing, and is no change.
    expect((await retry()).status).toBe(200);
    expect((await lastChange())?.id).toBe(change?.id);
  });

  it('lets whoever is on the watch see to an urgent notice, the first of them, while its cause stands', async () => {
    const findingId = await find('Sonde');
    await desk.runtime.database.transaction((tx) =>
      raiseNotice(tx, { kind: 'monitor-silent', key: findingId, findingId, facts: { name: 'Sonde', minutes: 5 } }),
    );
    const urgent = async (key: string) => desk.get<readonly UrgentNotice[]>('/api/v1/watch/notices', as(key));
    const [notice] = (await urgent('priya')).body;
    expect(notice?.acknowledgedBy).toBeNull();
    const take = (key: string) =>
      desk.post<readonly UrgentNotice[]>(`/api/v1/watch/notices/${notice?.id ?? ''}/acknowledge`, as(key));
    expect((await take('liaison-red-oak')).status).toBe(403);
    expect((await take('priya')).body).toMatchObject([{ acknowledgedBy: expect.stringContaining('Priya') as string }]);
    const change = await lastChange();
    expect(change).toMatchObject({ kind: 'notice.acknowledged', subject: notice?.id });
    expect((await take('marc')).body).toMatchObject([{ acknowledgedBy: expect.stringContaining('Priya') as string }]);
    expect((await lastChange())?.id).toBe(change?.id);
    expect(await desk.rows('SELECT 1 FROM notice WHERE again_at IS NOT NULL')).toEqual([]);
    await desk.rows('UPDATE finding SET cleared_at = $2 WHERE id = $1', [findingId, clock.now()]);
    expect((await urgent('marc')).body).toEqual([]);
    expect((await desk.post(`/api/v1/watch/notices/${findingId}/acknowledge`, as('marc'))).status).toBe(404);
  });

  it('is the managers’ to settle, and hidden from everybody who does not answer for the hotline', async () => {
    for (const key of ['priya', 'liaison-red-oak']) expect((await desk.get(api, as(key))).status).toBe(403);
    const id = await find('again');
    expect((await desk.post(`${api}/findings/${id}/accept`, as('priya'), { because: 'x' })).status).toBe(403);
    expect((await desk.post(`${api}/parked/retry`, as('priya'), { items: [] })).status).toBe(403);
  });
});
