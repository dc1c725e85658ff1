import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { SendOutcome } from '#courier';
import type { Delivery } from '#store';
import { AttemptDelivery } from './attempt-delivery.js';
import { NotificationRig } from './notification-rig.js';
import { type RequestedDelivery, requestDeliveries } from './request-delivery.js';

let rig: NotificationRig;
let incidentId: string;

beforeAll(async () => {
  rig = await NotificationRig.start();
});
afterAll(() => rig.stop());
beforeEach(async () => {
  rig.courier.sent.length = 0;
  rig.courier.outcomes.length = 0;
  incidentId = await rig.incident();
});

const busy: SendOutcome = { outcome: 'retry', reason: 'busy', code: '429' };

/** A text to a responder that is written down and not yet sent. */
const requested = async (): Promise<string> => (await request(false)).id;

async function request(beginsAtOnce: boolean): Promise<RequestedDelivery> {
  const words = { purpose: 'page-taken', channel: 'sms', address: '+16135550102', body: 'Daniel has it' } as const;
  const [delivery] = await rig.runtime.database.transaction((tx) =>
    requestDeliveries(tx, [{ ...words, incidentId }], () => beginsAtOnce),
  );
  if (delivery === undefined) throw new Error('nothing was requested');
  return delivery;
}

async function find(id: string): Promise<Delivery> {
  const found = (await rig.deliveries()).find((delivery) => delivery.id === id);
  if (found === undefined) throw new Error('no such delivery');
  return found;
}

const attempts = (id: string) =>
  rig.sql<{ number: number; outcome: string | null; detail: string | null }>(
    'SELECT number, outcome, detail FROM attempt WHERE delivery_id = $1 ORDER BY number',
    [id],
  );

const told = async () => (await rig.timeline(incidentId)).map(({ type }) => type);

describe('An attempt to deliver', () => {
  it('records what the carrier said', async () => {
    const id = await requested();
    await rig.sweep();
    expect(await find(id)).toMatchObject({ state: 'accepted', attempts: 1, dueAt: null, providerId: `recorded-${id}` });
    expect(await attempts(id)).toEqual([{ number: 1, outcome: 'accepted', detail: null }]);
    expect(await told()).toEqual(['delivery.requested', 'delivery.accepted']);
  });

  it('is made once, however many processes find the delivery due at once', async () => {
    const id = await requested();
    await Promise.all(Array.from({ length: 6 }, () => attemptNow(id)));
    expect(rig.courier.sent).toHaveLength(1);
  });

  it('is made again when the process died in the middle, but not before its lease has passed', async () => {
    const id = await requested();
    const revive = rig.courier.hold();
    const dying = attemptNow(id);
    await expect.poll(() => rig.courier.sent.length).toBe(1);
    rig.clock.advance('11s');
    await rig.sweep();
    expect(rig.courier.sent).toHaveLength(1);
    rig.clock.advance('1s');
    await rig.sweep();
    expect(rig.courier.sent).toHaveLength(2);
    expect(await attempts(id)).toMatchObject([{ outcome: 'lost' }, { outcome: 'accepted' }]);
    // It was not dead after all: what it says late changes nothing.
    revive(busy);
    await dying;
    expect(await find(id)).toMatchObject({ state: 'accepted', attempts: 2 });
  });

  it('waits a little longer after each failure, and gives up in the end', async () => {
    const id = await requested();
    const waits: number[] = [];
    for (let number = 1; number <= 7; number += 1) {
      rig.courier.outcomes.push(busy);
      await rig.sweep();
      const { state, dueAt } = await find(id);
      if (state === 'failed' || dueAt === null) break;
      waits.push(dueAt.getTime() - rig.clock.now().getTime());
      await rig.sweep();
      rig.clock.set(dueAt);
    }
    expect(waits).toEqual([2_000, 5_000, 15_000, 60_000, 300_000, 900_000]);
    expect(rig.courier.sent).toHaveLength(7);
    expect(await find(id)).toMatchObject({ state: 'failed', lastError: 'busy 429' });
    expect((await told()).at(-1)).toBe('delivery.failed');
    const settled = await rig.sql('SELECT data FROM event WHERE type = $1 AND incident_id = $2', [
      'delivery.settled',
      incidentId,
    ]);
    expect(settled).toEqual([{ data: { deliveryId: id, incidentId, outcome: 'failed' } }]);
  });

  it('gives up at once where the carrier says that it will never work', async () => {
    const id = await requested();
    rig.courier.outcomes.push({ outcome: 'failed', reason: 'address-refused', code: '21211' });
    await rig.sweep();
    rig.clock.advance('1h');
    await rig.sweep();
    expect(rig.courier.sent).toHaveLength(1);
    expect(await find(id)).toMatchObject({ state: 'failed', lastError: 'address-refused 21211' });
  });

  it('does not go back behind a status report that overtook the answer', async () => {
    const id = await requested();
    const answer = rig.courier.hold();
    const underway = attemptNow(id);
    await expect.poll(() => rig.courier.sent.length).toBe(1);
    await rig.sql(`UPDATE delivery SET state = 'delivered', due_at = NULL WHERE id = $1`, [id]);
    answer({ outcome: 'accepted', providerId: 'SM-overtaken' });
    await underway;
    expect(await find(id)).toMatchObject({ state: 'delivered', providerId: 'SM-overtaken' });
  });

  it('keeps a report of arrival even when its own answer is lost', async () => {
    const id = await requested();
    const answer = rig.courier.hold();
    const underway = attemptNow(id);
    await expect.poll(() => rig.courier.sent.length).toBe(1);
    await rig.sql(`UPDATE delivery SET state = 'delivered', due_at = NULL WHERE id = $1`, [id]);
    answer({ outcome: 'retry', reason: 'timeout' });
    await underway;
    rig.clock.advance('1h');
    await rig.sweep();
    expect(await find(id)).toMatchObject({ state: 'delivered' });
    expect(rig.courier.sent).toHaveLength(1);
  });

  it('measures the time from the report to the first page that a carrier took, once', async () => {
    await rig.report({ incidentId });
    rig.clock.advance('1500ms');
    const person = await rig.person('daniel');
    const pageId = await rig.page(incidentId, person.id, '611');
    await rig.announce('page.requested', { pageId, incidentId, userId: person.id });
    await rig.announce('page.requested', {
      pageId: await rig.page(incidentId, person.id, '612'),
      incidentId,
      userId: person.id,
    });
    const { count, sum } = await rig.timeToPage();
    expect(count).toBe(1);
    expect(sum).toBeCloseTo(1.5);
  });
});

describe('A delivery that begins with the transaction that writes it down', () => {
  it('is sent by whoever wrote it down and by nobody else', async () => {
    const delivery = await request(true);
    expect(await find(delivery.id)).toMatchObject({ state: 'sending', attempts: 1 });
    await rig.sweep();
    expect(rig.courier.sent).toEqual([]);
    rig.sending.start([delivery]);
    await rig.sending.idle();
    await rig.sweep();
    expect(rig.courier.sent.map(({ deliveryId }) => deliveryId)).toEqual([delivery.id]);
    expect(await find(delivery.id)).toMatchObject({ state: 'accepted', attempts: 1 });
    expect(await attempts(delivery.id)).toEqual([{ number: 1, outcome: 'accepted', detail: null }]);
  });

  it('is sent by another when the process that wrote it down died', async () => {
    const { id } = await request(true);
    rig.clock.advance('13s');
    await rig.sweep();
    expect(rig.courier.sent).toHaveLength(1);
    expect((await attempts(id)).map(({ outcome }) => outcome)).toEqual(['lost', 'accepted']);
  });

  it('is left to its lease by a process that comes to it late, when another may have it', async () => {
    const delivery = await request(true);
    if (delivery.begun === undefined) throw new Error('nothing has begun');
    const late = { ...delivery, begun: { ...delivery.begun, at: performance.now() - 5_000 } };
    rig.sending.start([late]);
    await rig.sending.idle();
    expect(rig.courier.sent).toEqual([]);
    rig.clock.advance('13s');
    await rig.sweep();
    expect(rig.courier.sent).toHaveLength(1);
  });
});

const attemptNow = (id: string): Promise<void> => rig.get(AttemptDelivery).attempt(id);
