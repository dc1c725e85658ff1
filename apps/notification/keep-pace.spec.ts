import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { spacingMs } from '#domain';
import { AttemptDelivery } from './attempt-delivery.js';
import { leaseMs } from './claimed-delivery.js';
import { KeepPace } from './keep-pace.js';
import { NotificationRig } from './notification-rig.js';

let rig: NotificationRig;
const sentAt: number[] = [];
const perSecond = 100;

beforeAll(async () => {
  rig = await NotificationRig.start({ TEXTS_PER_SECOND: String(perSecond), CALLS_PER_SECOND: '0.1' });
  const { courier } = rig;
  const send = courier.send.bind(courier);
  courier.send = async (envelope) => {
    if (envelope.channel === 'sms') sentAt.push(performance.now());
    return send(envelope);
  };
});
afterAll(() => rig.stop());

async function due(count: number, channel: 'sms' | 'voice' | 'email'): Promise<readonly string[]> {
  const ids = Array.from({ length: count }, () => randomUUID());
  await rig.sql(
    `INSERT INTO delivery (id, purpose, channel, content, address, body, state, due_at, created_at, updated_at)
     SELECT id, 'notice', $2, 'full', '+16135550199', 'x', 'pending', $3, $3, $3 FROM unnest($1::uuid[]) AS id`,
    [ids, channel, rig.clock.now()],
  );
  return ids;
}

const deliveries = (prefix: string) =>
  Array.from({ length: 5 }, (_, place) => ({
    id: `${prefix}${place}`,
    carrier: 'first' as const,
    channel: 'sms' as const,
  }));

describe('A carrier with a cap', () => {
  it('never gets more in any second than it takes, and gets all', async () => {
    await due(50, 'sms');
    await rig.sweep();
    expect(sentAt).toHaveLength(50);
    // Windows of a fifth of the cap: no stretch of 20 texts is shorter than the time that 19 of them must take.
    for (let place = 0; place + 19 < 50; place += 1) {
      const took = (sentAt[place + 19] ?? 0) - (sentAt[place] ?? 0);
      expect(took).toBeGreaterThanOrEqual((19 * 1_000) / perSecond);
    }
  });

  it('is booked by all processes in one row, each moment once', async () => {
    const another = new KeepPace({ config: rig.runtime.config });
    const mine = rig.get(KeepPace);
    const booked = await Promise.all(
      [mine, another, mine, another].map((pace, turn) =>
        rig.runtime.database.transaction((tx) => pace.book(tx, deliveries(String(turn)))),
      ),
    );
    const moments = booked.flatMap((each) => [...each.values()].map((at) => at.getTime())).toSorted((a, b) => a - b);
    expect(moments).toHaveLength(20);
    const apart = moments.slice(1).map((at, place) => at - (moments[place] ?? 0));
    expect(Math.min(...apart)).toBeGreaterThanOrEqual(1_000 / perSecond);
  });

  it('holds the lease of what waits from the moment that it may go', async () => {
    const calls = await due(3, 'voice');
    const attempts = rig.get(AttemptDelivery);
    void Promise.allSettled(calls.map((id) => attempts.attempt(id)));
    await expect
      .poll(async () => rig.sql(`SELECT 1 FROM delivery WHERE channel = 'voice' AND state = 'sending'`))
      .toHaveLength(2);
    const leases = await rig.sql<{ seconds: number }>(
      `SELECT extract(epoch FROM due_at - $1)::float AS seconds FROM delivery WHERE channel = 'voice' AND state = 'sending' ORDER BY 1`,
      [rig.clock.now()],
    );
    const expected = [1, 2].map((place) => (place * spacingMs(0.1) + leaseMs) / 1_000);
    for (const [place, { seconds }] of leases.entries()) expect(seconds).toBeCloseTo(expected[place] ?? 0, 1);
  });
});
