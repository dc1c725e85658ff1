import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { FakeClock, freshDatabase, type TestDatabase, withDatabase } from '#testing';
import { WebDoorRig } from './web-door-rig.js';

/** Connections to a database that are in the middle of something. */
async function busyConnections(database: URL): Promise<number> {
  return withDatabase(database.href, database.pathname.slice(1), async (client) => {
    const { rows } = await client.query<{ busy: number }>(
      `SELECT count(*)::int AS busy FROM pg_stat_activity
       WHERE datname = current_database() AND pid <> pg_backend_pid() AND state <> 'idle'`,
    );
    return rows[0]?.busy ?? 0;
  });
}

describe('the web door while the store is down', () => {
  let scratch: TestDatabase;
  let door: WebDoorRig;
  let relay: Server;
  const wires = new Set<Socket>();

  beforeAll(async () => {
    scratch = await freshDatabase();
    const store = new URL(scratch.url);
    relay = createServer((near) => {
      const far = connect(Number(store.port), store.hostname);
      for (const [one, other] of [
        [near, far],
        [far, near],
      ] as const) {
        wires.add(one);
        one.pipe(other).on('error', () => one.destroy());
        one.on('error', () => other.destroy());
      }
    });
    await new Promise<void>((resolve) => relay.listen(0, '127.0.0.1', resolve));
    const through = new URL(scratch.url);
    through.port = String((relay.address() as AddressInfo).port);
    door = await WebDoorRig.open(through.href, new FakeClock());
    // Whatever the start left running in the background is done: only then is the store taken away.
    await vi.waitUntil(async () => (await busyConnections(store)) === 0, { timeout: 10_000 });
    relay.close();
    for (const wire of wires) wire.destroy();
  });
  afterAll(async () => {
    await door.close().catch(() => undefined);
    await scratch.drop();
  });

  it('asks programs to try again', async () => {
    const { status, headers, json } = await door.call(
      '/api/v1/reports',
      { description: 'x' },
      { 'idempotency-key': 'key' },
    );
    expect({ status, code: json.code, retry: headers['retry-after'] }).toEqual({
      status: 503,
      code: 'store-unavailable',
      retry: '30',
    });
  });

  it('gives the form back with everything in it, and never says that the report was received', async () => {
    const { status, headers, text } = await door.submit('/fr/report', { description: 'Notre courriel est piraté' });
    expect(status).toBe(503);
    expect(headers['retry-after']).toBe('30');
    expect(text).toContain('Nous n’avons pas reçu votre signalement');
    expect(text).toContain('Notre courriel est piraté</textarea>');
  });

  it('still shows the form and the number to call', async () => {
    const { status, text } = await door.get('/en');
    expect(status).toBe(200);
    expect(text).toContain('613-555-0100');
    expect(text).not.toContain('The hotline has closed');
  });
});
