import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { loadConfig } from '#config';
import { createHttpApplication, openRuntime, type Runtime } from '#service';
import { FakeClock, freshDatabase, type TestDatabase } from '#testing';
import { IntakeLedger } from './intake-ledger.js';
import { type Arrival, ReceiveReport } from './receive-report.js';
import { ReceiveReportModule } from './receive-report.module.js';

const attach = async (): Promise<void> => Promise.reject(new Error('the disk is full'));

describe('The ledger of every door', () => {
  const clock = new FakeClock();
  let folder: string;
  let scratch: TestDatabase;
  let runtime: Runtime;
  let application: NestFastifyApplication;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'vigil-ledger-'));
    scratch = await freshDatabase();
    const config = loadConfig({ DATA_DIR: folder, LOG_LEVEL: 'fatal' });
    runtime = await openRuntime('intake', config, { databaseUrl: scratch.url, clock });
    application = await createHttpApplication(runtime, { modules: [ReceiveReportModule] });
  });
  beforeEach(() => clock.advance('1d'));
  afterAll(async () => {
    await application.close();
    await runtime.close();
    await scratch.drop();
    await rm(folder, { recursive: true, force: true });
  });

  const rows = async <Row>(sql: string, parameters: readonly unknown[] = []): Promise<Row[]> =>
    runtime.database.transaction((tx) => tx.query<Row>(sql, parameters));

  const receive = async (channel: Arrival['channel'], more: Partial<Arrival> = {}): Promise<string> => {
    const receipt = await application.get(ReceiveReport).receive({
      channel,
      externalId: randomUUID(),
      raw: Buffer.from('description=x'),
      mediaType: 'application/x-www-form-urlencoded',
      sender: null,
      language: null,
      ...more,
    });
    return receipt.reportId;
  };

  /** As two sweeps do: what was counted is written down, and compared with what is stored. */
  async function checked() {
    const ledger = application.get(IntakeLedger);
    await ledger.flush();
    await ledger.compare();
    return rows<{ source: string; came: number; repeated: number; refused: number; stored: number }>(
      `SELECT source, came, repeated, refused, stored FROM intake_ledger WHERE hour > $1::timestamptz - interval '12 hours'
       ORDER BY source`,
      [clock.now()],
    );
  }
  const told = async () =>
    rows<{ facts: unknown }>(`SELECT facts FROM notice WHERE kind = 'ledger-differs' ORDER BY facts ->> 'source'`);

  it('counts what came by each channel, once and again, and finds it all', async () => {
    for (const channel of ['web', 'api', 'sms', 'voice'] as const) await receive(channel);
    await receive('api', { externalId: 'the same' });
    await receive('api', { externalId: 'the same' });
    expect(await checked()).toEqual([
      { source: 'api', came: 3, repeated: 1, refused: 0, stored: 2 },
      { source: 'sms', came: 1, repeated: 0, refused: 0, stored: 1 },
      { source: 'voice', came: 1, repeated: 0, refused: 0, stored: 1 },
      { source: 'web', came: 1, repeated: 0, refused: 0, stored: 1 },
    ]);
    expect(await told()).toEqual([]);
  });

  it('tells the managers, once, of what was confirmed and is gone', async () => {
    await receive('web');
    // No report can be deleted: to have counted one more is to have lost one.
    application.get(IntakeLedger).count('web', clock.now(), 'came');
    await checked();
    expect(await checked()).toEqual([{ source: 'web', came: 2, repeated: 0, refused: 0, stored: 1 }]);
    expect(await told()).toEqual([{ facts: { source: 'web', came: 2, stored: 1 } }]);
  });

  it('counts what could not be stored as refused, which is no loss: its sender was told', async () => {
    await expect(receive('sms', { attach })).rejects.toThrow('the disk is full');
    expect(await checked()).toEqual([{ source: 'sms', came: 0, repeated: 0, refused: 1, stored: 0 }]);
  });

  it('leaves the counting of mail to its doors', async () => {
    await receive('email', { mediaType: 'message/rfc822' });
    expect(await checked()).toEqual([]);
  });
});
