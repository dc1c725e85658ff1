import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { FakeClock } from '#testing';
import { Handset, ringOrder, type WatchMember } from './call-rig.js';
import { HotlineRig } from './hotline-rig.js';
import { until } from './until.js';

/** A gateway for texts as a deployment may have one beside its first carrier. */
interface GatewayText {
  readonly id: string;
  readonly to: string;
  readonly body: string;
}

let rig: HotlineRig;
let gateway: Server;
const overGateway: GatewayText[] = [];
let [onDuty, next]: WatchMember[] = [];

beforeAll(async () => {
  gateway = createServer((request, response) => {
    let body = '';
    request.setEncoding('utf8').on('data', (chunk: string) => (body += chunk));
    request.on('end', () => {
      overGateway.push(JSON.parse(body) as GatewayText);
      response.writeHead(202).end();
    });
  });
  await new Promise<void>((resolve) => gateway.listen(0, '127.0.0.1', resolve));
  rig = await HotlineRig.start({
    // The carrier lives in real time: the hotline's clock starts there.
    clock: new FakeClock(new Date()),
    environment: {
      SECOND_TEXT_GATEWAY_URL: `http://127.0.0.1:${(gateway.address() as AddressInfo).port}/texts`,
      SECOND_TEXT_GATEWAY_TOKEN: 'gateway-token',
    },
  });
}, 120_000);

afterAll(async () => {
  await rig?.stop();
  await new Promise((resolve) => gateway?.close(resolve));
});

beforeEach(async () => {
  overGateway.length = 0;
  await fetch(`${rig.sandboxUrl}/api/faults`, { method: 'DELETE' });
  [onDuty, next] = await ringOrder(rig);
});

const phoneOf = (person: WatchMember | undefined): string => person?.phone ?? '';

async function fault(plan: object): Promise<void> {
  const answer = await fetch(`${rig.sandboxUrl}/api/faults`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(plan),
  });
  if (!answer.ok) throw new Error(`the fault was refused: ${await answer.text()}`);
}

/** A critical report, each of another account so that none joins another. */
async function criticalIncident(account: string): Promise<string> {
  const { reference } = await rig.reportByApi({
    description: `Someone took over the Facebook page ${account} of our candidate an hour ago and is posting scam ads right now. We are locked out.`,
  });
  let id = '';
  await until('the report has an incident', async () => {
    const [row] = await rig.rows<{ id: string }>(
      `SELECT t.incident_id AS id FROM triage_result t JOIN report r ON r.id = t.report_id
       WHERE r.reference = $1 AND t.incident_id IS NOT NULL`,
      [reference],
    );
    id = row?.id ?? '';
    return id !== '';
  });
  return id;
}

const historyOf = async (incidentId: string) =>
  (
    await rig.rows<{ type: string; data: Readonly<Record<string, unknown>> }>(
      `SELECT type, data FROM timeline_entry WHERE subject_id = $1 AND type ~ '^(page|delivery)\\.' ORDER BY seq`,
      [incidentId],
    )
  )
    .filter(({ data }) => data['purpose'] === undefined || data['purpose'] === 'page')
    .map(({ type, data }) =>
      [type, data['channel'], data['carrier'], data['errorCode'], data['name'], data['via']].filter(Boolean).join(' '),
    );

const pagesOf = (incidentId: string) =>
  rig.rows<{ key: string; state: string }>(
    'SELECT u.key, p.state FROM page p JOIN user_account u ON u.id = p.user_id WHERE p.incident_id = $1 ORDER BY p.requested_at',
    [incidentId],
  );

describe('A page whose text the network does not deliver', () => {
  it('rings at once, is read out, and is taken by a key', async () => {
    await fault({ kind: 'messages', to: phoneOf(onDuty), deliver: { status: 'undelivered', errorCode: 30_003 } });
    const incidentId = await criticalIncident('facebook.com/maple-one');
    const phone = await Handset.paged(rig, phoneOf(onDuty));
    await phone.hears(onDuty?.language === 'fr' ? 'Ligne Vigil' : 'Vigil hotline');
    await phone.press('4');
    await phone.hears(onDuty?.language === 'fr' ? 'à vous' : 'It is yours');
    await phone.ends();
    const [incident] = await rig.rows('SELECT acknowledged_by FROM incident WHERE id = $1', [incidentId]);
    expect(incident).toEqual({ acknowledged_by: onDuty?.id });
    const history = await historyOf(incidentId);
    expect(history).toEqual(
      expect.arrayContaining([
        'delivery.planned voice',
        'delivery.failed sms 30003',
        'delivery.brought-forward voice',
        'page.acknowledged voice',
      ]),
    );
  });

  it('goes through the second carrier when the call fails too, and then to the next person, without waiting', async () => {
    const to = phoneOf(onDuty);
    await fault({ kind: 'messages', to, deliver: { status: 'undelivered', errorCode: 30_008 } });
    await fault({ kind: 'calls', to, deliver: { status: 'no-answer' } });
    const incidentId = await criticalIncident('facebook.com/maple-two');
    await until('the text goes over the gateway', async () => overGateway.length > 0);
    expect(overGateway).toMatchObject([{ to, body: expect.stringMatching(/\b\d{3}\b/) }]);
    // The gateway never says whether a text arrived: when its time is over, somebody else is woken, long before the step ends.
    expect((await pagesOf(incidentId)).map(({ key }) => key)).toEqual([onDuty?.key]);
    await rig.fastForward('61s');
    await until('the next person is paged', async () => (await pagesOf(incidentId)).length === 2);
    expect(await pagesOf(incidentId)).toEqual([
      { key: onDuty?.key, state: 'unreachable' },
      { key: next?.key, state: 'open' },
    ]);
    const history = await historyOf(incidentId);
    process.stdout.write(`\nOne page's deliveries:\n${history.map((line) => `  ${line}`).join('\n')}\n`);
    expect(history).toEqual(
      expect.arrayContaining(
        [
          'delivery.failed sms 30008',
          'delivery.failed voice',
          'delivery.requested sms second',
          'delivery.unknown sms second',
          'page.unreachable',
        ].map((line) => expect.stringContaining(line)),
      ),
    );
  });

  it('is told to the managers when the number is dead, and that number is not texted again', async () => {
    await fault({ kind: 'messages', to: phoneOf(onDuty), deliver: { status: 'undelivered', errorCode: 30_005 } });
    await fault({ kind: 'calls', to: phoneOf(onDuty), times: 2, deliver: { status: 'failed' } });
    const incidentId = await criticalIncident('facebook.com/maple-three');
    await until('the next person is paged', async () => (await pagesOf(incidentId)).length === 2);
    expect(overGateway).toEqual([]);
    const bad = await rig.rows(
      'SELECT kind FROM contact_method WHERE user_id = $1 AND bad_since IS NOT NULL ORDER BY kind',
      [onDuty?.id],
    );
    expect(bad).toEqual([{ kind: 'sms' }, { kind: 'voice' }]);
    const [notice] = await rig.rows<{ facts: object }>(`SELECT facts FROM notice WHERE kind = 'contact-method-bad'`);
    expect(notice?.facts).toMatchObject({ name: onDuty?.name, code: '30005' });
  });
});
