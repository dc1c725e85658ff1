import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Problem, TrustView } from '#contracts';
import { addressReporter, askForChannel, channelCode, enterChannelCodes, loadReporter } from '#service';
import { FakeClock, freshDatabase, type TestDatabase } from '#testing';
import { DeskRig, type SeededIncident } from './desk-rig.js';

const wanted = 'new.number@elsewhere.example';

describe('a responder and a reporter who wants answers somewhere else', () => {
  let scratch: TestDatabase;
  let desk: DeskRig;
  let priya: string;
  const clock = new FakeClock();

  beforeAll(async () => {
    scratch = await freshDatabase();
    desk = await DeskRig.open(scratch.url, clock);
    priya = await desk.cookieOf('priya');
  });
  afterAll(async () => {
    await desk.close();
    await scratch.drop();
  });

  const trust = async ({ id }: SeededIncident) =>
    (await desk.get<TrustView>(`/api/v1/incidents/${id}/trust`, priya)).body;
  const settle = (incident: SeededIncident, change: string, body: unknown, cookie = priya) =>
    desk.post<TrustView & Problem>(`/api/v1/incidents/${incident.id}/channel-changes/${change}`, cookie, body);

  /** Asked for with the receipt of the report that opened the incident; proven as far as the new channel goes. */
  async function asked({ proven = true, party = 'red-oak' } = {}) {
    const incident = await desk.seed({ party });
    await desk.runtime.database.transaction((tx) =>
      askForChannel(tx, incident.reportId, { kind: 'email', address: wanted }),
    );
    // The same address is asked for in every test: an hour later it may be.
    clock.advance('1h');
    const change = (await trust(incident)).channelChange;
    const [code] = await desk.runtime.database.source.query<{ id: string }[]>(
      `SELECT id FROM channel_code WHERE change_id = $1 AND side = 'new'`,
      [change?.id],
    );
    if (proven)
      await desk.runtime.database.source.query(`UPDATE channel_code SET expires_at = expires_at + interval '2 h'`);
    if (proven)
      await desk.runtime.database.transaction((tx) =>
        enterChannelCodes(tx, desk.secrets, incident.reportId, {
          new: channelCode(desk.secrets, code?.id ?? ''),
          old: '',
        }),
      );
    const { offers, channelChange } = await trust(incident);
    const callable = offers.find(({ refused, methods }) => refused === null && methods.includes('call-back'));
    return { incident, change: channelChange, addressId: callable?.addressId ?? '' };
  }

  const answersGoTo = ({ reportId }: SeededIncident) =>
    desk.runtime.database.transaction(async (tx) => {
      const reporter = await loadReporter(tx, reportId);
      return reporter === null ? null : ((await addressReporter(tx, reporter, 'message')).send[0]?.address ?? null);
    });

  it('sees the wish, and confirms it after a call to a registered number', async () => {
    const { incident, change, addressId } = await asked();
    expect(change).toMatchObject({ address: wanted, isCompromised: false, newProvenAt: expect.any(String) });
    expect(await answersGoTo(incident)).not.toBe(wanted);
    const answer = await settle(incident, change?.id ?? '', { outcome: 'confirm', addressId, answeredBy: 'Owen' });
    expect([answer.status, answer.body.channelChange]).toEqual([200, null]);
    expect(answer.body.channel.considered.find(({ content }) => content === 'full')?.address).toBe(wanted);
    expect(await answersGoTo(incident)).toBe(wanted);
    const again = await settle(incident, change?.id ?? '', { outcome: 'confirm', addressId, answeredBy: 'Owen' });
    expect([again.status, again.body.code]).toEqual([409, 'change-over']);
  });

  it('cannot confirm what nobody has shown to reach the holder of the receipt, nor with a number that is not registered', async () => {
    const { incident, change, addressId } = await asked({ proven: false });
    const early = await settle(incident, change?.id ?? '', { outcome: 'confirm', addressId, answeredBy: 'Owen' });
    expect([early.status, early.body.code]).toEqual([409, 'change-unproven']);
    const proven = await asked();
    const { offers } = await trust(proven.incident);
    const mailbox = offers.find(({ methods }) => !methods.includes('call-back'))?.addressId;
    const elsewhere = (await trust(await desk.seed({ party: 'blue-heron' }))).offers[0]?.addressId;
    for (const other of [mailbox, elsewhere]) {
      const body = { outcome: 'confirm', addressId: other, answeredBy: 'Owen' };
      expect((await settle(proven.incident, proven.change?.id ?? '', body)).body.code).toBe('not-callable');
    }
    const blank = { outcome: 'confirm', addressId: proven.addressId, answeredBy: ' ' };
    expect((await settle(proven.incident, proven.change?.id ?? '', blank)).status).toBe(422);
    expect(await answersGoTo(proven.incident)).not.toBe(wanted);
  });

  it('cannot confirm an address that an open incident says is compromised', async () => {
    const { incident, change, addressId } = await asked();
    await desk.post(`/api/v1/incidents/${incident.id}/addresses`, priya, {
      address: wanted,
      state: 'compromised',
      reason: 'The attacker reads it.',
    });
    expect((await trust(incident)).channelChange?.isCompromised).toBe(true);
    const answer = await settle(incident, change?.id ?? '', { outcome: 'confirm', addressId, answeredBy: 'Owen' });
    expect([answer.status, answer.body.code]).toEqual([409, 'change-compromised']);
  });

  it('refuses it with a reason, which stands in the timeline; the old channel stays', async () => {
    const { incident, change } = await asked();
    const before = await answersGoTo(incident);
    expect((await settle(incident, change?.id ?? '', { outcome: 'refuse', reason: ' ' })).status).toBe(422);
    const answer = await settle(incident, change?.id ?? '', { outcome: 'refuse', reason: 'They knew nothing of it.' });
    expect([answer.status, answer.body.channelChange]).toEqual([200, null]);
    expect(await answersGoTo(incident)).toBe(before);
    const [entry] = await desk.runtime.database.source.query<{ data: object }[]>(
      `SELECT data FROM timeline_entry WHERE subject_id = $1 AND type = 'channel.change-refused'`,
      [incident.id],
    );
    expect(entry?.data).toMatchObject({ reason: 'They knew nothing of it.', to: 'n***@elsewhere.example' });
  });

  it('is no business of a liaison, nor of whoever names another incident', async () => {
    const { incident, change } = await asked();
    const word = { outcome: 'refuse', reason: 'Not wanted at all.' };
    const liaison = await desk.cookieOf('liaison-red-oak');
    expect((await settle(incident, change?.id ?? '', word, liaison)).status).toBe(403);
    expect((await settle(await desk.seed(), change?.id ?? '', word)).status).toBe(404);
  });
});
