import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { IncidentView } from '#contracts';
import { partyScope } from '#domain';
import { stepKey } from '#service';
import { FakeClock, freshDatabase, type TestDatabase } from '#testing';
import { DeskRig } from './desk-rig.js';

describe('the steps that a reporter has ticked off, on the incident page', () => {
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

  const show = async (id: string, who: string, language = 'en') =>
    (await desk.get<IncidentView>(`/api/v1/incidents/${id}`, await desk.cookieOf(who), { 'accept-language': language }))
      .body;
  const tick = (reportId: string, key: string, done: Date | null) =>
    desk.runtime.database.source.query(
      `INSERT INTO reporter_step (report_id, key, text_en, text_fr, done_at) VALUES ($1, $2, 'An old step', 'Une vieille étape', $3)`,
      [reportId, key, done],
    );

  it('stand at the step with the report and the time, in its place in the list; opened again they do not', async () => {
    const { id, reportId } = await desk.seed();
    const before = (await show(id, 'priya')).reporterSteps;
    expect(before.length).toBeGreaterThan(2);
    expect(before.every(({ isPlanned, ticks }) => isPlanned && ticks.length === 0)).toBe(true);
    await tick(reportId, stepKey(before[1]?.text ?? ''), clock.now());
    await tick(reportId, stepKey(before[2]?.text ?? ''), null);
    const after = (await show(id, 'priya')).reporterSteps;
    expect(after.map(({ ticks }) => ticks.length)).toEqual(before.map((_, place) => (place === 1 ? 1 : 0)));
    expect(after[1]?.ticks).toEqual([
      { reference: expect.stringMatching(/^[2-9A-Z-]{8}$/), at: clock.now().toISOString() },
    ]);
    expect(after.map(({ text }) => text)).toEqual(before.map(({ text }) => text));
  });

  it('stay at the end of the list when the playbook no longer has them, in the words that they had', async () => {
    const { id, reportId } = await desk.seed();
    await tick(reportId, '0123456789abcdef', clock.now());
    expect((await show(id, 'priya')).reporterSteps.at(-1)).toMatchObject({ text: 'An old step', isPlanned: false });
  });

  it('are seen by the liaison of the party, and by no other', async () => {
    const { id, reportId } = await desk.seed({ party: 'red-oak' });
    await tick(reportId, '0123456789abcdef', clock.now());
    const liaisons = [
      ['liaison-red-oak', 200],
      ['liaison-blue-heron', 404],
    ] as const;
    for (const [liaison, status] of liaisons) {
      const answer = await desk.get<IncidentView>(`/api/v1/incidents/${id}`, await desk.cookieOf(liaison));
      const ticks = answer.status === 200 ? answer.body.reporterSteps.at(-1)?.ticks.length : null;
      expect([liaison, answer.status, ticks]).toEqual([liaison, status, status === 200 ? 1 : null]);
    }
    const reach = async (party: string) => {
      const [row]: { id: string }[] = await desk.runtime.database.source.query('SELECT id FROM party WHERE key = $1', [
        party,
      ]);
      return desk.runtime.database.transactionFor(partyScope('liaison', row?.id ?? null), (tx) =>
        tx.query('SELECT 1 FROM reporter_step WHERE report_id = $1', [reportId]),
      );
    };
    expect([(await reach('red-oak')).length, (await reach('blue-heron')).length]).toEqual([1, 0]);
  });
});
