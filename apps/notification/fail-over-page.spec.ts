import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { FailOverPage } from './fail-over-page.js';
import { NotificationRig } from './notification-rig.js';

let rig: NotificationRig;
let code = 100;

beforeAll(async () => {
  rig = await NotificationRig.start();
});
afterAll(() => rig.stop());
beforeEach(async () => {
  rig.courier.sent.length = 0;
  rig.courier.outcomes.length = 0;
  rig.courier.secondCarrierFor.clear();
  await rig.sql('UPDATE contact_method SET bad_since = NULL, bad_reason = NULL');
});

const refused = (number: string) => ({ outcome: 'failed', reason: 'refused', code: number }) as const;

async function paged(key = 'daniel') {
  const incidentId = await rig.incident();
  const person = await rig.person(key);
  const pageId = await rig.page(incidentId, person.id, String((code += 1)));
  await rig.announce('page.requested', { pageId, incidentId, userId: person.id });
  return { incidentId, person, pageId };
}

const sent = () =>
  rig.courier.sent.map(({ channel, carrier }) => (carrier === 'second' ? `${channel} again` : channel));
const told = async (incidentId: string) =>
  (await rig.timeline(incidentId)).map(({ type, data }) => [type, data['channel']].filter(Boolean).join(' '));
const unreachable = (pageId: string) =>
  rig.sql(`SELECT 1 FROM event WHERE type = 'page.unreachable' AND data->>'pageId' = $1`, [pageId]);

describe('A page whose text is refused', () => {
  it('goes on by the call that was planned for later, then by the second carrier, then to somebody else', async () => {
    rig.courier.secondCarrierFor.add('sms').add('voice');
    const accepted = { outcome: 'accepted', providerId: null } as const;
    rig.courier.outcomes.push(refused('30008'), accepted, refused('30008'), refused('30008'), refused('30008'));
    const { incidentId, pageId } = await paged();
    await rig.followUpLost();
    expect(sent()).toEqual(['sms', 'email', 'voice', 'sms again', 'voice again']);
    expect(await unreachable(pageId)).toHaveLength(1);
    expect(await told(incidentId)).toEqual(
      expect.arrayContaining(['delivery.failed sms', 'delivery.brought-forward voice', 'page.unreachable']),
    );
  });

  it('climbs without waiting where there is nothing else', async () => {
    rig.courier.outcomes.push(refused('30008'), { outcome: 'accepted', providerId: null }, refused('30008'));
    const { pageId } = await paged();
    await rig.followUpLost();
    expect(sent()).toEqual(['sms', 'email', 'voice']);
    expect(await unreachable(pageId)).toHaveLength(1);
  });

  it('waits while something else is on its way', async () => {
    rig.courier.outcomes.push(refused('30008'));
    const { pageId } = await paged();
    await rig.followUpLost();
    expect(sent()).toEqual(['sms', 'email', 'voice']);
    expect(await unreachable(pageId)).toEqual([]);
  });

  it('is followed up no more once somebody has the incident', async () => {
    rig.courier.outcomes.push(refused('30008'));
    const { pageId } = await paged();
    await rig.sql(`UPDATE page SET state = 'acknowledged', settled_at = $2 WHERE id = $1`, [pageId, rig.clock.now()]);
    await rig.followUpLost();
    expect(sent()).toEqual(['sms', 'email']);
  });
});

describe('A page that a carrier took and says no more of', () => {
  it('is followed by the next way when its time is over, and not before', async () => {
    const { incidentId } = await paged('priya');
    rig.clock.advance('59s');
    await rig.get(FailOverPage).endWaiting();
    await rig.followUpLost();
    expect(sent()).toEqual(['sms', 'email']);
    // At a minute the call was due anyway: it is told what the text came to.
    rig.clock.advance('2s');
    await rig.get(FailOverPage).endWaiting();
    expect(await told(incidentId)).toContain('delivery.unknown sms');
    await rig.followUpLost();
    expect(sent()).toEqual(['sms', 'email', 'voice']);
  });

  it('is left alone when it has arrived', async () => {
    const { pageId, incidentId } = await paged('priya');
    await rig.sql(`UPDATE delivery SET state = 'delivered', truth_at = NULL WHERE page_id = $1 AND channel = 'sms'`, [
      pageId,
    ]);
    rig.clock.advance('70s');
    await rig.get(FailOverPage).endWaiting();
    expect(await told(incidentId)).not.toContain('delivery.unknown sms');
  });
});

/** As it stands once a push service has taken it, and the text went its way. */
async function pushed(text: 'arrived' | 'failed') {
  const person = await rig.person('daniel');
  // Nothing that was paged before goes to this browser.
  await rig.sql(`UPDATE page SET state = 'superseded', settled_at = $1 WHERE state = 'open'`, [rig.clock.now()]);
  await rig.sql(
    `INSERT INTO contact_method (id, user_id, kind, address, keys, verified_at, verified_by, position, created_at)
     VALUES (gen_random_uuid(), $1, 'push', 'https://push.example/daniel', '{"p256dh":"p","auth":"a"}', $2, 'browser', 0, $2)`,
    [person.id, rig.clock.now()],
  );
  const made = await paged();
  await rig.sql(`UPDATE delivery SET state = $2, truth_at = NULL WHERE page_id = $1 AND channel = 'sms'`, [
    made.pageId,
    text === 'arrived' ? 'delivered' : 'failed',
  ]);
  const [push] = await rig.sql<{ id: string }>(`SELECT id FROM delivery WHERE page_id = $1 AND channel = 'push'`, [
    made.pageId,
  ]);
  rig.courier.sent.length = 0;
  return { ...made, deliveryId: push?.id ?? '' };
}

async function waitForTruth(): Promise<void> {
  rig.clock.advance('61s');
  await rig.get(FailOverPage).endWaiting();
  await rig.followUpLost();
}

describe('A page in a browser', () => {
  afterEach(() => rig.sql(`UPDATE contact_method SET removed_at = now() WHERE kind = 'push'`));

  it('has arrived when the browser says that it shows it, and not when the push service took it', async () => {
    const { incidentId, deliveryId } = await pushed('arrived');
    const stateOf = async () =>
      (await rig.sql<{ state: string }>('SELECT state FROM delivery WHERE id = $1', [deliveryId]))[0]?.state;
    expect(await stateOf()).toBe('accepted');
    await rig.announce('delivery.shown', { deliveryId }, 2);
    await rig.announce('delivery.shown', { deliveryId });
    expect(await stateOf()).toBe('delivered');
    await waitForTruth();
    const steps = (await told(incidentId)).filter((step) => step.endsWith(' push'));
    expect(steps).toEqual(['delivery.requested push', 'delivery.accepted push', 'delivery.delivered push']);
  });

  it('that stays closed brings no call to somebody whom the text has reached', async () => {
    const { incidentId } = await pushed('arrived');
    await waitForTruth();
    expect(await told(incidentId)).toContain('delivery.unknown push');
    expect(sent()).toEqual([]);
  });

  it('that stays closed has woken nobody: what is left is tried', async () => {
    await pushed('failed');
    await waitForTruth();
    expect(sent()).toEqual(['voice']);
  });
});

describe('A number', () => {
  it('that does not exist is not tried again, by text or by call, and the managers hear of it', async () => {
    rig.courier.outcomes.push({ outcome: 'failed', reason: 'address-refused', code: '21211' });
    const { person, pageId } = await paged('amelie');
    await rig.followUpLost();
    // The call had been planned for the same number.
    expect(sent()).toEqual(['sms', 'email', 'voice']);
    const bad = await rig.sql(
      `SELECT kind FROM contact_method WHERE user_id = $1 AND bad_reason = '21211' ORDER BY kind`,
      [person.id],
    );
    expect(bad).toEqual([{ kind: 'sms' }, { kind: 'voice' }]);
    const notices = await rig.sql(`SELECT facts FROM notice WHERE kind = 'contact-method-bad'`);
    expect(notices).toHaveLength(2);
    expect(pageId).toBeTruthy();
    rig.courier.sent.length = 0;
    await paged('amelie');
    expect(sent()).toEqual(['email']);
  });

  it('to which the account may not send is told to the managers once a day', async () => {
    rig.courier.outcomes.push(refused('30007'));
    await paged();
    await paged();
    rig.courier.outcomes.push(refused('30007'));
    await paged();
    expect(await rig.sql(`SELECT facts FROM notice WHERE kind = 'carrier-refuses'`)).toEqual([
      { facts: { channel: 'sms', code: '30007' } },
    ]);
  });
});

describe('Somebody without a verified way', () => {
  it('is tried by all there is, and the managers know', async () => {
    const { id } = await rig.person('daniel');
    await rig.sql(`UPDATE contact_method SET bad_since = now(), bad_reason = '30005' WHERE user_id = $1`, [id]);
    await paged('daniel');
    expect(sent().toSorted()).toEqual(['email', 'sms', 'voice']);
    expect(await rig.sql(`SELECT facts FROM notice WHERE kind = 'responder-unreachable'`)).toEqual([
      { facts: { name: 'Daniel Okafor' } },
    ]);
  });

  it('is passed over when there is nothing at all', async () => {
    const { id } = await rig.person('priya');
    await rig.sql('UPDATE contact_method SET removed_at = now() WHERE user_id = $1', [id]);
    const { pageId } = await paged('priya');
    expect(sent()).toEqual([]);
    expect(await unreachable(pageId)).toHaveLength(1);
  });
});
