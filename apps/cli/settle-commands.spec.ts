import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, expect, it, vi } from 'vitest';
import type { DataSource } from 'typeorm';
import { FakeClock, freshDatabase, openDatabase, type TestDatabase } from '#testing';
import { acceptOpenFinding } from './accept-finding.js';
import { retryAllParked } from './inspect-queue.js';

let scratch: TestDatabase;
let source: DataSource;
let said = '';

beforeAll(async () => {
  scratch = await freshDatabase();
  ({ source } = await openDatabase(scratch.url, new FakeClock()));
  vi.stubEnv('DATABASE_URL', scratch.url);
});
afterEach(() => {
  vi.restoreAllMocks();
  said = '';
});
afterAll(async () => {
  vi.unstubAllEnvs();
  await source.destroy();
  await scratch.drop();
});

const listen = () =>
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => {
    said += String(text);
    return true;
  });
const changes = async (): Promise<readonly { kind: string; actor: string }[]> =>
  source.query('SELECT kind, actor FROM watch_change ORDER BY position');

it('accepts an open finding for good reason, and none that is not open', async () => {
  const id = randomUUID();
  await source.query(
    `INSERT INTO finding (id, kind, subject, name, opened_at) VALUES ($1, 'message-missing', 'x', 'x', now())`,
    [id],
  );
  listen();
  await acceptOpenFinding(id, { because: 'The disk is lost.' });
  expect(said).toBe('Accepted.\n');
  expect(await source.query('SELECT accepted_because AS because FROM finding')).toEqual([
    { because: 'The disk is lost.' },
  ]);
  expect(await changes()).toEqual([{ kind: 'finding.accepted', actor: 'service:command-line' }]);
  await expect(acceptOpenFinding('nothing', { because: 'x' })).rejects.toThrow('there is no open finding nothing');
});

it('gives all that was given up on another try, and says how many', async () => {
  const id = randomUUID();
  await source.query(
    `INSERT INTO event (id, type, version, occurred_at, correlation_id, data) VALUES ($1, 'window.closed', 1, now(), $1, '{}')`,
    [id],
  );
  await source.query(
    `INSERT INTO outbox (event_id, queue, created_at, published_at, parked_at, last_error)
     SELECT $1, queue, now(), now(), now(), 'x' FROM unnest('{triage,escalation}'::text[]) AS queue`,
    [id],
  );
  listen();
  await retryAllParked({});
  await retryAllParked({ json: true });
  expect(said).toContain('2 given another try.\n');
  expect(said).toContain('"retried": 0');
  expect(await source.query('SELECT 1 FROM outbox WHERE parked_at IS NOT NULL OR published_at IS NOT NULL')).toEqual(
    [],
  );
});
