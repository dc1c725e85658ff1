import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { categories, isGsm7, severities } from '#domain';
import { composePage, longestPage } from './compose-page.js';
import { NotificationRig } from './notification-rig.js';

let rig: NotificationRig;

beforeAll(async () => {
  rig = await NotificationRig.start();
});
afterAll(() => rig.stop());
beforeEach(() => {
  rig.courier.sent.length = 0;
});

async function paged(key: string, code: string) {
  const incidentId = await rig.incident();
  const person = await rig.person(key);
  const pageId = await rig.page(incidentId, person.id, code);
  return { incidentId, person, pageId, event: { pageId, incidentId, userId: person.id } };
}

describe('A page', () => {
  it('goes out by text and by mail at once, with its code and a link that only we can make', async () => {
    const { person, pageId, event, incidentId } = await paged('amelie', '482');
    await rig.announce('page.requested', event, 2);
    expect(rig.courier.sent.map(({ channel }) => channel).toSorted()).toEqual(['email', 'sms']);
    const [text] = rig.courier.to(person.phone);
    const mac = rig.runtime.secrets.sign('acknowledge-link', pageId).subarray(0, 16).toString('base64url');
    const link = `https://hotline.example/ack/${pageId}.${mac}`;
    expect(text?.body).toContain(link);
    expect(text?.body).toContain('ACK 482');
    expect(text?.body.length).toBeLessThanOrEqual(longestPage);
    expect(isGsm7(text?.body ?? '')).toBe(true);
    const [mail] = rig.courier.to(person.email);
    expect(mail?.body).toContain(link);
    expect(mail?.automatic).toBe(true);
    expect(await rig.sql('SELECT 1 FROM delivery WHERE position($1 IN body) > 0', [mac])).toEqual([]);
    expect((await rig.timeline(incidentId)).map(({ type }) => type).toSorted()).toEqual([
      'delivery.accepted',
      'delivery.accepted',
      'delivery.planned',
      'delivery.requested',
      'delivery.requested',
    ]);
  });

  it('wakes a browser too, which gets the words for a locked screen and the link', async () => {
    const { person, pageId, event } = await paged('priya', '589');
    await rig.sql(
      `INSERT INTO contact_method (id, user_id, kind, address, keys, verified_at, verified_by, position, created_at)
       VALUES (gen_random_uuid(), $1, 'push', 'https://push.example/priya', '{"p256dh":"p","auth":"a"}', $2, 'browser', 0, $2)`,
      [person.id, rig.clock.now()],
    );
    rig.courier.outcomes.push({ outcome: 'accepted', providerId: null });
    await rig.announce('page.requested', event);
    const [push] = rig.courier.to('https://push.example/priya');
    expect(push).toMatchObject({ channel: 'push', pushKeys: { p256dh: 'p', auth: 'a' } });
    expect(push?.subject).toMatch(/^HIGH: /);
    expect(push?.body.split('\n').at(-1)).toContain(`https://hotline.example/ack/${pageId}.`);
    expect(push?.body).not.toContain('secret words');
  });

  it('marks a browser that is gone, and tells the managers', async () => {
    const { person, event } = await paged('priya', '590');
    rig.courier.outcomes.push(
      ...(['sms', 'email'] as const).map(() => ({ outcome: 'accepted', providerId: null }) as const),
    );
    const send = rig.courier.send.bind(rig.courier);
    rig.courier.send = async (envelope) =>
      envelope.channel === 'push' ? { outcome: 'failed', reason: 'address-refused', code: '410' } : send(envelope);
    await rig.announce('page.requested', event);
    rig.courier.send = send;
    const bad = await rig.sql(
      `SELECT kind, bad_reason FROM contact_method WHERE user_id = $1 AND bad_since IS NOT NULL`,
      [person.id],
    );
    expect(bad).toEqual([{ kind: 'push', bad_reason: '410' }]);
    expect(await rig.sql(`SELECT 1 FROM notice WHERE kind = 'contact-method-bad'`)).toHaveLength(1);
  });

  it('says nothing in the words of the reporter', async () => {
    const { event } = await paged('daniel', '483');
    await rig.announce('page.requested', event);
    for (const { body, subject } of rig.courier.sent) expect(`${subject} ${body}`).not.toContain('secret words');
  });

  it('fits in one text for every kind and severity, in both languages, behind an address of 40 characters', () => {
    const linkLength = 40 + '/ack/'.length + 36 + 1 + 22;
    for (const language of ['en', 'fr'] as const) {
      const messages = rig.runtime.config.messages[language];
      for (const severity of severities) {
        for (const category of categories) {
          const facts = { name: 'Amélie', code: '1482', reference: 'K7Q4-MPX', severity, category, openedAt: '' };
          const { sms } = composePage(messages, facts, linkLength);
          expect(sms.replace('{link}', 'x'.repeat(linkLength)).length).toBeLessThanOrEqual(longestPage);
          expect(sms).toContain('ACK 1482');
        }
      }
    }
  });

  it('wakes nobody for what somebody has taken while it was on its way', async () => {
    const { event, pageId } = await paged('priya', '484');
    await rig.sql(`UPDATE page SET state = 'superseded', settled_at = $2 WHERE id = $1`, [pageId, rig.clock.now()]);
    await rig.announce('page.requested', event);
    expect(rig.courier.sent).toEqual([]);
  });

  it('is not tried again once somebody has the incident', async () => {
    const { event, pageId, incidentId } = await paged('priya', '485');
    const busy = { outcome: 'retry', reason: 'busy' } as const;
    rig.courier.outcomes.push(busy, busy);
    await rig.announce('page.requested', event);
    await rig.sql(`UPDATE page SET state = 'superseded', settled_at = $2 WHERE id = $1`, [pageId, rig.clock.now()]);
    rig.clock.advance('1m');
    await rig.sweep();
    expect(rig.courier.sent).toHaveLength(2);
    expect((await rig.timeline(incidentId)).filter(({ type }) => type === 'delivery.dropped')).toHaveLength(2);
  });

  it('lets everybody else rest when somebody takes it, and says who', async () => {
    const { incidentId, event, pageId } = await paged('amelie', '486');
    const [daniel, priya] = [await rig.person('daniel'), await rig.person('priya')];
    const others = [await rig.page(incidentId, daniel.id, '487'), await rig.page(incidentId, priya.id, '488')];
    others.push(await rig.page(incidentId, daniel.id, '489'));
    await rig.sql(`UPDATE page SET state = 'superseded', settled_at = $2 WHERE id = ANY($1)`, [
      others,
      rig.clock.now(),
    ]);
    await rig.sql(`UPDATE page SET state = 'acknowledged', settled_at = $2 WHERE id = $1`, [pageId, rig.clock.now()]);
    await rig.sql('UPDATE incident SET acknowledged_by = $2, acknowledged_at = $3 WHERE id = $1', [
      incidentId,
      event.userId,
      rig.clock.now(),
    ]);
    await rig.announce('page.acknowledged', { incidentId, userId: event.userId }, 2);
    expect(rig.courier.sent.map(({ address }) => address).toSorted()).toEqual([daniel.phone, priya.phone].toSorted());
    for (const { body } of rig.courier.sent) expect(body).toMatch(/Am[eé]lie Tremblay has it/);
  });

  it('has its answer answered', async () => {
    const person = await rig.person('daniel');
    const [reply] = await rig.sql<{ id: string }>(
      `INSERT INTO reply (id, external_id, user_id, sender, body, answer, received_at)
       VALUES (gen_random_uuid(), 'SM1', $1, $2, 'ack', 'It is yours.', $3) RETURNING id`,
      [person.id, person.phone, rig.clock.now()],
    );
    await rig.announce('reply.answered', { replyId: reply?.id ?? '' }, 2);
    expect(rig.courier.sent).toMatchObject([{ channel: 'sms', address: person.phone, body: 'It is yours.' }]);
  });
});
