import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { smsSegments } from '#domain';
import { dutyAt, raiseNotice, ReadWatch } from '#service';
import { NotificationRig } from './notification-rig.js';
import { NotifyManagers } from './notify-managers.js';

let rig: NotificationRig;
beforeAll(async () => {
  rig = await NotificationRig.start();
});
afterAll(() => rig.stop());

const notices = () => rig.sql<{ id: string }>('SELECT id FROM notice ORDER BY raised_at, id');

const silent = async () => {
  const findingId = randomUUID();
  await rig.sql(
    `INSERT INTO finding (id, kind, subject, name, opened_at) VALUES ($1, 'monitor-silent', $2, 'Probe', $3)`,
    [findingId, findingId, rig.clock.now()],
  );
  const draft = { kind: 'monitor-silent', key: findingId, findingId, facts: { name: 'Probe', minutes: 5 } } as const;
  await rig.runtime.database.transaction((tx) => raiseNotice(tx, draft));
  const [notice] = await rig.sql<{ id: string }>('SELECT id FROM notice WHERE finding_id = $1', [findingId]);
  return { findingId, noticeId: notice?.id ?? '' };
};
/** Telephones of whom one more look tells, each once. */
const toldAfter = async (minutes: number) => {
  rig.courier.sent.length = 0;
  rig.clock.advance(`${minutes}m`);
  await rig.get(NotifyManagers).tellAgain();
  await rig.sending.idle();
  return rig.courier.sent.filter(({ channel }) => channel === 'sms').map(({ address }) => address);
};
const phonesOf = async (roles: readonly string[], keys: readonly string[] = []) => {
  const people = await rig.sql<{ phone: string }>(
    'SELECT phone FROM user_account WHERE active AND (role = ANY($1) OR key = ANY($2)) ORDER BY key',
    [roles, keys],
  );
  return people.map(({ phone }) => phone);
};
const keysOnDuty = () =>
  rig.runtime.database.transaction(async (tx) => {
    const watch = await rig.get(ReadWatch).at(tx);
    return [...watch.schedules.keys()].flatMap((schedule) => dutyAt(watch, tx.now).onDuty(schedule));
  });

describe('A notice', () => {
  it('goes to every manager by text and mail, in their language, and to nobody else', async () => {
    const facts = { name: 'Dana Roy', phone: '+16135550101' };
    const draft = { kind: 'responder-opted-out', key: 'one', facts } as const;
    const raised = () => rig.runtime.database.transaction((tx) => raiseNotice(tx, draft));
    expect([await raised(), await raised()]).toEqual([true, false]);
    const [notice] = await notices();
    await rig.announce('notice.raised', { noticeId: notice?.id ?? '' }, 2);
    const managers = await rig.sql<{ phone: string; email: string; language: string }>(
      `SELECT phone, email, language FROM user_account WHERE role = 'manager' AND active`,
    );
    expect(managers.length).toBeGreaterThan(0);
    const addresses = managers.flatMap(({ phone, email }) => [phone, email]);
    expect(rig.courier.sent.map(({ address }) => address).toSorted()).toEqual(addresses.toSorted());
    for (const { phone, language } of managers) {
      const [text] = rig.courier.to(phone);
      expect(text?.body).toMatch(language === 'fr' ? /aux gestionnaires.*Dana Roy/ : /for managers.*Dana Roy/);
      expect(smsSegments(text?.body ?? '')).toBeLessThanOrEqual(2);
    }
  });

  it('goes to the phone that a manager prefers, and to another of theirs when that one is dead', async () => {
    const { id: userId, phone: ofRoster } = await rig.person('marc');
    await rig.sql(
      `INSERT INTO contact_method (id, user_id, kind, address, position, verified_at, verified_by, created_at)
       VALUES (gen_random_uuid(), $1, 'sms', '+16135550188', 0, $2, 'code', $2)`,
      [userId, rig.clock.now()],
    );
    const textedAbout = async (name: string) => {
      rig.courier.sent.length = 0;
      const facts = { name, phone: '+16135550101' };
      await rig.runtime.database.transaction((tx) =>
        raiseNotice(tx, { kind: 'responder-opted-out', key: name, facts }),
      );
      const [notice] = await rig.sql<{ id: string }>(`SELECT id FROM notice WHERE facts->>'name' = $1`, [name]);
      await rig.announce('notice.raised', { noticeId: notice?.id ?? '' });
      return rig.courier.sent.filter(({ channel }) => channel === 'sms').map(({ address }) => address);
    };
    expect(await textedAbout('Dana')).toContain('+16135550188');
    await rig.sql(`UPDATE contact_method SET bad_since = $1, bad_reason = '30005' WHERE address = '+16135550188'`, [
      rig.clock.now(),
    ]);
    expect(await textedAbout('Ravi')).toContain(ofRoster);
    await rig.sql(`UPDATE contact_method SET removed_at = $1 WHERE address = '+16135550188'`, [rig.clock.now()]);
  });

  it('that is not there disturbs nobody', async () => {
    const before = rig.courier.sent.length;
    await rig.announce('notice.raised', { noticeId: '00000000-0000-4000-8000-000000000000' });
    expect(rig.courier.sent).toHaveLength(before);
  });
});

describe('An urgent notice', () => {
  it('wakes those on duty too, then everyone on the watch, ever more rarely, until somebody sees to it', async () => {
    const { noticeId } = await silent();
    rig.courier.sent.length = 0;
    await rig.announce('notice.raised', { noticeId });
    const onDuty = await phonesOf(['manager'], await keysOnDuty());
    const everyone = await phonesOf(['manager', 'responder']);
    const texts = rig.courier.sent.filter(({ channel }) => channel === 'sms');
    expect(texts.map(({ address }) => address).toSorted()).toEqual(onDuty.toSorted());
    expect(everyone.length).toBeGreaterThan(onDuty.length);
    for (const { body } of texts) {
      expect(body).toContain('https://hotline.example/console/watch');
      expect(smsSegments(body)).toBeLessThanOrEqual(2);
    }
    const told: number[] = [];
    for (const minutes of [4, 1, 5, 5, 19, 1, 40, 60, 59, 1]) told.push((await toldAfter(minutes)).length);
    const all = everyone.length;
    expect(told).toEqual([0, all, 0, all, 0, all, all, all, 0, all]);

    await rig.sql(
      `UPDATE notice SET again_at = NULL, acknowledged_at = $2,
         acknowledged_by = (SELECT id FROM user_account WHERE role = 'manager' LIMIT 1) WHERE id = $1`,
      [noticeId, rig.clock.now()],
    );
    expect(await toldAfter(600)).toEqual([]);
  });

  it.each(['cleared_at = now()', `accepted_at = now(), accepted_because = 'gone'`])(
    'is told no more once its cause is gone: %s',
    async (change) => {
      const { findingId } = await silent();
      await rig.sql(`UPDATE finding SET ${change} WHERE id = $1`, [findingId]);
      expect(await toldAfter(6)).toEqual([]);
      expect(await rig.sql('SELECT 1 FROM notice WHERE again_at IS NOT NULL')).toEqual([]);
    },
  );
});
