import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { AttachmentStore } from '#attachments';
import { loadConfig } from '#config';
import { createHttpApplication, KeepAttachments, openRuntime, type Runtime } from '#service';
import { Database, sha256 } from '#store';
import { FakeClock, freshDatabase, type TestDatabase } from '#testing';
import { RecordsModule } from './records.module.js';
import { RemoveOrphans } from './remove-orphans.js';

const file = (text: string) => ({ name: `${text}.txt`, declaredType: 'text/plain', content: Buffer.from(text) });

describe('bytes that no attachment names', () => {
  // A file's age is real time, so the clock starts there.
  const clock = new FakeClock(new Date());
  let scratch: TestDatabase;
  let folder: string;
  let runtime: Runtime;
  let application: Awaited<ReturnType<typeof createHttpApplication>>;

  beforeAll(async () => {
    scratch = await freshDatabase();
    folder = await mkdtemp(join(tmpdir(), 'vigil-orphans-'));
    const config = loadConfig({ DATA_DIR: folder, LOG_LEVEL: 'fatal' });
    runtime = await openRuntime('test', config, { databaseUrl: scratch.url, clock });
    application = await createHttpApplication(runtime, { modules: [RecordsModule] });
    await application.init();
  });

  afterAll(async () => {
    await application.close();
    await runtime.close();
    await scratch.drop();
    await rm(folder, { recursive: true, force: true });
  });

  it('stay a day after a process died between keeping them and committing, and are then removed', async () => {
    const [keeper, store] = [application.get(KeepAttachments), application.get(AttachmentStore)];
    const database = application.get(Database);
    const reportId = await addReport();
    await database.transaction((tx) => keeper.keep(tx, reportId, 'web', [file('named')]));
    const crash = database.transaction(async (tx) => {
      await keeper.keep(tx, reportId, 'web', [file('orphan')]);
      throw new Error('dies before the commit');
    });
    await expect(crash).rejects.toThrow('dies before');
    const kept = async () => [await store.has(sha256('named')), await store.has(sha256('orphan'))];
    const orphans = application.get(RemoveOrphans);

    clock.advance('23h');
    expect([await orphans.sweep(), await kept()]).toEqual([0, [true, true]]);
    clock.advance('2h');
    expect([await orphans.sweep(), await kept()]).toEqual([1, [true, false]]);

    // The same sending again finds its way, as if nothing had happened.
    await database.transaction((tx) => keeper.keep(tx, reportId, 'web', [file('named'), file('orphan')]));
    expect([await orphans.sweep(), await kept()]).toEqual([0, [true, true]]);
    const rows: unknown[] = await database.source.query('SELECT 1 FROM attachment WHERE report_id = $1', [reportId]);
    expect(rows).toHaveLength(2);
  });

  async function addReport(): Promise<string> {
    const id = randomUUID();
    await runtime.database.source.query(
      `INSERT INTO report (id, reference, channel, external_id, raw, media_type, sha256, truncated, received_at)
       VALUES ($1::uuid, $1::text, 'web', $1::text, 'x', 'text/plain', $2, false, $3)`,
      [id, sha256('x'), clock.now()],
    );
    return id;
  }
});
