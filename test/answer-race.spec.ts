import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { TimelineView } from '#contracts';
import { everyParty } from '#domain';
import { type AnsweredPage, type AnswerOutcome, answerPage } from '#service';
import { FakeClock, freshDatabase, type TestDatabase } from '#testing';
import { DeskRig } from '../apps/desk/desk-rig.js';

type Way = AnsweredPage['via'];

/** Every way of answering; one that is missing here does not compile. */
const everyWay: Readonly<Record<Way, true>> = {
  sms: true,
  voice: true,
  link: true,
  email: true,
  console: true,
  push: true,
};
const ways = Object.keys(everyWay) as Way[];
const pairs = ways.flatMap((first) => ways.map((second) => ({ first, second })));

describe('two answers at one instant', () => {
  let scratch: TestDatabase;
  let desk: DeskRig;
  let cookie: string;
  const clock = new FakeClock();
  const names = new Map<string, string>();

  beforeAll(async () => {
    scratch = await freshDatabase();
    desk = await DeskRig.open(scratch.url, clock);
    cookie = await desk.cookieOf('marc');
    for (const { id, name } of await desk.rows<{ id: string; name: string }>('SELECT id, name FROM user_account')) {
      names.set(id, name);
    }
  });

  afterAll(async () => {
    await desk.close();
    await scratch.drop();
  });

  const answer = async (incidentId: string, key: string, via: Way, kind: 'acknowledge' | 'decline' = 'acknowledge') => {
    const userId = desk.userId(key);
    const outcome = await desk.runtime.database.transactionFor(everyParty, (tx) =>
      answerPage(tx, { incidentId, userId, via, answer: { kind } }),
    );
    return { userId, outcome };
  };
  const holderOf = async (id: string): Promise<string | null> => {
    const [row] = await desk.rows<{ by: string | null }>('SELECT acknowledged_by AS by FROM incident WHERE id = $1', [
      id,
    ]);
    return row?.by ?? null;
  };
  const told = async (id: string, type: string) =>
    (await desk.get<TimelineView>(`/api/v1/incidents/${id}/timeline`, cookie)).body.entries.filter(
      (entry) => entry.type === type,
    );

  it.each(pairs)(
    'by $first and by $second have one winner, and the other is told who has it',
    async ({ first, second }) => {
      const { id } = await desk.seed({ severity: 'critical', pages: ['amelie', 'daniel'] });
      const results = await Promise.all([answer(id, 'amelie', first), answer(id, 'daniel', second)]);
      const winner = results.find(({ outcome }) => outcome.outcome === 'done');
      const other = results.find((result) => result !== winner);
      expect(winner?.userId).toBe(await holderOf(id));
      expect(other?.outcome).toEqual({
        outcome: 'already',
        byUserId: winner?.userId,
        byName: names.get(winner?.userId ?? ''),
        sameUser: false,
      } satisfies Partial<AnswerOutcome>);
      expect(await told(id, 'page.acknowledged')).toHaveLength(1);
      const [clockOf] = await desk.rows<{ status: string }>('SELECT status FROM escalation WHERE incident_id = $1', [
        id,
      ]);
      expect(clockOf?.status).toBe('acknowledged');
    },
  );

  it.each(pairs)('by $first and by $second of the same person are one', async ({ first, second }) => {
    const { id } = await desk.seed({ severity: 'high', pages: ['amelie'] });
    const results = await Promise.all([answer(id, 'amelie', first), answer(id, 'amelie', second)]);
    expect(results.map(({ outcome }) => outcome.outcome).toSorted()).toEqual(['already', 'done']);
    expect(results.find(({ outcome }) => outcome.outcome === 'already')?.outcome).toMatchObject({ sameUser: true });
    expect(await told(id, 'page.acknowledged')).toHaveLength(1);
  });

  it.each(ways)('one yes and one no, both by %s: the yes has it', async (via) => {
    const { id } = await desk.seed({ severity: 'critical', pages: ['amelie', 'daniel'] });
    const [yes] = await Promise.all([answer(id, 'amelie', via), answer(id, 'daniel', via, 'decline')]);
    expect(yes.outcome).toEqual({ outcome: 'done' });
    expect(await holderOf(id)).toBe(yes.userId);
  });
});
