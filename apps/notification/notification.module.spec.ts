import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SystemClock } from '#store';
import { NotificationRig } from './notification-rig.js';

let rig: NotificationRig;

beforeAll(async () => {
  rig = await NotificationRig.start();
  rig.clock.set(new SystemClock().now());
  await rig.run();
});
afterAll(() => rig.stop());

describe('The notification service', () => {
  it('pages when the event comes over the queue, tries again by itself, and ends its work before it stops', async () => {
    const { id: userId, phone } = await rig.person('daniel');
    const incidentId = await rig.incident();
    const pageId = await rig.page(incidentId, userId, '321');
    rig.courier.outcomes.push({ outcome: 'retry', reason: 'busy' }, { outcome: 'retry', reason: 'busy' });
    await rig.runtime.database.transaction((tx) => tx.emit('page.requested', { pageId, incidentId, userId }));
    await expect.poll(() => rig.courier.sent.length, { timeout: 10_000 }).toBe(2);

    const [answerFirst, answerSecond] = [rig.courier.hold(), rig.courier.hold()];
    rig.clock.advance('5s');
    await expect.poll(() => rig.courier.sent.length, { timeout: 10_000 }).toBe(4);
    expect(rig.courier.to(phone)).toHaveLength(2);

    const stopping = rig.shutDown();
    answerFirst({ outcome: 'accepted', providerId: 'SM-first' });
    answerSecond({ outcome: 'accepted', providerId: 'SM-second' });
    await stopping;
    expect(await rig.deliveries()).toMatchObject([
      { state: 'accepted', attempts: 2 },
      { state: 'accepted', attempts: 2 },
    ]);
  });
});
