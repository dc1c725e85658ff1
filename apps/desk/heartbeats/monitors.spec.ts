import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { MadeMonitor, MonitorView } from '#contracts';
import { FakeClock, freshDatabase, type TestDatabase } from '#testing';
import { DeskRig } from '../desk-rig.js';

const api = '/api/v1/watch/monitors';

describe('a watcher outside', () => {
  const clock = new FakeClock();
  const cookies = new Map<string, string>();
  let scratch: TestDatabase;
  let desk: DeskRig;

  const as = (key: string): string => cookies.get(key) ?? '';
  const list = async () => (await desk.get<readonly MonitorView[]>(api, as('priya'))).body;
  const stateOf = async (id: string) => (await list()).find((monitor) => monitor.id === id)?.state;
  const make = async (name: string, intervalMinutes = 5) => {
    const { status, body } = await desk.post<MadeMonitor>(api, as('marc'), { name, intervalMinutes });
    expect(status).toBe(201);
    return { id: body.id, path: new URL(body.url).pathname };
  };

  beforeAll(async () => {
    scratch = await freshDatabase();
    desk = await DeskRig.open(scratch.url, clock);
    for (const key of ['marc', 'priya', 'liaison-red-oak']) cookies.set(key, await desk.cookieOf(key));
  });
  afterAll(async () => {
    await desk.close();
    await scratch.drop();
  });

  it('is not missed until it was heard once, then within its interval, and again when it comes back', async () => {
    const { id, path } = await make('Backup of the party');
    clock.advance('10m');
    expect(await stateOf(id)).toBe('waiting');
    expect((await desk.post(path, undefined, undefined, {})).status).toBe(204);
    clock.advance('5m');
    expect(await stateOf(id)).toBe('healthy');
    clock.advance('1s');
    expect(await stateOf(id)).toBe('silent');
    expect((await desk.get(path)).status).toBe(204);
    expect(await stateOf(id)).toBe('healthy');
  });

  it('has an address that is told once, kept as a hash, and works until it is revoked', async () => {
    const { id, path } = await make('Probe');
    expect(JSON.stringify(await list())).not.toContain(path);
    const kept = await desk.rows<{ token_hash: string }>('SELECT token_hash FROM heartbeat_monitor WHERE id = $1', [
      id,
    ]);
    expect(kept[0]?.token_hash).not.toContain(path.split('/').at(-1));
    const revoke = () => desk.send('DELETE', `${api}/${id}`, as('marc'), undefined, { 'x-vigil-request': 'spec' });
    expect([(await revoke()).status, (await revoke()).status]).toEqual([204, 204]);
    expect((await desk.post(path, undefined, undefined, {})).status).toBe(404);
    expect(await stateOf(id)).toBeUndefined();
    expect((await desk.post('/heartbeat/x', undefined, undefined, {})).status).toBe(404);
  });

  it('is made and revoked by managers alone, and hidden from a liaison', async () => {
    expect((await desk.post(api, as('priya'), { name: 'x', intervalMinutes: 5 })).status).toBe(403);
    expect((await desk.get(api, as('liaison-red-oak'))).status).toBe(403);
    expect((await desk.post(api, as('marc'), { name: '', intervalMinutes: 0 })).status).toBe(422);
  });

  it('finds what to do about a notice where its link leads, without signing in', async () => {
    const { status, text } = await desk.get('/runbooks/monitor-silent');
    expect([status, text]).toEqual([200, expect.stringContaining('An outside watcher is silent')]);
    expect((await desk.get('/runbooks/..%2f..%2fpackage.json')).status).toBe(404);
  });
});
