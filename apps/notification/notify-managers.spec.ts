import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { smsSegments } from '#domain';
import { raiseNotice } from '#service';
import { NotificationRig } from './notification-rig.js';

let rig: NotificationRig;
beforeAll(async () => {
  rig = await NotificationRig.start();
});
afterAll(() => rig.stop());

const notices = () => rig.sql<{ id: string }>('SELECT id FROM notice ORDER BY raised_at, id');

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

  it('that is not there disturbs nobody', async () => {
    const before = rig.courier.sent.length;
    await rig.announce('notice.raised', { noticeId: '00000000-0000-4000-8000-000000000000' });
    expect(rig.courier.sent).toHaveLength(before);
  });
});
