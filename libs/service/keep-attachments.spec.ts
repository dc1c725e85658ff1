import { randomUUID } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { AttachmentStore, openStore } from '#attachments';
import { loadConfig } from '#config';
import { type Database, sha256, verifyTimelines } from '#store';
import { FakeClock, freshDatabase, openDatabase, type TestDatabase } from '#testing';
import { KeepAttachments } from './keep-attachments.js';
import { Log } from './log.js';
import { Settings } from './settings.js';

const file = (name: string, text: string, inline = false) => ({
  name,
  declaredType: 'text/plain; charset=utf-8',
  content: Buffer.from(text),
  inline,
});

const some = (from: number) => Array.from({ length: 15 }, (_, n) => file(`${from + n}.txt`, `number ${from + n}`));

async function* broken(): AsyncGenerator<Buffer> {
  yield Buffer.from('half');
  throw new Error('the line went dead');
}

describe('keeping attachments', () => {
  let scratch: TestDatabase;
  let database: Database;
  let folder: string;
  let keeper: KeepAttachments;

  beforeAll(async () => {
    scratch = await freshDatabase();
    database = await openDatabase(scratch.url, new FakeClock());
    folder = await mkdtemp(join(tmpdir(), 'vigil-keep-'));
    keeper = keeperOn(openStore({ url: null, accessKey: null, secretKey: null, dataDir: folder }));
  });

  afterAll(async () => {
    await database.source.destroy();
    await scratch.drop();
    await rm(folder, { recursive: true, force: true });
  });

  const keeperOn = (store: AttachmentStore) =>
    new KeepAttachments(store, new Settings(loadConfig({ DATA_DIR: folder })), new Log('fatal', 'test'));
  const rowsOf = (reportId: string): Promise<{ position: number; name: string; source: string; inline: boolean }[]> =>
    database.source.query(
      'SELECT position, name, source, inline FROM attachment WHERE report_id = $1 ORDER BY position',
      [reportId],
    );
  const leftOut = (reportId: string): Promise<{ why: string }[]> =>
    database.source.query(
      `SELECT data ->> 'why' AS why FROM timeline_entry WHERE subject_id = $1 AND type = 'attachment.left-out' ORDER BY seq`,
      [reportId],
    );

  it('gives files to a report once, however often it is read again, and two that are alike twice', async () => {
    const reportId = await addReport();
    const files = [file('a.txt', 'one'), file('a.txt', 'one'), file('logo.txt', 'two', true)];
    for (let reading = 0; reading < 3; reading += 1) {
      await database.transaction((tx) => keeper.keep(tx, reportId, 'email', files));
    }
    expect(await rowsOf(reportId)).toEqual([
      { position: 0, name: 'a.txt', source: 'email', inline: false },
      { position: 1, name: 'a.txt', source: 'email', inline: false },
      { position: 2, name: 'logo.txt', source: 'email', inline: true },
    ]);
    expect((await verifyTimelines(database.source, reportId)).broken).toEqual([]);
  });

  it('adds what a later reading finds behind what was there, by several at once without a gap', async () => {
    const reportId = await addReport();
    await Promise.all(
      Array.from({ length: 6 }, (_, n) =>
        database.transaction((tx) => keeper.keep(tx, reportId, 'mms', [file(`${n}.txt`, `part ${n}`)])),
      ),
    );
    expect((await rowsOf(reportId)).map(({ position }) => position)).toEqual([0, 1, 2, 3, 4, 5]);
  });

  it('holds one report to its bounds over several readings, and says so once', async () => {
    const reportId = await addReport();
    await database.transaction((tx) => keeper.keep(tx, reportId, 'email', some(0)));
    for (let reading = 0; reading < 2; reading += 1) {
      await database.transaction((tx) => keeper.keep(tx, reportId, 'email', some(15)));
    }
    expect(await rowsOf(reportId)).toHaveLength(20);
    expect(await leftOut(reportId)).toEqual(Array.from({ length: 10 }, () => ({ why: 'too-many' })));
  });

  it('names what a store that is down did not take, with its hash, and takes it when it is back', async () => {
    const reportId = await addReport();
    await writeFile(join(folder, 'no-folder'), 'a file in its place');
    const down = keeperOn(
      openStore({ url: null, accessKey: null, secretKey: null, dataDir: join(folder, 'no-folder') }),
    );
    const prepared = await down.prepare([file('a.txt', 'unlucky')]);
    expect(prepared).toEqual({
      kept: [],
      left: [{ name: 'a.txt', size: 7, why: 'not-stored', sha256: sha256('unlucky') }],
    });
    await database.transaction((tx) => down.record(tx, reportId, 'call', prepared));
    await database.transaction((tx) => keeper.keep(tx, reportId, 'call', [file('a.txt', 'unlucky')]));
    expect([await rowsOf(reportId), await leftOut(reportId)]).toMatchObject([
      [{ name: 'a.txt' }],
      [{ why: 'not-stored' }],
    ]);
  });

  it('leaves nothing of a file whose sender broke off', async () => {
    const adding = keeper.gather().add({ name: 'a', declaredType: null, content: broken() });
    await expect(adding).rejects.toThrow('went dead');
  });

  async function addReport(): Promise<string> {
    const id = randomUUID();
    await database.source.query(
      `INSERT INTO report (id, reference, channel, external_id, raw, media_type, sha256, truncated, received_at)
       VALUES ($1::uuid, $1::text, 'email', $1::text, 'x', 'message/rfc822', $2, false, now())`,
      [id, sha256('x')],
    );
    return id;
  }
});
