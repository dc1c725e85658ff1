import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { DeliveryHistory } from '#contracts';
import { FakeClock, freshDatabase, type TestDatabase } from '#testing';
import { DeskRig, type SeededIncident } from '../desk-rig.js';

const path = (incidentId: string, pageId: string) => `/api/v1/incidents/${incidentId}/pages/${pageId}/deliveries`;

describe('what became of a page', () => {
  const clock = new FakeClock();
  let scratch: TestDatabase;
  let desk: DeskRig;
  let incident: SeededIncident & { readonly pageIds: ReadonlyMap<string, string> };
  let [daniel, manager] = ['', ''];
  const ids = { sms: randomUUID(), voice: randomUUID(), second: randomUUID() };

  /** A delivery as it is written down, and what is told of it. */
  const tell = (deliveryId: string, step: string, more: Record<string, unknown> = {}) =>
    desk.runtime.database.transaction(async (tx) => {
      const data = { deliveryId, purpose: 'page', ...more };
      tx.append({
        subject: 'incident',
        id: incident.id,
        actor: 'service:notification',
        type: `delivery.${step}`,
        data,
      });
    });
  const write = async (id: string, pageId: string, channel: string, carrier = 'first') => {
    await desk.rows(
      `INSERT INTO delivery (id, incident_id, page_id, purpose, channel, address, body, state, attempts, carrier, created_at, updated_at)
       VALUES ($1, $2, $3, 'page', $4, '+16135550155', 'wake up', 'accepted', 1, $5, $6, $6)`,
      [id, incident.id, pageId, channel, carrier, clock.now()],
    );
    await desk.rows('INSERT INTO attempt (delivery_id, number, started_at) VALUES ($1, 1, $2)', [id, clock.now()]);
  };

  beforeAll(async () => {
    scratch = await freshDatabase();
    desk = await DeskRig.open(scratch.url, clock);
    [daniel, manager] = [await desk.cookieOf('daniel'), await desk.cookieOf('marc')];
    incident = await desk.seed({ party: 'red-oak', pages: ['daniel', 'priya'] });
    const pageId = incident.pageIds.get('daniel') ?? '';
    await write(ids.sms, pageId, 'sms');
    await tell(ids.sms, 'requested');
    clock.advance('1s');
    await write(ids.voice, pageId, 'voice');
    await tell(ids.voice, 'planned', { afterSeconds: 60 });
    await tell(ids.sms, 'accepted', { attempt: 1 });
    clock.advance('10s');
    await tell(ids.sms, 'failed', { errorCode: '30008' });
    await desk.rows(`UPDATE attempt SET ended_at = $2, outcome = 'failed', detail = '30008' WHERE delivery_id = $1`, [
      ids.sms,
      clock.now(),
    ]);
    await tell(ids.voice, 'brought-forward');
    clock.advance('10s');
    await tell(ids.voice, 'unknown');
    await write(ids.second, pageId, 'sms', 'second');
    await tell(ids.second, 'requested', { carrier: 'second' });
  });
  afterAll(async () => {
    await desk.close();
    await scratch.drop();
  });

  it('names each delivery, its attempts with the carrier’s word, and which loss led to the next way', async () => {
    const { status, body, text } = await desk.get<DeliveryHistory>(
      path(incident.id, incident.pageIds.get('daniel') ?? ''),
      daniel,
    );
    expect(status).toBe(200);
    expect(body.toldTogether).toBe(false);
    expect(body.items.map(({ id, because }) => [id, because])).toEqual([
      [ids.sms, null],
      [ids.voice, { deliveryId: ids.sms, step: 'failed' }],
      [ids.second, { deliveryId: ids.voice, step: 'unknown' }],
    ]);
    const [first] = body.items;
    expect(first?.steps.map(({ step, code }) => [step, code])).toEqual([
      ['requested', null],
      ['accepted', null],
      ['failed', '30008'],
    ]);
    expect(first?.attempts).toMatchObject([{ number: 1, outcome: 'failed', detail: '30008' }]);
    expect(body.items[2]?.carrier).toBe('second');
    expect(text).not.toContain('5550155');
    expect(text).not.toContain('wake up');
  });

  it('is that of the page that told of it, where pages were told together', async () => {
    const [from, to] = [incident.pageIds.get('daniel'), incident.pageIds.get('priya') ?? ''];
    await desk.rows('UPDATE page SET told_with = $2 WHERE id = $1', [to, from]);
    const { body } = await desk.get<DeliveryHistory>(path(incident.id, to), manager);
    expect([body.toldTogether, body.items.length]).toEqual([true, 3]);
    expect(body.items[0]?.steps).toHaveLength(3);
  });

  it('is for those who may read the record, under the incident that it belongs to', async () => {
    const pageId = incident.pageIds.get('daniel') ?? '';
    const other = await desk.seed({ party: 'blue-heron' });
    expect((await desk.get(path(incident.id, pageId), await desk.cookieOf('liaison-red-oak'))).status).toBe(403);
    expect((await desk.get(path(other.id, pageId), manager)).status).toBe(404);
    expect((await desk.get(path(incident.id, 'x'), manager)).status).toBe(404);
  });
});
