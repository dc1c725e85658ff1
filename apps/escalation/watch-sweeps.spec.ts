import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadConfig } from '#config';
import { createHttpApplication, offerSwap, openRuntime, planWatch, type Runtime, shiftsBeginning } from '#service';
import { FakeClock, freshDatabase, type TestDatabase } from '#testing';
import { AnswerWatchReply } from './answer-watch-reply.js';
import { EscalationModule } from './escalation.module.js';
import { HandOver } from './hand-over.js';
import { RemindShifts } from './remind-shifts.js';
import { WarnOfGaps } from './warn-of-gaps.js';

const hour = 3_600_000;

describe('the watch over the watch', () => {
  let scratch: TestDatabase;
  let runtime: Runtime;
  let application: NestFastifyApplication;
  let folder: string;
  const clock = new FakeClock();
  const ids = new Map<string, string>();

  const rows = async <T>(sql: string, parameters: readonly unknown[] = []): Promise<readonly T[]> =>
    runtime.database.source.query(sql, [...parameters]);
  const notices = async (kind: string) =>
    (
      await rows<{ facts: Record<string, unknown> }>('SELECT facts FROM notice WHERE kind = $1 ORDER BY raised_at', [
        kind,
      ])
    ).map(({ facts }) => facts);
  const events = async (type: string) => (await rows('SELECT 1 FROM event WHERE type = $1', [type])).length;
  const moveTo = (at: Date): void => clock.set(at);
  /** The coming shifts of one schedule, from the rows. */
  const coming = (key: string, hours: number) =>
    runtime.database.transaction(async (tx) => {
      const schedule = (await planWatch(tx, tx.now)).find((planned) => planned.key === key);
      if (schedule === undefined) throw new Error(`there is no ${key}`);
      return shiftsBeginning(schedule.compiled, tx.now, new Date(tx.now.getTime() + hours * hour)).map((shift) => ({
        ...shift,
        scheduleId: schedule.id,
        userId: ids.get(shift.person) ?? '',
      }));
    });
  const firstComing = async (key: string) => {
    const [shift] = await coming(key, 48);
    if (shift === undefined) throw new Error('no shift');
    return shift;
  };
  const text = (key: string, body: string, open: readonly string[] = []) =>
    runtime.database.transaction((tx) =>
      application
        .get(AnswerWatchReply)
        .answer(tx, { user_id: ids.get(key) ?? '', body, language: 'en' }, new Set(open)),
    );
  const held = async (by: string): Promise<string> => {
    const id = randomUUID();
    await rows(
      `INSERT INTO incident (id, reference, state, severity, severity_rank, severity_rule, category, rsit, account_kind, language,
         summary, life_safety, violence, foreign_interference, compromised_addresses, acknowledged_by, acknowledged_at, opened_at,
         updated_at)
       VALUES ($1::uuid, $1::text, 'received', 'high', 1, 'H1', 'phishing', 'fraud/phishing', 'email', 'en', '', false, false,
         false, '{}', $2, $3, $3, $3)`,
      [id, ids.get(by), clock.now()],
    );
    return id;
  };

  beforeAll(async () => {
    scratch = await freshDatabase();
    folder = await mkdtemp(join(tmpdir(), 'vigil-watch-'));
    const config = loadConfig({ DATA_DIR: folder, LOG_LEVEL: 'fatal' });
    runtime = await openRuntime('test', config, { databaseUrl: scratch.url, clock });
    // Not initialised: nothing runs by itself.
    application = await createHttpApplication(runtime, { modules: [EscalationModule] });
    for (const { key, id } of await rows<{ key: string; id: string }>('SELECT key, id FROM user_account'))
      ids.set(key, id);
  });

  afterAll(async () => {
    await application.close();
    await runtime.close();
    await scratch.drop();
    await rm(folder, { recursive: true, force: true });
  });

  it('tells the managers of a gap 72, 24 and 2 hours ahead, once each, and by name', async () => {
    const gaps = application.get(WarnOfGaps);
    await gaps.warn();
    expect(await notices('gap-ahead')).toEqual([]);
    const begin = new Date(clock.now().getTime() + 100 * hour);
    const shift = (await rows<{ id: string }>(`SELECT id FROM schedule WHERE key = 'watch'`))[0];
    await rows(
      `INSERT INTO schedule_temporary (id, schedule_id, from_at, to_at, shifts, reason, created_at, created_by)
       VALUES ($1, $2, $3, $4, '[]', '', $5, 'service:spec')`,
      [randomUUID(), shift?.id, begin, new Date(begin.getTime() + hour), clock.now()],
    );
    const told: number[] = [];
    for (const ahead of [90, 72, 71, 24, 10, 2, 1]) {
      moveTo(new Date(begin.getTime() - ahead * hour));
      await gaps.warn();
      await gaps.warn();
      told.push((await notices('gap-ahead')).length);
    }
    expect(told).toEqual([0, 1, 1, 2, 2, 3, 3]);
    expect((await notices('gap-ahead'))[0]).toMatchObject({
      schedule: 'Watch',
      from: expect.stringMatching(/^\d{4}-\d\d-\d\d \d\d:\d\d \(America\/Edmonton\)$/),
    });
    moveTo(new Date(begin.getTime() + 2 * hour));
  });

  it('reminds of a shift once, and names to the managers who has not confirmed it two hours before', async () => {
    const reminders = application.get(RemindShifts);
    const shift = await firstComing('watch');
    moveTo(new Date(shift.from.getTime() - 23 * hour));
    for (let time = 0; time < 2; time += 1) await reminders.remind();
    const reminded = await rows<{ confirmed_at: Date | null }>(
      'SELECT confirmed_at FROM shift_confirmation WHERE from_at = $1 AND user_id = $2',
      [shift.from, shift.userId],
    );
    expect(reminded).toEqual([{ confirmed_at: null }]);
    const before = await events('shift.near');
    await reminders.remind();
    expect(await events('shift.near')).toBe(before);
    moveTo(new Date(shift.from.getTime() - 2 * hour));
    for (let time = 0; time < 2; time += 1) await reminders.remind();
    const key = `shift-unconfirmed: watch ${shift.userId} ${shift.from.toISOString()}`;
    expect(await rows('SELECT kind FROM notice WHERE key = $1', [key])).toEqual([{ kind: 'shift-unconfirmed' }]);
  });

  it('takes a text for a confirmation: SHIFT always, OK while no page is open', async () => {
    const reminders = application.get(RemindShifts);
    moveTo(new Date((await firstComing('watch')).from.getTime() + hour));
    await reminders.remind();
    const shift = await firstComing('watch');
    expect(await text(shift.person, 'OK', ['482'])).toBeNull();
    expect(await text(shift.person, 'ok')).toContain('Watch');
    expect(await text(shift.person, 'SHIFT')).toMatch(/waits|Backup/);
    const told = (await notices('shift-unconfirmed')).length;
    moveTo(new Date(shift.from.getTime() - hour));
    await reminders.remind();
    const later = (await notices('shift-unconfirmed')).slice(told);
    expect(later.filter(({ schedule }) => schedule === 'Watch')).toEqual([]);
  });

  it('gives an offered time to the first who texts TAKE with its code', async () => {
    const shift = (await coming('watch', 96))[2];
    if (shift === undefined) throw new Error('no shift');
    const { scheduleId, from, to, person, userId } = shift;
    const offer = { scheduleId, from, to, by: { id: userId, key: person }, toId: null, reason: '' };
    const made = await runtime.database.transaction((tx) => offerSwap(tx, offer));
    expect(made.outcome).toBe('offered');
    const [swap] = await rows<{ code: string }>(`SELECT code FROM shift_swap WHERE state = 'offered'`);
    const code = swap?.code ?? '';
    const behind = (await coming('backup', 96)).find((other) => +other.from === +from)?.person;
    const free = ['amelie', 'daniel', 'priya'].find((key) => key !== person && key !== behind) ?? '';
    // A page with that code comes first.
    expect(await text(free, `TAKE ${code}`, [code])).toBeNull();
    expect(await text(behind ?? '', `TAKE ${code}`)).toContain('cannot take it');
    const answers = await Promise.all([text(free, `Take ${code}`), text('marc', `PRENDS ${code}`)]);
    expect(answers.filter((answer) => answer?.includes('yours'))).toHaveLength(1);
    expect(answers.filter((answer) => answer?.includes('was quicker'))).toHaveLength(1);
    expect(await text(free, 'TAKE 0000')).toBeNull();
  });

  it('hands over at the change of the watch, once, and pages anew what nobody took over', async () => {
    const handing = application.get(HandOver);
    const shift = await firstComing('watch');
    const outgoing = await runtime.database.transaction(async (tx) => {
      const plan = await planWatch(tx, tx.now);
      return plan.find(({ key }) => key === 'watch')?.compiled.tileAt(shift.from.getTime() - 1).people[0] ?? '';
    });
    const incident = await held(outgoing);
    await handing.make();
    const earlier = await rows('SELECT 1 FROM handoff WHERE at = $1', [shift.from]);
    expect(earlier).toEqual([]);
    // Ten minutes of nothing running, as after an outage.
    moveTo(new Date(shift.from.getTime() + 10 * 60_000));
    await Promise.all([handing.make(), handing.make()]);
    const made = await rows<{ id: string; incidents: readonly string[]; state: string }>(
      'SELECT id, incidents, state FROM handoff WHERE at = $1 AND schedule_id = $2',
      [shift.from, shift.scheduleId],
    );
    expect(made).toMatchObject([{ incidents: [incident], state: 'offered' }]);
    await handing.lapse();
    clock.advance('16m');
    await handing.lapse();
    await handing.lapse();
    expect(await rows('SELECT state FROM handoff WHERE id = $1', [made[0]?.id])).toEqual([{ state: 'lapsed' }]);
    expect(await notices('handoff-lapsed')).toMatchObject([{ schedule: 'Watch', count: 1 }]);
    expect(await rows('SELECT status FROM escalation WHERE incident_id = $1', [incident])).toEqual([
      { status: 'running' },
    ]);
    expect(await rows('SELECT acknowledged_by FROM incident WHERE id = $1', [incident])).toEqual([
      { acknowledged_by: null },
    ]);
    expect((await rows('SELECT 1 FROM page WHERE incident_id = $1', [incident])).length).toBeGreaterThan(0);
  });

  it('lets the incoming responder take over by text', async () => {
    const handing = application.get(HandOver);
    const shift = await firstComing('watch');
    moveTo(new Date(shift.from.getTime() + 60_000));
    await handing.make();
    expect(await text(shift.person, 'take', ['482'])).toBeNull();
    expect(await text(shift.person, 'RELIEF')).toContain('taken over');
    expect(await text(shift.person, 'RELIEF')).toContain('waits');
    const [row] = await rows<{ state: string; taken_via: string }>(
      'SELECT state, taken_via FROM handoff WHERE at = $1 AND schedule_id = $2',
      [shift.from, shift.scheduleId],
    );
    expect(row).toEqual({ state: 'taken', taken_via: 'sms' });
  });
});
