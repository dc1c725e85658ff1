import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { loadConfig } from '#config';
import { createHttpApplication, openRuntime, type Runtime } from '#service';
import { sha256 } from '#store';
import { FakeClock, freshDatabase, RecordingCourier, type TestDatabase } from '#testing';
import { auditChecks } from './audit-checks.js';
import { AuditStore } from './audit-store.js';
import { AuditorModule } from './auditor.module.js';
import { RaiseAlarms } from './raise-alarms.js';
import { statementOf, TakeAudit } from './take-audit.js';
import { TellDirectly } from './tell-directly.js';
import { TestDoors } from './test-doors.js';

const day = 86_400_000;
const pings = () =>
  vi.spyOn(globalThis, 'fetch').mockImplementation(async () => Promise.resolve(new Response(null, { status: 200 })));

describe('the auditor', () => {
  // The machine's clock is compared with the database's; the hotline's own may stand anywhere.
  const clock = new FakeClock();
  const courier = new RecordingCourier();
  let scratch: TestDatabase;
  let runtime: Runtime;
  let application: NestFastifyApplication;
  let folder: string;

  const rows = async <T>(sql: string, parameters: readonly unknown[] = []): Promise<readonly T[]> =>
    runtime.database.source.query(sql, [...parameters]);
  const notices = async (kind: string) =>
    (await rows<{ facts: unknown }>('SELECT facts FROM notice WHERE kind = $1 ORDER BY raised_at, key', [kind])).map(
      ({ facts }) => facts,
    );
  const open = async (kind: string) =>
    (await rows<{ name: string }>('SELECT name FROM finding WHERE kind = $1 AND cleared_at IS NULL', [kind])).map(
      ({ name }) => name,
    );
  /** Two looks, so far apart that what the first one found is told by the second. */
  const audit = async () => {
    await application.get(TakeAudit).audit();
    clock.advance('10s');
    await application.get(TakeAudit).audit();
  };
  const alarms = async () => {
    for (let time = 0; time < 3; time += 1) {
      if (time > 0) clock.advance('10s');
      await application.get(RaiseAlarms).look();
    }
  };
  const lastRun = async () =>
    (await rows<{ held: boolean }>('SELECT held FROM audit_run ORDER BY started_at DESC LIMIT 1'))[0]?.held;
  const incident = async (reference: string, openedAt: Date, more: Readonly<Record<string, unknown>> = {}) => {
    const values: Record<string, unknown> = {
      id: randomUUID(),
      reference,
      state: 'received',
      severity: 'high',
      severity_rank: 1,
      severity_rule: 'H1',
      category: 'phishing',
      rsit: 'fraud/phishing',
      account_kind: 'email',
      language: 'en',
      summary: '',
      life_safety: false,
      violence: false,
      foreign_interference: false,
      compromised_addresses: '{}',
      opened_at: openedAt,
      updated_at: openedAt,
      ...more,
    };
    const names = Object.keys(values);
    await rows(
      `INSERT INTO incident (${names.join(', ')}) VALUES (${names.map((_, index) => `$${index + 1}`).join(', ')})`,
      Object.values(values),
    );
    return String(values['id']);
  };
  const report = async (reference: string, receivedAt: Date) =>
    rows(
      `INSERT INTO report (id, reference, channel, external_id, raw, media_type, sha256, truncated, received_at)
       VALUES ($1, $2, 'web', $2, 'x', 'text/plain', $3, false, $4)`,
      [randomUUID(), reference, sha256('x'), receivedAt],
    );
  const userId = async (role: string) =>
    (
      await rows<{ id: string }>('SELECT id FROM user_account WHERE role = $1 AND active ORDER BY key LIMIT 1', [role])
    )[0]?.id ?? '';

  beforeAll(async () => {
    scratch = await freshDatabase();
    folder = await mkdtemp(join(tmpdir(), 'vigil-auditor-'));
    const config = loadConfig({
      DATA_DIR: folder,
      LOG_LEVEL: 'fatal',
      MONITOR_URL: 'https://monitor.example/ping/secret',
      // No door is open here: no test comes out.
      PUBLIC_URL: 'http://127.0.0.1:9',
      SMTP_PORT: '9',
      SELF_TEST_MINUTES: '120',
      SELF_TEST_EMAIL: 'receiver@self-test.example',
      SELF_TEST_PHONE: '+16135550199',
    });
    runtime = await openRuntime('test', config, { databaseUrl: scratch.url, clock });
    // Not initialised: nothing runs by itself.
    application = await createHttpApplication(runtime, { modules: [AuditorModule.with(courier)] });
  });
  afterEach(() => vi.restoreAllMocks());
  afterAll(async () => {
    await application.get(AuditStore).onApplicationShutdown();
    await application.close();
    await runtime.close();
    await scratch.drop();
    await rm(folder, { recursive: true, force: true });
  });

  it('lets the outside monitor hear from us while all promises hold, and only then', async () => {
    const fetched = pings();
    await audit();
    expect([await lastRun(), fetched.mock.calls.length]).toEqual([true, 2]);
    expect(fetched.mock.calls[0]?.[0]).toBe('https://monitor.example/ping/secret');
    const id = await incident('VG-ALONE', new Date(clock.now().getTime() - 5 * 60_000));
    await audit();
    expect([await lastRun(), fetched.mock.calls.length]).toEqual([false, 2]);
    await rows(`UPDATE incident SET state = 'closed', closed_at = opened_at WHERE id = $1`, [id]);
    await audit();
    expect([await lastRun(), fetched.mock.calls.length]).toEqual([true, 4]);
  });

  it('finds an incident that was forgotten months ago, tells of it once, and again only after it held', async () => {
    pings();
    const before = (await notices('incident-unwatched')).length;
    const told = async () => (await notices('incident-unwatched')).slice(before);
    const old = new Date(clock.now().getTime() - 200 * day);
    const id = await incident('VG-OLD', old);
    for (let time = 0; time < 3; time += 1) await audit();
    expect(await told()).toEqual([{ count: 1, which: 'VG-OLD' }]);

    await rows('UPDATE incident SET acknowledged_by = $2, acknowledged_at = $3 WHERE id = $1', [
      id,
      await userId('responder'),
      clock.now(),
    ]);
    await audit();
    expect(await open('incident-unwatched')).toEqual([]);

    // Whoever took it no longer works here: nobody has it.
    await rows('UPDATE user_account SET active = false WHERE id = $1', [await userId('responder')]);
    await audit();
    expect(await told()).toHaveLength(2);
    await rows(
      'UPDATE user_account SET active = true WHERE id = (SELECT acknowledged_by FROM incident WHERE id = $1)',
      [id],
    );
    await audit();
    expect(await open('incident-unwatched')).toEqual([]);
  });

  it('does not tell of what was only on its way', async () => {
    pings();
    const id = await incident('VG-SLOW', new Date(clock.now().getTime() - 61_000));
    await application.get(TakeAudit).audit();
    expect(await open('incident-unwatched')).toEqual(['VG-SLOW']);
    await rows(
      `INSERT INTO escalation (incident_id, status, state, due_at, updated_at) VALUES ($1, 'running', '{}', $2, $2)`,
      [id, new Date(clock.now().getTime() + 300_000)],
    );
    clock.advance('10s');
    await application.get(TakeAudit).audit();
    expect(await open('incident-unwatched')).toEqual([]);
    expect((await notices('incident-unwatched')).map(String).join()).not.toContain('VG-SLOW');
    clock.advance('10m');
    await audit();
    expect([await open('step-overdue'), await notices('step-overdue')]).toEqual([
      ['VG-SLOW'],
      [{ count: 1, which: 'VG-SLOW' }],
    ]);
    await rows(`UPDATE escalation SET status = 'stopped', due_at = NULL WHERE incident_id = $1`, [id]);
    await rows(`UPDATE incident SET state = 'resolved' WHERE id = $1`, [id]);
    await audit();
    expect(await open('step-overdue')).toEqual([]);
  });

  it('finds a report that nobody read, a text that nobody acted on, and an hour that lost a message', async () => {
    pings();
    await report('VR-UNREAD', new Date(clock.now().getTime() - 100 * day));
    await rows(
      `INSERT INTO reply (id, external_id, user_id, sender, body, received_at) VALUES ($1, 'SM1', $2, '+1', 'OK', $3)`,
      [randomUUID(), await userId('responder'), new Date(clock.now().getTime() - 90 * day)],
    );
    await rows(
      `INSERT INTO intake_ledger (source, hour, came, repeated, refused, stored) VALUES ('web', $1, 3, 1, 0, 1)`,
      [new Date('2026-06-01T10:00:00Z')],
    );
    await audit();
    expect(await notices('message-unread')).toEqual([{ count: 1, which: 'VR-UNREAD' }]);
    expect(await notices('message-missing')).toEqual([{ count: 1, which: 'web 2026-06-01 10:00' }]);
    expect(await notices('reply-unanswered')).toHaveLength(1);
    expect(await lastRun()).toBe(false);
    // What cannot be mended is accepted: it stays open, and does not silence everything else.
    await rows(`UPDATE finding SET accepted_at = now(), accepted_because = 'lost for good' WHERE cleared_at IS NULL`);
    await audit();
    expect([await lastRun(), await open('message-missing')]).toEqual([true, ['web 2026-06-01 10:00']]);
    await rows('DELETE FROM reply');
    await rows('DELETE FROM intake_ledger');
    await rows(
      `INSERT INTO triage_result (report_id, disposition, readable, text, verdict, rules_version, triaged_at)
       SELECT id, 'no-incident', true, '', '{}', 'test', received_at FROM report`,
    );
    await audit();
    expect(await rows('SELECT kind FROM finding WHERE cleared_at IS NULL')).toEqual([]);
  });

  it('never calls a watch with a hole every night perfect, and is content once the hole is filled', async () => {
    const fetched = pings();
    const earlier = (await notices('cover-hole')).length;
    const told = async () => (await notices('cover-hole')).slice(earlier);
    await rows(
      `UPDATE schedule SET definition = jsonb_set(definition, '{layers,0,restrictions}',
         '[{"days":["monday","tuesday","wednesday","thursday","friday","saturday","sunday"],"from":"06:00","to":"02:00"}]') WHERE key = 'backup'`,
    );
    await audit();
    const holes = await open('cover-hole');
    expect(holes.length).toBeGreaterThanOrEqual(13);
    const [first] = await told();
    expect(first).toMatchObject({ count: holes.length, which: expect.stringContaining('(+') });
    const before = fetched.mock.calls.length;
    clock.advance('1d');
    await audit();
    // A day on, one more night has come into sight: that one is told, the others have been.
    expect((await told())[1]).toMatchObject({ count: 1 });
    expect(fetched.mock.calls.length).toBe(before);
    await rows(`UPDATE schedule SET definition = definition #- '{layers,0,restrictions}' WHERE key = 'backup'`);
    await audit();
    expect([await open('cover-hole'), await lastRun()]).toEqual([[], true]);
  });

  it('counts only people whose telephone is verified and works', async () => {
    pings();
    await rows(`UPDATE contact_method SET bad_since = now(), bad_reason = '30005' WHERE kind IN ('sms', 'voice')`);
    await audit();
    expect((await open('cover-hole')).length).toBeGreaterThan(0);
    await rows(`UPDATE contact_method SET bad_since = NULL, bad_reason = NULL`);
    await audit();
    expect(await open('cover-hole')).toEqual([]);
  });

  it('asks nothing of a hundred thousand closed incidents', { timeout: 120_000 }, async () => {
    pings();
    await rows(
      `INSERT INTO report (id, reference, channel, external_id, raw, media_type, sha256, truncated, received_at)
       SELECT gen_random_uuid(), 'H-' || n, 'web', 'H-' || n, 'x', 'text/plain', 'x', false, $1::timestamptz - n * interval '1 minute'
       FROM generate_series(1, 100000) AS n`,
      [clock.now()],
    );
    await rows(
      `INSERT INTO incident (id, reference, state, severity, severity_rank, severity_rule, category, rsit, account_kind, language,
         summary, life_safety, violence, foreign_interference, compromised_addresses, opened_at, closed_at, updated_at)
       SELECT id, reference, 'closed', 'high', 1, 'H1', 'phishing', 'x', 'email', 'en', '', false, false, false, '{}',
         received_at, received_at, received_at FROM report WHERE reference LIKE 'H-%'`,
    );
    await rows(
      `INSERT INTO triage_result (report_id, incident_id, disposition, readable, text, verdict, rules_version, triaged_at)
       SELECT id, id, 'opened', true, '', '{}', 'test', received_at FROM report WHERE reference LIKE 'H-%'`,
    );
    await rows(
      `INSERT INTO escalation (incident_id, status, state, updated_at)
       SELECT id, 'stopped', '{}', received_at FROM report WHERE reference LIKE 'H-%'`,
    );
    await rows('ANALYZE').catch(() => undefined);
    const { database } = application.get(AuditStore);
    for (const check of auditChecks) {
      const plan = await database.transaction((tx) =>
        tx.query<{ 'QUERY PLAN': [{ 'Execution Time': number; Plan: unknown }] }>(
          `EXPLAIN (ANALYZE, FORMAT JSON) ${statementOf(check)}`.replaceAll(
            '$1',
            `'${clock.now().toISOString()}'::timestamptz`,
          ),
        ),
      );
      const [{ 'Execution Time': ms, Plan: steps } = { 'Execution Time': Infinity, Plan: null }] =
        plan[0]?.['QUERY PLAN'] ?? [];
      const walked = JSON.stringify(steps).match(
        /"Seq Scan","[^}]*?"Relation Name":"(report|incident|escalation|triage_result|delivery|outbox)"/,
      );
      expect({ kind: check.kind, walked }).toEqual({ kind: check.kind, walked: null });
      expect({ kind: check.kind, isFast: ms < (check.kind === 'message-unread' ? 1_000 : 50) }).toEqual({
        kind: check.kind,
        isFast: true,
      });
    }
    const began = performance.now();
    await application.get(TakeAudit).audit();
    expect(performance.now() - began).toBeLessThan(2_000);
    expect(await lastRun()).toBe(true);
    await report('VR-NEEDLE', new Date(clock.now().getTime() - 60 * day));
    await audit();
    expect(await open('message-unread')).toEqual(['VR-NEEDLE']);
  });

  it('tells the managers past the queue of what has not gone out by itself within a minute', async () => {
    const tell = application.get(TellDirectly);
    await rows('UPDATE notice SET told_directly_at = now()');
    await alarms();
    const dead = await rows<{ queue: string }>(
      `SELECT facts->>'queue' AS queue FROM notice WHERE kind = 'worker-dead' ORDER BY 1`,
    );
    expect(dead.map(({ queue }) => queue)).toEqual(['escalation', 'notification', 'triage']);
    await tell.tell();
    expect(courier.sent).toEqual([]);
    clock.advance('61s');
    courier.outcomes.push(...Array.from({ length: 500 }, () => ({ outcome: 'retry', reason: 'unreachable' }) as const));
    await tell.tell();
    courier.outcomes.length = 0;
    courier.sent.length = 0;
    await tell.tell();
    const count = courier.sent.length;
    expect(count).toBeGreaterThan(0);
    expect(courier.sent.some(({ body }) => body.includes('http://127.0.0.1:9/runbooks/worker-dead'))).toBe(true);
    await tell.tell();
    expect(courier.sent).toHaveLength(count);
  });

  it('tells of a watcher that fell silent once, and again after it was heard and fell silent anew', async () => {
    await rows(
      `INSERT INTO heartbeat_monitor (id, name, token_hash, interval_minutes, last_beat_at, created_at, created_by)
       VALUES ($1, 'Probe', 'x', 5, $2, $2, $3)`,
      [randomUUID(), clock.now(), await userId('manager')],
    );
    const told: number[] = [];
    for (const minutes of [1, 10, 10, 0, 10] as const) {
      if (minutes === 0) await rows('UPDATE heartbeat_monitor SET last_beat_at = $1', [clock.now()]);
      else clock.advance(`${minutes}m`);
      await alarms();
      told.push((await notices('monitor-silent')).length);
    }
    expect(told).toEqual([0, 1, 1, 1, 2]);
    expect((await notices('monitor-silent'))[0]).toEqual({ name: 'Probe', minutes: 5 });
  });

  it('tells of a carrier that takes less than half, and not of numbers that do not exist', async () => {
    const attempts = async (detail: string) => {
      for (let count = 0; count < 12; count += 1) {
        const id = randomUUID();
        await rows(
          `INSERT INTO delivery (id, purpose, channel, address, body, state, created_at, updated_at)
           VALUES ($1, 'notice', 'sms', '+1', '', 'failed', $2, $2)`,
          [id, clock.now()],
        );
        await rows(
          `INSERT INTO attempt (delivery_id, number, started_at, outcome, detail) VALUES ($1, 1, $2, 'failed', $3)`,
          [id, clock.now(), detail],
        );
      }
      await alarms();
    };
    await attempts('address-refused 21211');
    expect(await open('carrier-failing')).toEqual([]);
    await attempts('unreachable');
    expect(await notices('carrier-failing')).toEqual([{ channel: 'sms', attempts: 24, failed: 12 }]);
    clock.advance('6m');
    await alarms();
    expect(await open('carrier-failing')).toEqual([]);
  });

  it('tells of each door through which no test comes out, once', async () => {
    const doors = application.get(TestDoors);
    await doors.test();
    expect(await rows('SELECT channel FROM self_test ORDER BY channel')).toEqual([
      { channel: 'api' },
      { channel: 'email' },
      { channel: 'sms' },
    ]);
    for (const minutes of [1, 2, 1, 1] as const) {
      clock.advance(`${minutes}m`);
      await doors.test();
    }
    const told = await notices('self-test-late');
    expect(told).toHaveLength(3);
    expect(told).toContainEqual({ channel: 'sms', minutes: 2 });
    expect(await rows('SELECT 1 FROM self_test')).toHaveLength(3);
  });

  it('tells the managers of the roster file, once, when it cannot look at all', async () => {
    const broken = vi.spyOn(application.get(AuditStore), 'open').mockRejectedValue(new Error('no database'));
    courier.sent.length = 0;
    for (let time = 0; time < 12; time += 1) {
      await expect(application.get(TakeAudit).audit()).rejects.toThrow('no database');
      clock.advance('10s');
    }
    const managers = runtime.config.roster.people.filter(({ role }) => role === 'manager');
    expect(courier.sent.map(({ address }) => address).toSorted()).toEqual(
      managers.flatMap(({ phone = '', email = '' }) => [phone, email]).toSorted(),
    );
    expect(courier.sent[0]?.body).toContain('/runbooks/audit-failed');
    broken.mockRestore();
    pings();
    await application.get(TakeAudit).audit();
    courier.sent.length = 0;
  });
});
