import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { smsSegments } from '#domain';
import { NotificationRig } from './notification-rig.js';
import { PageResponder } from './page-responder.js';

let rig: NotificationRig;
let code = 300;

beforeAll(async () => {
  rig = await NotificationRig.start();
});
afterAll(() => rig.stop());
beforeEach(async () => {
  rig.courier.sent.length = 0;
  rig.courier.outcomes.length = 0;
  rig.clock.advance('10m');
  await rig.sql(`UPDATE page SET state = 'acknowledged', settled_at = requested_at WHERE state = 'open'`);
});

interface Paged {
  readonly pageId: string;
  readonly incidentId: string;
  readonly code: string;
}

/** One incident that pages Daniel a second later. */
async function page(severity: 'critical' | 'high' = 'high'): Promise<Paged> {
  rig.clock.advance('1s');
  const { id: userId } = await rig.person('daniel');
  const incidentId = await rig.incident([], severity);
  code += 1;
  const pageId = await rig.page(incidentId, userId, String(code));
  await rig.announce('page.requested', { pageId, incidentId, userId });
  return { pageId, incidentId, code: String(code) };
}

async function pages(count: number): Promise<readonly Paged[]> {
  const all: Paged[] = [];
  for (let time = 0; time < count; time += 1) all.push(await page());
  return all;
}

const sweep = async () => {
  await rig.get(PageResponder).tellGathered();
  await rig.sending.idle();
};
const texts = () => rig.courier.sent.filter(({ channel }) => channel === 'sms').map(({ body }) => body);
const told = async ({ incidentId }: Paged) => (await rig.timeline(incidentId)).map(({ type }) => type);

describe('Somebody who is paged again and again', () => {
  it('gets nine pages one by one, and with the tenth one text that tells of all, most severe first', async () => {
    const nine = await pages(9);
    const critical = await page('critical');
    expect(texts()).toHaveLength(10);
    const tenth = await page();
    const [last = ''] = texts().slice(-1);
    expect(texts()).toHaveLength(11);
    expect(last).toMatch(/^VIGIL: 11 open, most severe first: CRITICAL /);
    expect(last.indexOf(critical.code)).toBeGreaterThan(0);
    expect(last.indexOf(critical.code)).toBeLessThan(last.indexOf(nine[0]?.code ?? '-'));
    expect(smsSegments(last)).toBe(1);
    const mail = rig.courier.sent.findLast(({ channel }) => channel === 'email');
    for (const { code: each } of [...nine, critical, tenth]) expect(mail?.body).toContain(`ACK ${each}`);
  });

  it('is told of what comes next once a minute, and of a critical one at once', async () => {
    await pages(10);
    const waiting = await pages(3);
    expect(texts()).toHaveLength(10);
    const critical = await page('critical');
    expect(texts()).toHaveLength(11);
    expect(texts().at(-1)).toContain(critical.code);
    rig.clock.advance('50s');
    await sweep();
    expect(texts()).toHaveLength(11);
    rig.clock.advance('6s');
    await sweep();
    await sweep();
    expect(texts()).toHaveLength(12);
    expect(texts().at(-1)).toMatch(/^VIGIL: 14 open/);
    const [first, ...others] = waiting;
    if (first === undefined) throw new Error('nothing waited');
    expect(await told(first)).toEqual(
      expect.arrayContaining(['page.gathered', 'delivery.requested', 'delivery.accepted']),
    );
    for (const other of others) expect(await told(other)).toEqual(['page.gathered', 'page.told-together']);
  });

  it('is not told of what has been settled meanwhile', async () => {
    await pages(10);
    const [waiting] = await pages(1);
    await rig.sql(`UPDATE page SET state = 'superseded' WHERE id = $1`, [waiting?.pageId]);
    rig.clock.advance('60s');
    await sweep();
    expect(texts()).toHaveLength(10);
    expect(await rig.sql('SELECT 1 FROM page WHERE gathered_until IS NOT NULL')).toEqual([]);
  });

  it('goes on being called for the others when the one that the call belongs to is settled', async () => {
    await pages(10);
    const [first] = await pages(2);
    rig.clock.advance('60s');
    await sweep();
    await rig.sql(`UPDATE page SET state = 'acknowledged' WHERE id = $1`, [first?.pageId]);
    rig.courier.sent.length = 0;
    rig.clock.advance('3m');
    await rig.sweep();
    const calls = rig.courier.sent.filter(({ channel, body }) => channel === 'voice' && body.includes('12 incidents'));
    expect(calls).toHaveLength(1);
  });

  it('is given up for every one of them when nothing arrives', async () => {
    await pages(10);
    const waiting = await pages(3);
    rig.clock.advance('60s');
    const refused = { outcome: 'failed', reason: 'refused', code: '30008' } as const;
    const accepted = { outcome: 'accepted', providerId: null } as const;
    rig.courier.outcomes.push(refused, accepted, refused, refused);
    await sweep();
    await rig.followUpLost();
    const given = await rig.sql<{ page: string }>(
      `SELECT data->>'pageId' AS page FROM event WHERE type = 'page.unreachable'`,
    );
    const ids = waiting.map(({ pageId }) => pageId);
    expect(
      given
        .map(({ page: id }) => id)
        .filter((id) => ids.includes(id))
        .toSorted(),
    ).toEqual(ids.toSorted());
  });
});
