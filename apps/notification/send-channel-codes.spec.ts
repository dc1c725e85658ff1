import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { askForChannel, channelCode } from '#service';
import { NotificationRig } from './notification-rig.js';

describe('the codes for answers somewhere else', () => {
  let rig: NotificationRig;

  beforeAll(async () => {
    rig = await NotificationRig.start();
  });
  afterAll(() => rig.stop());

  /** What went out, by address. */
  async function asked(
    compromised: readonly string[],
    wanted: string,
    sender = 'old@private.example',
  ): Promise<ReadonlyMap<string, string>> {
    rig.courier.sent.length = 0;
    const incidentId = await rig.incident(compromised);
    const { reportId } = await rig.report({ channel: 'email', sender, incidentId });
    expect(
      await rig.runtime.database.transaction((tx) => askForChannel(tx, reportId, { kind: 'sms', address: wanted })),
    ).toBe('asked');
    const [change] = await rig.sql<{ id: string }>('SELECT id FROM channel_change WHERE report_id = $1', [reportId]);
    await rig.announce('channel.change-requested', { changeId: change?.id ?? '', incidentId });
    const codes = await rig.sql<{ id: string; address: string }>(
      'SELECT id, address FROM channel_code WHERE change_id = $1',
      [change?.id],
    );
    const bodies = await rig.sql<{ body: string }>('SELECT body FROM delivery WHERE incident_id = $1', [incidentId]);
    for (const { id } of codes)
      expect(bodies.map(({ body }) => body).join('\n')).not.toContain(channelCode(rig.runtime.secrets, id));
    return new Map(codes.map(({ id, address }) => [address, channelCode(rig.runtime.secrets, id)]));
  }

  it('go one to the new place and one over the old channel, whose owner reads what is asked for', async () => {
    const codes = await asked([], '+16135550155');
    expect(codes.size).toBe(2);
    const sent = rig.courier.sent;
    expect(sent.map(({ address }) => address).toSorted()).toEqual(['+16135550155', 'old@private.example']);
    for (const message of sent) expect(JSON.stringify(message)).toContain(codes.get(message.address));
    const old = JSON.stringify(sent.find(({ address }) => address.includes('@')));
    expect(old).toContain('***55');
    expect(old).not.toContain('+16135550155');
  });

  it('never go to an address that an open incident says is compromised, old or new', async () => {
    const onlyNew = await asked(['old@private.example'], '+16135550156');
    expect([...onlyNew.keys()]).toEqual(['+16135550156']);
    expect(rig.courier.sent.map(({ address }) => address)).toEqual(['+16135550156']);
    await asked(['+16135550157'], '+16135550157', 'other@private.example');
    expect(rig.courier.sent.map(({ address }) => address)).toEqual(['other@private.example']);
  });
});
