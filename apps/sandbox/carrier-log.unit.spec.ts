import { appendFile, mkdtemp, readFile, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { CarrierLog } from './carrier-log.js';
import { type MailRecord, type TextRecord, recordKey } from './carrier-records.js';

const AT = '2026-11-01T12:00:00.000Z';

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'carrier-log-'));
});

afterEach(() => rm(folder, { recursive: true, force: true }));

function open(limits = { records: 3, mailBytes: 100 }): Promise<CarrierLog> {
  return CarrierLog.open(folder, limits, (error) => {
    throw error;
  });
}

function text(sid: string, body = sid): TextRecord {
  return {
    kind: 'sms',
    sid,
    direction: 'inbound',
    from: '+16135550142',
    to: '+16135550100',
    body,
    at: AT,
    updatedAt: AT,
    status: 'received',
    errorCode: null,
    mediaUrls: [],
    media: [],
    statusCallback: null,
    webhook: null,
  };
}

function mail(id: string, size: number): MailRecord {
  return {
    kind: 'mail',
    id,
    box: 'received',
    from: 'a@b.example',
    to: ['c@d.example'],
    subject: '',
    at: AT,
    date: null,
    text: '',
    html: null,
    messageId: null,
    inReplyTo: null,
    headers: {},
    attachments: [],
    size,
  };
}

const keys = (log: CarrierLog): readonly string[] => log.all().map(recordKey);
const lines = async (): Promise<readonly string[]> =>
  (await readFile(join(folder, 'sandbox', 'carrier.jsonl'), 'utf8')).trim().split('\n');

describe('The carrier log', () => {
  it('keeps the last word on each record, in the order they began, and the newest only', async () => {
    const log = await open();
    for (const sid of ['a', 'b', 'c', 'd']) await log.put(text(sid));
    await log.put(text('b', 'changed'));
    expect(keys(log)).toEqual(['b', 'c', 'd']);
    const again = await open();
    expect(keys(again)).toEqual(['b', 'c', 'd']);
    expect(again.find('b')).toMatchObject({ body: 'changed' });
    expect(await lines()).toHaveLength(3);
  });

  it('survives a torn line and lines it does not know', async () => {
    await (await open()).put(text('a'));
    await appendFile(join(folder, 'sandbox', 'carrier.jsonl'), '{"kind":"fax"}\n\n[]\n{"kind":"sms","sid":"tor');
    const log = await open();
    expect(keys(log)).toEqual(['a']);
    await log.put(text('b'));
    expect(keys(await open())).toEqual(['a', 'b']);
  });

  it('rewrites its file before it grows without end', async () => {
    const log = await open();
    for (let index = 0; index < 100; index += 1) await log.put(text('a', `change ${index}`));
    expect((await lines()).length).toBeLessThanOrEqual(12);
    expect((await open()).find('a')).toMatchObject({ body: 'change 99' });
  });

  it('removes the oldest mails from the disk when they are too many bytes', async () => {
    const log = await open();
    await log.put(text('t'));
    await log.putMail(mail('m1', 60), Buffer.from('one'));
    await log.putMail(mail('m2', 60), Buffer.from('two'));
    await log.flushed();
    expect(keys(log)).toEqual(['t', 'm2']);
    expect(await readdir(join(folder, 'sandbox', 'mail'))).toEqual(['m2.eml']);
    expect(String(await log.readMail('m2'))).toBe('two');
  });
});
