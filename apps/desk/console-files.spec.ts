import { access } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { FakeClock, freshDatabase, type TestDatabase } from '#testing';
import { DeskRig } from './desk-rig.js';

const isBuilt = await access(fileURLToPath(new URL('../../dist/console/index.html', import.meta.url))).then(
  () => true,
  () => false,
);

describe('the console’s files', () => {
  let scratch: TestDatabase;
  let desk: DeskRig;

  beforeAll(async () => {
    scratch = await freshDatabase();
    desk = await DeskRig.open(scratch.url, new FakeClock());
  });

  afterAll(async () => {
    await desk.close();
    await scratch.drop();
  });

  it.runIf(isBuilt)('are one page for every address of the application, asked for each time', async () => {
    for (const path of ['/console/', '/console/board', '/console/incidents/some-id?tab=timeline', '/console']) {
      const page = await desk.get(path);
      expect(page.status).toBe(200);
      expect(page.headers['content-type']).toContain('text/html');
      expect(page.headers['cache-control']).toBe('no-cache');
      expect(page.headers['content-security-policy']).toContain(`default-src 'self'`);
    }
  });

  it.runIf(isBuilt)('may be kept forever where their name holds their hash', async () => {
    const page = await desk.get('/console/');
    const [, script = ''] = /src="(\/console\/assets\/[^"]+)"/.exec(page.text) ?? [];
    const asset = await desk.get(script);
    expect(asset.status).toBe(200);
    expect(asset.headers['cache-control']).toBe('public, max-age=31536000, immutable');
    expect((await desk.get('/console/assets/gone.js')).status).toBe(404);
  });

  it.skipIf(isBuilt)('say how to build them where they are missing', async () => {
    const page = await desk.get('/console/');
    expect(page.status).toBe(503);
    expect(page.text).toContain('npm run build');
  });

  it.each([
    '/console/../package.json',
    '/console/%2e%2e/package.json',
    '/console/..%2f..%2fpackage.json',
    '/console/.env',
  ])('give away nothing beside them (%s)', async (path) => {
    const answer = await desk.get(path);
    expect(answer.text).not.toContain('"dependencies"');
    expect([200, 400, 403, 404, 503]).toContain(answer.status);
  });
});
