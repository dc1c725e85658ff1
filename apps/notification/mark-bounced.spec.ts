import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Delivery } from '#store';
import { NotificationRig } from './notification-rig.js';

describe('A mail of ours that comes back', () => {
  let rig: NotificationRig;

  beforeAll(async () => {
    rig = await NotificationRig.start();
  });

  beforeEach(async () => {
    await rig.sql('DELETE FROM attempt');
    await rig.sql('DELETE FROM delivery');
    rig.courier.sent.length = 0;
  });

  afterAll(async () => {
    await rig.stop();
  });

  /** An acknowledgement that the first mail server on its way has accepted. */
  async function acknowledged(): Promise<{ readonly delivery: Delivery; readonly incidentId: string }> {
    const incidentId = await rig.incident();
    await rig.triaged({ channel: 'email', sender: 'aide@red-oak.example', incidentId });
    const [delivery] = await rig.deliveries();
    if (delivery === undefined) throw new Error('nothing was sent');
    expect(delivery.state).toBe('accepted');
    return { delivery, incidentId };
  }

  const state = async () => (await rig.deliveries())[0]?.state;
  const settled = async (deliveryId: string) =>
    rig.sql(`SELECT data FROM event WHERE type = 'delivery.settled' AND data ->> 'deliveryId' = $1`, [deliveryId]);

  it('for good makes the delivery failed, in the record too, once however often it is told', async () => {
    const { delivery, incidentId } = await acknowledged();
    await rig.announce('delivery.bounced', { deliveryId: delivery.id, permanent: true }, 2);
    await rig.announce('delivery.bounced', { deliveryId: delivery.id, permanent: true });
    expect(await state()).toBe('failed');
    const told = (await rig.timeline(incidentId)).filter(({ type }) => type === 'delivery.failed');
    expect(told).toEqual([expect.objectContaining({ data: expect.objectContaining({ reason: 'bounced' }) })]);
    expect(await settled(delivery.id)).toEqual([{ data: { deliveryId: delivery.id, incidentId, outcome: 'failed' } }]);
  });

  it('with a delay only is told and changes nothing', async () => {
    const { delivery, incidentId } = await acknowledged();
    await rig.announce('delivery.bounced', { deliveryId: delivery.id, permanent: false });
    expect(await state()).toBe('accepted');
    expect((await rig.timeline(incidentId)).map(({ type }) => type)).toContain('delivery.delayed');
    expect(await settled(delivery.id)).toEqual([]);
  });

  it('after it is known to have arrived stays delivered', async () => {
    const { delivery, incidentId } = await acknowledged();
    await rig.sql(`UPDATE delivery SET state = 'delivered' WHERE id = $1`, [delivery.id]);
    await rig.announce('delivery.bounced', { deliveryId: delivery.id, permanent: true });
    expect(await state()).toBe('delivered');
    expect((await rig.timeline(incidentId)).map(({ type }) => type)).toContain('delivery.bounced');
  });

  it('and is none of ours, or a text, changes nothing', async () => {
    const { delivery } = await acknowledged();
    await rig.sql(`UPDATE delivery SET channel = 'sms' WHERE id = $1`, [delivery.id]);
    await rig.announce('delivery.bounced', { deliveryId: delivery.id, permanent: true });
    await rig.announce('delivery.bounced', { deliveryId: '0b5f6a2c-3a51-4c1e-9c3b-2f5e8d7a9b10', permanent: true });
    expect(await state()).toBe('accepted');
  });

  it('is not answered more than twenty-four times a day, however slowly the other machine writes', async () => {
    const sender = 'slow-robot@red-oak.example';
    for (let time = 0; time < 30; time += 1) {
      await rig.triaged({ channel: 'email', sender });
      rig.clock.advance('30m');
    }
    expect(rig.courier.to(sender)).toHaveLength(24);
    rig.clock.advance('24h');
    await rig.triaged({ channel: 'email', sender });
    expect(rig.courier.to(sender)).toHaveLength(25);
  });
});
