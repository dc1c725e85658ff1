import { randomUUID } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { AttachmentView, IncidentView, TimelineView } from '#contracts';
import { KeepAttachments, type OfferedFile } from '#service';
import { sha256 } from '#store';
import { FakeClock, freshDatabase, type TestDatabase } from '#testing';
import { DeskRig, type SeededIncident } from './desk-rig.js';

const png = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);
const files: readonly OfferedFile[] = [
  { name: 'capture été.png', declaredType: 'image/png', content: png },
  { name: 'facture.pdf.exe', declaredType: 'application/pdf', content: Buffer.from('MZ this would run') },
  { name: 'login.html', declaredType: 'text/html', content: Buffer.from('<!doctype html><script>alert(1)</script>') },
  { name: 'broken.png', declaredType: 'image/png', content: png.subarray(0, 40) },
];

describe('attachments at the desk', () => {
  let scratch: TestDatabase;
  let desk: DeskRig;
  let oak: SeededIncident;
  let responder: string;
  let liaison: string;
  let views: readonly AttachmentView[];

  beforeAll(async () => {
    scratch = await freshDatabase();
    desk = await DeskRig.open(scratch.url, new FakeClock());
    oak = await desk.seed({ party: 'red-oak' });
    const keeper = desk.application.get(KeepAttachments);
    await desk.runtime.database.transaction((tx) => keeper.keep(tx, oak.reportId, 'email', files));
    responder = await desk.cookieOf('amelie');
    liaison = await desk.cookieOf('liaison-red-oak');
    const { body } = await desk.get<IncidentView>(`/api/v1/incidents/${oak.id}`, responder);
    views = body.reports[0]?.attachments ?? [];
  });

  afterAll(async () => {
    await desk.close();
    await scratch.drop();
  });

  const urlOf = (name: string): string => `/api/v1/attachments/${views.find((view) => view.name === name)?.id}`;
  const raw = async (url: string, cookie: string) => {
    const { statusCode, headers, rawPayload } = await desk.application.inject({ url, headers: { cookie } });
    return { status: statusCode, headers, bytes: rawPayload };
  };

  it('are listed with their report: what each is, why to take care, how to open it', () => {
    expect(
      views.map(({ name, type, why, hasPreview, password }) => ({ name, type, why, hasPreview, password })),
    ).toEqual([
      { name: 'capture été.png', type: 'image/png', why: null, hasPreview: true, password: null },
      {
        name: 'facture_pdf.exe',
        type: 'application/x-msdownload',
        why: 'program',
        hasPreview: false,
        password: 'infected',
      },
      { name: 'login.html', type: 'text/html', why: 'web-page', hasPreview: false, password: 'infected' },
      { name: 'broken.png', type: 'image/png', why: null, hasPreview: true, password: null },
    ]);
  });

  it('come as they were, to be saved and never to be shown', async () => {
    const { status, headers, bytes } = await raw(urlOf('capture été.png'), responder);
    expect([status, bytes.equals(png)]).toEqual([200, true]);
    expect(headers).toMatchObject({
      'content-type': 'application/octet-stream',
      'content-disposition': `attachment; filename="capture ete.png"; filename*=UTF-8''capture%20%C3%A9t%C3%A9.png`,
      'content-security-policy': "sandbox; default-src 'none'",
      'x-content-type-options': 'nosniff',
      'cache-control': 'no-store',
    });
  });

  it.each(['facture_pdf.exe', 'login.html'])('come sealed when they could do harm: %s', async (name) => {
    const { status, headers, bytes } = await raw(urlOf(name), responder);
    expect([status, headers['content-type']]).toEqual([200, 'application/zip']);
    expect(String(headers['content-disposition'])).toContain(`filename="${name}.zip"`);
    expect(bytes.subarray(0, 2).toString()).toBe('PK');
    expect(bytes.includes('MZ this') || bytes.includes('<script>')).toBe(false);
  });

  it('show as pictures that were drawn anew, and only as that', async () => {
    const { status, headers, bytes } = await raw(`${urlOf('capture été.png')}/preview`, responder);
    expect([status, headers['content-type']]).toEqual([200, 'image/webp']);
    expect(bytes.subarray(8, 12).toString()).toBe('WEBP');
    for (const name of ['facture_pdf.exe', 'login.html', 'broken.png']) {
      expect((await raw(`${urlOf(name)}/preview`, responder)).status).toBe(404);
    }
  });

  it('leave an entry on the timeline each time one is taken: who, and which', async () => {
    await raw(urlOf('capture été.png'), liaison);
    const { body } = await desk.get<TimelineView>(`/api/v1/incidents/${oak.id}/timeline`, responder);
    expect(body.intact).toBe(true);
    const taken = body.entries.filter(({ type }) => type === 'attachment.downloaded');
    expect(taken.at(-1)).toMatchObject({
      actor: `user:${desk.userId('liaison-red-oak')}`,
      data: { name: 'capture été.png', sha256: sha256(png), sealed: false },
    });
    expect(body.entries.filter(({ type }) => type === 'attachment.kept')).toHaveLength(files.length);
  });

  it('are none for another party, for who is not signed in, and for who keeps accounts', async () => {
    const other = await desk.cookieOf('liaison-blue-heron');
    for (const { id } of views) {
      for (const path of [`/api/v1/attachments/${id}`, `/api/v1/attachments/${id}/preview`]) {
        expect((await raw(path, other)).status).toBe(404);
        expect((await desk.get(path)).status).toBe(401);
      }
    }
    expect((await raw(`/api/v1/attachments/${randomUUID()}`, responder)).status).toBe(404);
    expect((await raw('/api/v1/attachments/..%2f..%2fetc', responder)).status).toBe(404);
    const seen = await desk.runtime.database.transactionFor('blue-heron', (tx) =>
      tx.query('SELECT id FROM attachment'),
    );
    expect(seen).toEqual([]);
  });

  it('cannot be changed or removed from the desk', async () => {
    const writing = desk.runtime.database.transactionFor('*', (tx) => tx.query('DELETE FROM attachment'));
    await expect(writing).rejects.toThrow('permission denied');
  });

  it('say so plainly when the store has lost them, and nothing is recorded as taken', async () => {
    await rm(join(desk.runtime.config.environment.dataDir, 'attachments'), { recursive: true, force: true });
    const before = await desk.rows('SELECT 1 FROM timeline_entry');
    expect((await raw(urlOf('capture été.png'), responder)).status).toBe(503);
    expect(await desk.rows('SELECT 1 FROM timeline_entry')).toHaveLength(before.length);
  });
});
