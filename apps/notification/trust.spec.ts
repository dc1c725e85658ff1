import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { verificationCode } from '#service';
import { NotificationRig } from './notification-rig.js';

let rig: NotificationRig;
let partyId: string;
let contactId: string;

const mailbox = 'owen.whitlock@red-oak.example';
const phone = '+16135550162';

beforeAll(async () => {
  rig = await NotificationRig.start();
  const [owen] = await rig.sql<{ id: string; partyId: string }>(
    `SELECT id, party_id AS "partyId" FROM contact WHERE name = 'Owen Whitlock'`,
  );
  contactId = owen?.id ?? '';
  partyId = owen?.partyId ?? '';
});
afterAll(() => rig.stop());
beforeEach(async () => {
  rig.courier.sent.length = 0;
  await rig.sql(`UPDATE incident SET state = 'closed'`);
});

async function incidentOfParty(compromised: readonly string[] = []): Promise<string> {
  const id = await rig.incident(compromised);
  await rig.sql('UPDATE incident SET party_id = $2 WHERE id = $1', [id, partyId]);
  return id;
}

/** A report by a mail from the contact, and a message that a responder wrote. */
async function written(incidentId: string, override: string | null = null): Promise<string> {
  const { reportId } = await rig.report({ channel: 'email', sender: mailbox, incidentId });
  await rig.sql('UPDATE triage_result SET contact_id = $2, party_id = $3 WHERE report_id = $1', [
    reportId,
    contactId,
    partyId,
  ]);
  const messageId = randomUUID();
  const author = await rig.person('marc');
  await rig.sql(
    `INSERT INTO message (id, incident_id, report_id, author_id, kind, language, text, created_at)
     VALUES ($1, $2, $3, $4, 'message', 'en', 'Do not open it.', $5)`,
    [messageId, incidentId, reportId, author.id, rig.clock.now()],
  );
  if (override !== null) {
    await rig.sql('INSERT INTO gate_override VALUES ($1, $2, $3, $4, $5, $6)', [
      messageId,
      incidentId,
      override,
      'the only way',
      author.id,
      rig.clock.now(),
    ]);
  }
  await rig.announce('message.written', { messageId, incidentId });
  return messageId;
}

const goneTo = () => rig.courier.sent.map(({ address }) => address);

describe('the trust gate on the way out', () => {
  it('answers a verified contact where they wrote from while nothing is said against it', async () => {
    await written(await incidentOfParty());
    expect(goneTo()).toEqual([mailbox]);
  });

  it('takes the verified telephone when any open incident of the party says that the mailbox is taken', async () => {
    await incidentOfParty([mailbox]);
    const incidentId = await incidentOfParty();
    await written(incidentId);
    expect(goneTo()).toEqual([phone]);
    const chosen = (await rig.timeline(incidentId)).find(({ type }) => type === 'channel.chosen');
    expect(chosen?.data).toMatchObject({
      purpose: 'message',
      because: 'verified',
      considered: [
        { to: '***62', content: 'full', because: 'verified' },
        { because: 'less-safe' },
        { to: 'o***@red-oak.example', content: 'nothing', because: 'compromised' },
      ],
    });
  });

  it('takes another provider’s mailbox when a device is lost too', async () => {
    const incidentId = await incidentOfParty([mailbox]);
    await rig.sql(`UPDATE incident SET category = 'lost_device' WHERE id = $1`, [incidentId]);
    await written(incidentId);
    expect(goneTo()).toEqual(['owen.whitlock@mail.example']);
  });

  it('does not listen to an incident of another party, nor to one that is over', async () => {
    const other = await rig.incident([mailbox]);
    await rig.sql(`UPDATE incident SET party_id = (SELECT id FROM party WHERE key = 'blue-heron') WHERE id = $1`, [
      other,
    ]);
    const over = await incidentOfParty([mailbox]);
    await rig.sql(`UPDATE incident SET state = 'resolved' WHERE id = $1`, [over]);
    await written(await incidentOfParty());
    expect(goneTo()).toEqual([mailbox]);
  });

  it('sends where a manager says, for this one message', async () => {
    const incidentId = await incidentOfParty([mailbox]);
    await written(incidentId, mailbox);
    expect(goneTo()).toEqual([mailbox]);
    rig.courier.sent.length = 0;
    await written(incidentId);
    expect(goneTo()).toEqual([phone]);
  });

  it('stops what waits to be sent again when its address is taken meanwhile', async () => {
    const incidentId = await incidentOfParty();
    rig.courier.outcomes.push({ outcome: 'retry', reason: 'busy' });
    await written(incidentId);
    rig.courier.sent.length = 0;
    await rig.sql('UPDATE incident SET compromised_addresses = $2 WHERE id = $1', [incidentId, [mailbox]]);
    rig.clock.advance('5m');
    await rig.sweep();
    expect(goneTo()).toEqual([]);
    const dropped = (await rig.timeline(incidentId)).find(({ type }) => type === 'delivery.dropped');
    expect(dropped?.data).toMatchObject({ reason: 'compromised' });
  });
});

/** A code that a responder has asked for. */
async function request(incidentId: string): Promise<string> {
  const { reportId } = await rig.report({ incidentId });
  const id = randomUUID();
  const author = await rig.person('marc');
  await rig.sql(
    `INSERT INTO verification (id, incident_id, report_id, contact_id, address_id, method, state, requested_by, requested_at, expires_at)
     SELECT $1, $2, $3, contact_id, id, 'code-sms', 'open', $4, $5, $6 FROM contact_address WHERE address = $7`,
    [id, incidentId, reportId, author.id, rig.clock.now(), new Date(rig.clock.now().getTime() + 600_000), phone],
  );
  await rig.announce('verification.requested', { verificationId: id, incidentId }, 2);
  return id;
}

describe('a one-time code', () => {
  it('goes out once, says nothing of the report, and stands in no table', async () => {
    const incidentId = await incidentOfParty();
    const code = verificationCode(rig.runtime.secrets, await request(incidentId));
    expect(rig.courier.sent).toMatchObject([{ channel: 'sms', address: phone }]);
    const [text] = rig.courier.sent;
    expect(text?.body).toContain(code);
    expect(text?.body).toContain('https://hotline.example/en/verify');
    expect(text?.body).not.toContain('help');
    const kept = await rig.sql('SELECT 1 FROM delivery WHERE position($1 IN body) > 0', [code]);
    expect(kept).toEqual([]);
    expect(JSON.stringify(await rig.timeline(incidentId))).not.toContain(code);
  });

  it('does not go to an address that an open incident says is compromised', async () => {
    await incidentOfParty([phone]);
    const incidentId = await incidentOfParty();
    await request(incidentId);
    expect(rig.courier.sent).toEqual([]);
    expect((await rig.timeline(incidentId)).map(({ type }) => type)).toContain('delivery.barred');
  });
});
