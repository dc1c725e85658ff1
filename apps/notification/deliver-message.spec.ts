import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { randomUUID } from 'node:crypto';
import { longestText, smsSegments } from '#domain';
import { reportIdFromThread } from '#service';
import { type GivenReport, NotificationRig } from './notification-rig.js';

let rig: NotificationRig;

beforeAll(async () => {
  rig = await NotificationRig.start();
});
afterAll(() => rig.stop());
beforeEach(() => {
  rig.courier.sent.length = 0;
});

async function written(given: GivenReport, text = 'Do not open it.', compromised: readonly string[] = []) {
  const incidentId = await rig.incident(compromised);
  const { reportId, reference } = await rig.report({ ...given, incidentId });
  const messageId = randomUUID();
  const author = await rig.person('daniel');
  await rig.sql(
    `INSERT INTO message (id, incident_id, report_id, author_id, kind, language, text, created_at)
     VALUES ($1, $2, $3, $4, 'message', 'en', $5, $6)`,
    [messageId, incidentId, reportId, author.id, text, rig.clock.now()],
  );
  await rig.announce('message.written', { messageId, incidentId }, 2);
  return { incidentId, reportId, reference, messageId };
}

describe('What a responder writes', () => {
  it('goes to the contact that was named, with a way to answer, and does not claim that a machine wrote it', async () => {
    const { reportId, reference } = await written({ contactEmail: 'safe@home.example' });
    expect(rig.courier.sent).toMatchObject([{ channel: 'email', address: 'safe@home.example', automatic: false }]);
    const [mail] = rig.courier.sent;
    expect(mail?.subject).toContain(reference);
    expect(mail?.body).toContain('Do not open it.');
    expect(mail?.body).toContain('https://hotline.example/en/follow-up');
    expect(reportIdFromThread(rig.runtime.secrets, [mail?.replyTo ?? ''])).toBe(reportId);
  });

  it('goes by text to who wrote by text, whole, in numbered texts when it is too long for one', async () => {
    await written({ channel: 'sms', sender: '+16135550188' }, 'A long answer. '.repeat(290));
    rig.clock.advance('3s');
    await rig.sweep();
    const texts = rig.courier.sent.map(({ body }) => body);
    expect(texts.map((body) => body.slice(0, 5))).toEqual(['(1/3)', '(2/3)', '(3/3)']);
    expect(texts.every((body) => body.length <= longestText && smsSegments(body) <= 10)).toBe(true);
    expect(texts.join(' ').match(/A long answer\./g)).toHaveLength(290);
    expect(texts.at(-1)).toMatch(/\nhttps:\/\/hotline\.example\/en\/follow-up$/);
  });

  it.each<[string, GivenReport, readonly string[], string]>([
    [
      'every address is compromised',
      { channel: 'email', sender: 'c@red-oak.example' },
      ['red-oak.example'],
      'only-compromised',
    ],
    ['there is no address', {}, [], 'no-address'],
  ])('stays on the follow-up page when %s, and the record says so', async (_name, given, compromised, because) => {
    const { incidentId, messageId } = await written(given, 'Do not open it.', compromised);
    expect(rig.courier.sent).toEqual([]);
    expect(await rig.timeline(incidentId)).toMatchObject([{ type: 'message.withheld', data: { messageId, because } }]);
  });

  it('sends words that look like a slot as they are', async () => {
    await written({ contactEmail: 'safe@home.example' }, 'Type {receiptCode} or {link}');
    expect(rig.courier.sent[0]?.body).toContain('Type {receiptCode} or {link}');
  });
});
