import { createHmac, randomUUID } from 'node:crypto';
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { CallWebhooks } from './call-webhooks.js';
import { NotificationRig } from './notification-rig.js';

let rig: NotificationRig;
let service: Server;
let url: string;
let status = 204;
const arrived: { readonly headers: IncomingHttpHeaders; readonly body: string }[] = [];

beforeAll(async () => {
  rig = await NotificationRig.start();
  service = createServer((request, response) => {
    let body = '';
    request.setEncoding('utf8').on('data', (part: string) => (body += part));
    request.on('end', () => {
      arrived.push({ headers: request.headers, body });
      response.writeHead(status).end();
    });
  });
  await new Promise<void>((listening) => service.listen(0, '127.0.0.1', listening));
  url = `http://127.0.0.1:${(service.address() as AddressInfo).port}/vigil`;
});
afterAll(async () => {
  service.close();
  await rig.stop();
});
beforeEach(() => {
  arrived.length = 0;
  status = 204;
});

async function due(to = url): Promise<{ readonly id: string; readonly incidentId: string }> {
  const [id, incidentId] = [randomUUID(), await rig.incident()];
  await rig.sql(
    `INSERT INTO webhook_call (id, incident_id, url, step, round, state, due_at, created_at, updated_at)
     VALUES ($1, $2, $3, 1, 1, 'pending', $4, $4, $4)`,
    [id, incidentId, to, rig.clock.now()],
  );
  return { id, incidentId };
}

const sweep = () => rig.get(CallWebhooks).sweep();
const stateOf = async (id: string) =>
  (
    await rig.sql<{ state: string; attempts: number }>('SELECT state, attempts FROM webhook_call WHERE id = $1', [id])
  )[0];
const told = async (incidentId: string) => (await rig.timeline(incidentId)).map(({ type }) => type);

describe('A step that names an outside service', () => {
  it('tells it once, signed, which incident and step, and nothing of its party or reporter', async () => {
    const { id, incidentId } = await due();
    await Promise.all([sweep(), sweep()]);
    await sweep();
    expect(arrived).toHaveLength(1);
    const [{ headers, body } = { headers: {}, body: '{}' }] = arrived;
    expect(JSON.parse(body)).toMatchObject({ id, type: 'page', incidentId, severity: 'high', step: 2, round: 1 });
    expect(body).not.toContain('secret words');
    const [, at = '', mac = ''] = /^t=(\d+),v1=([0-9a-f]{64})$/.exec(String(headers['x-vigil-signature'])) ?? [];
    const { webhookKey } = rig.runtime.secrets;
    expect(createHmac('sha256', webhookKey).update(`${at}.${body}`).digest('hex')).toBe(mac);
    expect(headers['idempotency-key']).toBe(id);
    expect(await stateOf(id)).toEqual({ state: 'delivered', attempts: 1 });
    expect(await told(incidentId)).toEqual(['webhook.delivered']);
  });

  it('is told again when it fails, then given up, and the managers hear of it once', async () => {
    status = 503;
    const { id, incidentId } = await due();
    for (let time = 0; time < 9; time += 1) {
      await sweep();
      rig.clock.advance('16m');
    }
    expect(arrived).toHaveLength(7);
    expect(await stateOf(id)).toEqual({ state: 'failed', attempts: 7 });
    expect(await told(incidentId)).toContain('webhook.failed');
    expect(await rig.sql(`SELECT facts FROM notice WHERE kind = 'webhook-failing'`)).toEqual([
      { facts: { host: '127.0.0.1', code: '503' } },
    ]);
  });

  it('is told again by another process when the one that was telling it died', async () => {
    const { id } = await due();
    await rig.sql('UPDATE webhook_call SET attempts = 1, due_at = $2 WHERE id = $1', [
      id,
      new Date(rig.clock.now().getTime() + 15_000),
    ]);
    await sweep();
    expect(arrived).toEqual([]);
    rig.clock.advance('16s');
    await sweep();
    expect(await stateOf(id)).toEqual({ state: 'delivered', attempts: 2 });
  });

  it('is never a machine of ours', async () => {
    const { id } = await due('https://10.0.0.7/hook');
    await sweep();
    expect(await rig.sql('SELECT state, last_error FROM webhook_call WHERE id = $1', [id])).toEqual([
      { state: 'failed', last_error: 'not-public' },
    ]);
  });
});
