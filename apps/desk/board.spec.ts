import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Board, board } from '#contracts';
import { FakeClock, freshDatabase, type TestDatabase } from '#testing';
import { DeskRig } from './desk-rig.js';

describe('the watch now, on the board', () => {
  let scratch: TestDatabase;
  let desk: DeskRig;
  let marc: string;
  const clock = new FakeClock();
  const start = clock.now().getTime();
  const minutesAgo = (minutes: number) => new Date(start - minutes * 60_000);

  beforeAll(async () => {
    scratch = await freshDatabase();
    desk = await DeskRig.open(scratch.url, clock);
    marc = await desk.cookieOf('marc');
  });
  afterAll(async () => {
    await desk.close();
    await scratch.drop();
  });

  const read = async () => board.parse((await desk.get<Board>('/api/v1/board', marc)).body);
  const event = (incidentId: string, type: string, at: Date, data: object = {}) =>
    desk.rows(
      `INSERT INTO event (id, type, version, occurred_at, correlation_id, incident_id, data) VALUES ($1, $2, 1, $3, $1, $4, $5)`,
      [randomUUID(), type, at, incidentId, JSON.stringify(data)],
    );

  it('owes nothing while nothing is open', async () => {
    expect((await read()).promises).toEqual({ worst: null, overdue: 0 });
  });

  it('tells what the most severe is owed first, and how many are past their target', async () => {
    const low = await desk.seed({ severity: 'low', openedAt: minutesAgo(241) });
    expect((await read()).promises).toMatchObject({ worst: { id: low.id, promise: 'acknowledge' }, overdue: 1 });
    await desk.seed({ severity: 'not-an-incident', openedAt: minutesAgo(10_000) });
    const taken = await desk.seed({ severity: 'critical', openedAt: minutesAgo(10), acknowledgedBy: 'priya' });
    expect((await read()).promises).toEqual({
      worst: {
        id: taken.id,
        reference: taken.reference,
        severity: 'critical',
        promise: 'contact',
        dueAt: minutesAgo(-5).toISOString(),
      },
      overdue: 1,
    });
    const fresh = await desk.seed({ severity: 'critical', openedAt: minutesAgo(1) });
    expect((await read()).promises.worst).toMatchObject({
      id: fresh.id,
      promise: 'acknowledge',
      dueAt: minutesAgo(-4).toISOString(),
    });
    await desk.rows(`UPDATE incident SET state = 'resolved' WHERE id = $1`, [fresh.id]);
    await event(taken.id, 'message.written', minutesAgo(1));
    expect((await read()).promises.worst).toMatchObject({ id: low.id });
  });

  it('runs the clock of a reopened incident from its reopening', async () => {
    const again = await desk.seed({ severity: 'high', openedAt: minutesAgo(600) });
    await event(again.id, 'incident.moved', minutesAgo(300), { from: 'received', to: 'triaged' });
    await event(again.id, 'incident.moved', minutesAgo(5), { from: 'resolved', to: 'triaged' });
    expect((await read()).promises.worst).toMatchObject({ id: again.id, dueAt: minutesAgo(-10).toISOString() });
  });

  it('says what is wrong with the hotline itself and when each door was last tried', async () => {
    expect((await read()).health).toMatchObject({ wrong: 0, selfTests: [] });
    await desk.rows(
      `INSERT INTO finding (id, kind, subject, name, opened_at, accepted_at, accepted_because)
       VALUES ($1, 'self-test-late', 'sms', 'sms', now(), NULL, NULL), ($2, 'self-test-late', 'api', 'api', now(), now(), 'known')`,
      [randomUUID(), randomUUID()],
    );
    expect((await read()).health.wrong).toBe(1);
  });
});
