import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findConversedIncident, optOutOfTexts, verificationCode } from '#service';
import { AnswerText } from './answer-text.js';
import { type GivenReport, NotificationRig } from './notification-rig.js';
import { loadReporter } from './reporter.js';

let rig: NotificationRig;
beforeAll(async () => {
  rig = await NotificationRig.start();
});
afterAll(() => rig.stop());

let last = 300;
const someone = () => `+1613555${String((last += 1)).padStart(4, '0')}`;

const text = (sender: string, body: string, incidentId: string, more: Partial<GivenReport> = {}) =>
  rig.triaged({
    channel: 'sms',
    sender,
    incidentId,
    raw: new URLSearchParams({ Body: body, From: sender }).toString(),
    verdict: { category: 'undetermined', accountKind: 'none' },
    ...more,
  });

const bodiesTo = async (phone: string) => {
  for (let moment = 0; moment < 3; moment += 1) {
    rig.clock.advance('3s');
    await rig.sweep();
  }
  return rig.courier.to(phone).map(({ body }) => body);
};

describe('A text', () => {
  it('is heard once, however often its event comes', async () => {
    const [phone, incidentId] = [someone(), await rig.incident()];
    const raw = new URLSearchParams({ Body: 'Somebody is in our account', From: phone }).toString();
    await rig.triaged({ channel: 'sms', sender: phone, incidentId, raw }, 3);
    expect(await bodiesTo(phone)).toHaveLength(2);
  });

  it('is heard again in full when the process dies before the commit, and nothing is left of the first time', async () => {
    const [phone, incidentId] = [someone(), await rig.incident()];
    const raw = new URLSearchParams({ Body: 'Somebody is in our account', From: phone }).toString();
    const { reportId } = await rig.report({ channel: 'sms', sender: phone, incidentId, raw });
    const dies = rig.runtime.database.transaction(async (tx) => {
      const reporter = await loadReporter(tx, reportId);
      if (reporter !== null) await rig.get(AnswerText).answer(tx, reporter);
      throw new Error('killed');
    });
    await expect(dies).rejects.toThrow('killed');
    expect(await rig.sql('SELECT 1 FROM conversation WHERE phone = $1', [phone])).toEqual([]);
    await rig.announce('report.triaged', { reportId, incidentId, disposition: 'opened' });
    expect(await bodiesTo(phone)).toHaveLength(2);
  });

  it('from two at the same instant begins one conversation', async () => {
    const [phone, incidentId] = [someone(), await rig.incident()];
    await Promise.all([text(phone, 'Somebody is in', incidentId), text(phone, 'our account', incidentId)]);
    const bodies = await bodiesTo(phone);
    expect(bodies.filter((body) => body.startsWith('We have your report'))).toHaveLength(1);
  });

  it('is answered no more after so many in an hour: two machines are talking', async () => {
    const [phone, incidentId] = [someone(), await rig.incident()];
    await text(phone, 'Somebody is in our account', incidentId);
    for (let turn = 0; turn < 40; turn += 1) {
      rig.clock.advance('30s');
      await text(phone, 'STATUS', incidentId);
    }
    const { mostTextsAnHour } = rig.runtime.config.phone.conversation;
    expect((await bodiesTo(phone)).length).toBeLessThanOrEqual(mostTextsAnHour);
    expect((await rig.timeline(incidentId)).map(({ type }) => type)).toContain('answer.withheld');
    rig.clock.advance('61m');
    const before = rig.courier.to(phone).length;
    await text(phone, 'STATUS', incidentId);
    expect((await bodiesTo(phone)).length).toBe(before + 1);
  });

  it('that tells of danger makes the incident critical and says 911 first', async () => {
    const [phone, incidentId] = [someone(), await rig.incident()];
    await text(phone, 'Our Facebook is hacked and they still post', incidentId, {
      verdict: { category: 'social_media_takeover', accountKind: 'social' },
    });
    await bodiesTo(phone);
    await text(phone, '3', incidentId);
    expect((await bodiesTo(phone)).at(-1)).toMatch(/^If anyone is in danger, call 911 now\./);
    const [incident] = await rig.sql('SELECT severity, life_safety FROM incident WHERE id = $1', [incidentId]);
    expect(incident).toEqual({ severity: 'critical', life_safety: true });
    const raised = await rig.sql(
      `SELECT data FROM event WHERE type = 'incident.severity-changed' AND incident_id = $1`,
      [incidentId],
    );
    expect(raised).toEqual([{ data: { incidentId, from: 'high', to: 'critical' } }]);
  });
});

describe('What the carrier refuses because its receiver wrote STOP', () => {
  it('is not tried again, nor is anything else, and the responders see it', async () => {
    const [phone, incidentId] = [someone(), await rig.incident()];
    rig.courier.outcomes.push({ outcome: 'failed', reason: 'opted-out', code: '21610' });
    await text(phone, 'Somebody is in our account', incidentId);
    await bodiesTo(phone);
    rig.clock.advance('5m');
    await text(phone, 'STATUS', incidentId);
    expect(await bodiesTo(phone)).toHaveLength(1);
    const told = await rig.sql<{ told_by: string }>('SELECT told_by FROM text_opt_out WHERE phone = $1', [phone]);
    expect(told).toEqual([{ told_by: 'carrier' }]);
    const types = (await rig.timeline(incidentId)).map(({ type }) => type);
    expect(types).toEqual(expect.arrayContaining(['reporter.opted-out', 'delivery.dropped']));
  });

  it('goes by mail where a mailbox is known', async () => {
    const [phone, incidentId] = [someone(), await rig.incident()];
    await rig.sql(`INSERT INTO text_opt_out (phone, told_by, opted_out_at) VALUES ($1, 'keyword', $2)`, [
      phone,
      rig.clock.now(),
    ]);
    await text(phone, 'Somebody is in our account', incidentId, { contactEmail: 'kim@elsewhere.example' });
    expect([(await bodiesTo(phone)).length, rig.courier.to('kim@elsewhere.example').length]).toEqual([0, 1]);
  });
});

describe('A page for a responder who wrote STOP', () => {
  it('goes by their other ways at once, and the incident says so', async () => {
    const incidentId = await rig.incident();
    const [person] = await rig.sql<{ id: string; phone: string; email: string }>(
      `SELECT id, phone, email FROM user_account WHERE role = 'responder' AND phone IS NOT NULL AND email IS NOT NULL LIMIT 1`,
    );
    const { id = '', phone = '', email = '' } = person ?? {};
    await rig.runtime.database.transaction((tx) => optOutOfTexts(tx, phone, 'keyword'));
    const notices = await rig.sql(`SELECT 1 FROM notice WHERE kind = 'responder-opted-out' AND facts->>'phone' = $1`, [
      phone,
    ]);
    expect(notices).toHaveLength(1);
    const pageId = await rig.page(incidentId, id, '731');
    await rig.announce('page.requested', { pageId, incidentId, userId: id });
    // No text is left to wake them, so they are called without waiting.
    expect(rig.courier.to(phone).map(({ channel }) => channel)).toEqual(['voice']);
    expect(rig.courier.to(email)).toHaveLength(1);
    const barred = (await rig.timeline(incidentId)).find(({ type }) => type === 'delivery.barred');
    expect(barred?.data).toMatchObject({ purpose: 'page', channel: 'sms', because: 'opted-out' });
  });
});

/** A code that went to a registered address, for a report from a number. */
async function requested(incidentId: string, sender: string): Promise<string> {
  const { reportId } = await rig.report({ channel: 'sms', sender, incidentId });
  const [id, author] = [randomUUID(), await rig.person('marc')];
  await rig.sql(
    `INSERT INTO verification (id, incident_id, report_id, contact_id, address_id, method, state, requested_by, requested_at, expires_at)
     SELECT $1, $2, $3, contact_id, id, 'code-email', 'open', $4, $5, $6 FROM contact_address WHERE kind = 'email' LIMIT 1`,
    [id, incidentId, reportId, author.id, rig.clock.now(), new Date(rig.clock.now().getTime() + 600_000)],
  );
  return verificationCode(rig.runtime.secrets, id);
}

describe('A one-time code that is texted', () => {
  it('shows who it is, from the telephone that the report came from', async () => {
    const [phone, incidentId] = [someone(), await rig.incident()];
    await text(phone, 'Somebody is in our account', incidentId);
    const code = await requested(incidentId, phone);
    const wrong = code.startsWith('1') ? '222 222' : '111 111';
    await bodiesTo(phone);
    await text(phone, wrong, incidentId);
    expect((await bodiesTo(phone)).at(-1)).toContain('that code is wrong');
    await text(phone, `My code is ${code}.`, incidentId);
    expect((await bodiesTo(phone)).at(-1)).toContain('we know that it is you');
    const verified = await rig.sql(
      `SELECT entered_by FROM verification WHERE incident_id = $1 AND state = 'verified'`,
      [incidentId],
    );
    expect(verified).toEqual([{ entered_by: 'reporter-text' }]);
  });

  it('shows nothing from any other telephone', async () => {
    const [phone, other, incidentId] = [someone(), someone(), await rig.incident()];
    const code = await requested(incidentId, phone);
    await text(other, code, incidentId);
    const [row] = await rig.sql<{ state: string; attempts: number }>(
      'SELECT state, attempts FROM verification WHERE incident_id = $1',
      [incidentId],
    );
    expect(row).toEqual({ state: 'open', attempts: 0 });
  });
});

describe('What tells nothing new', () => {
  it.each([
    ['STATUS', true],
    ['thanks!', true],
    ['HELP', true],
    ['2', true],
    ['Facebook page', true],
    ['they are back in our mailbox and send again', false],
    ['our site is down', false],
    ['', false],
  ])('%j belongs to the incident that is talked about, and changes nothing of it: %s', async (body, isConversed) => {
    const [phone, incidentId] = [someone(), await rig.incident()];
    await text(phone, 'Somebody is in our account', incidentId);
    const raw = Buffer.from(new URLSearchParams({ Body: body, From: phone }).toString());
    const find = (sender: string) =>
      rig.runtime.database.transaction((tx) => findConversedIncident(tx, { channel: 'sms', sender, raw }));
    expect(await find(phone)).toEqual(isConversed ? { incidentId, state: 'received' } : null);
    expect(await find(someone())).toBeNull();
  });
});
