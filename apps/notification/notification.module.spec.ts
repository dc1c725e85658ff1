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
    const busy = { outcome: 'retry', reason: 'busy' } as const;
    rig.courier.outcomes.push(busy, busy, busy);
    await rig.runtime.database.transaction((tx) => tx.emit('page.requested', { pageId, incidentId, userId }));
    // The text failed for a moment, so the call that was planned for a minute later does not wait.
    const attempts = async () => (await rig.deliveries()).map((delivery) => `${delivery.state} ${delivery.attempts}`);
    await expect.poll(attempts, { timeout: 20_000 }).toEqual(Array.from({ length: 3 }, () => 'pending 1'));
    expect(rig.courier.to(phone).map(({ channel }) => channel)).toEqual(['sms', 'voice']);

    const answers = [rig.courier.hold(), rig.courier.hold(), rig.courier.hold()];
    rig.clock.advance('5s');
    await expect.poll(() => rig.courier.sent.length, { timeout: 20_000 }).toBe(6);

    const stopping = rig.shutDown();
    for (const [place, answer] of answers.entries()) answer({ outcome: 'accepted', providerId: `SM-${place}` });
    await stopping;
    const ended = (await rig.deliveries()).map(({ channel, state, attempts }) => `${channel} ${state} ${attempts}`);
    expect(ended.toSorted()).toEqual(['email accepted 2', 'sms accepted 2', 'voice accepted 2']);
  });
});
