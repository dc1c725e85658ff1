import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { receiptCodeOf } from '#service';
import { NotificationRig } from './notification-rig.js';

const mailbox = 'owen.whitlock@red-oak.example';

describe('a new code for whoever lost theirs', () => {
  let rig: NotificationRig;
  let contact: { readonly id: string; readonly partyId: string };

  beforeAll(async () => {
    rig = await NotificationRig.start();
    const [owen] = await rig.sql<{ id: string; partyId: string }>(
      `SELECT id, party_id AS "partyId" FROM contact WHERE name = 'Owen Whitlock'`,
    );
    contact = owen ?? { id: '', partyId: '' };
  });
  afterAll(() => rig.stop());
  beforeEach(async () => {
    await rig.sql(`UPDATE incident SET state = 'closed'`);
  });

  async function report(known: boolean, compromised: readonly string[] = []) {
    const incidentId = await rig.incident(compromised);
    const { reportId } = await rig.report({
      channel: 'email',
      sender: known ? mailbox : 'nobody@private.example',
      incidentId,
    });
    if (known)
      await rig.sql('UPDATE triage_result SET contact_id = $2, party_id = $3 WHERE report_id = $1', [
        reportId,
        contact.id,
        contact.partyId,
      ]);
    const [row] = await rig.sql<{ reference: string }>('SELECT reference FROM report WHERE id = $1', [reportId]);
    return { incidentId, reportId, reference: row?.reference ?? '' };
  }

  async function lost(reference: string): Promise<void> {
    rig.courier.sent.length = 0;
    const requestId = randomUUID();
    await rig.sql('INSERT INTO code_request VALUES ($1, $2, $3)', [requestId, reference, rig.clock.now()]);
    await rig.announce('reporter.lost-code', { requestId });
  }

  const told = (incidentId: string) =>
    rig.sql<{ data: { outcome: string } }>(
      `SELECT data FROM timeline_entry WHERE subject_id = $1 AND type = 'reporter.lost-code' ORDER BY seq`,
      [incidentId],
    );

  it('goes to the verified address that the gate would write to, stands in no table, and is sent twice a day at most', async () => {
    const { incidentId, reportId, reference } = await report(true);
    await lost(reference);
    expect(rig.courier.sent).toHaveLength(1);
    const code = receiptCodeOf(rig.runtime.secrets, reportId, 1);
    expect(JSON.stringify(rig.courier.sent)).toContain(code);
    const stored = await rig.sql('SELECT body FROM delivery WHERE report_id = $1', [reportId]);
    expect(JSON.stringify(stored)).not.toContain(code);
    await lost(reference);
    expect(JSON.stringify(rig.courier.sent)).toContain(receiptCodeOf(rig.runtime.secrets, reportId, 2));
    for (let turn = 0; turn < 3; turn += 1) {
      await lost(reference);
      expect(rig.courier.sent).toEqual([]);
    }
    expect((await told(incidentId)).map(({ data }) => data.outcome)).toEqual(['sent', 'sent', 'nobody']);
  });

  it('goes to nobody whom nobody has verified, and to nothing compromised: the incident tells of it, once a day', async () => {
    const stranger = await report(false);
    await lost(stranger.reference);
    await lost(stranger.reference);
    expect(rig.courier.sent).toEqual([]);
    expect((await told(stranger.incidentId)).map(({ data }) => data.outcome)).toEqual(['nobody']);
    const phones = await rig.sql<{ address: string }>('SELECT address FROM contact_address WHERE contact_id = $1', [
      contact.id,
    ]);
    const taken = await report(
      true,
      phones.map(({ address }) => address),
    );
    await lost(taken.reference);
    expect(rig.courier.sent).toEqual([]);
    expect((await told(taken.incidentId)).map(({ data }) => data.outcome)).toEqual(['nobody']);
  });

  it('leaves no trace of a report that does not exist', async () => {
    const [before] = await rig.sql<{ count: string }>('SELECT count(*) FROM timeline_entry');
    await lost('K7Q4-MPX');
    expect(await rig.sql('SELECT count(*) FROM timeline_entry')).toEqual([before]);
    expect(rig.courier.sent).toEqual([]);
  });
});
