import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { canBrowse, ConsoleScene, unlessBrowser } from './console-scene.js';
import { incidentOf } from './incident-watch.js';

const report = {
  language: 'en',
  description: 'Somebody else reads our mail right now and sends messages from it. I am locked out of my mailbox.',
  account: 'email',
  contact: { phone: '+16135550199' },
} as const;

describe.runIf(canBrowse)(`what a manager can prove in the console${unlessBrowser}`, () => {
  let scene: ConsoleScene;
  let page: Page;

  beforeAll(async () => {
    scene = await ConsoleScene.open();
    ({ page } = scene);
    await incidentOf(scene.rig, (await scene.rig.reportByApi(report)).reference);
    await scene.rig.settled();
  }, 240_000);
  afterAll(() => scene?.close());

  it('is reached from the menu, by keyboard', async () => {
    await page.getByRole('link', { name: 'Administration' }).press('Enter');
    await page.getByRole('heading', { level: 1, name: 'Audit' }).waitFor();
    const tabs = page.getByRole('navigation', { name: 'Administration' });
    expect(await tabs.getByRole('link').allInnerTexts()).toEqual(['Audit', 'Elections and windows', 'Configuration']);
  }, 30_000);

  it('shows who signed in, narrows by the address, and saves it', async () => {
    const rows = page.getByRole('row').filter({ hasText: 'Signed in' });
    await rows.filter({ hasText: 'Marc Gagnon' }).first().waitFor();
    await page.getByLabel('Record', { exact: true }).selectOption('directory');
    await expect.poll(() => new URL(page.url()).search).toBe('?area=directory');
    await expect.poll(() => rows.count()).toBe(0);
    await page.goBack();
    await rows.first().waitFor();
    const [file] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'Save as CSV' }).press('Enter'),
    ]);
    const csv = readFileSync(await file.path(), 'utf8');
    expect(csv.split('\r\n')[0]).toBe('\uFEFFWhen,Record,Who,What,To whom or what,What is recorded');
    expect(csv).toContain('Signed in');
    expect(csv).not.toContain(scene.rig.person('marc').password);
    await scene.picture('audit.png');
  }, 30_000);

  it('checks every record, and says how many there are', async () => {
    await page.getByRole('button', { name: 'Check all records' }).press('Enter');
    const said = await page.getByText(/^✓ All of them read as they were written/u).innerText();
    const [chains] = await scene.rig.rows<{ count: number }>('SELECT count(*)::int AS count FROM timeline_head');
    expect(said).toContain(`${chains?.count} chains`);
  }, 30_000);

  it('shows elections and their windows, in French', async () => {
    await scene.speak('Français');
    await scene.show('/elections', 'Élections et périodes');
    const election = page.getByRole('region', { name: /River Bend/u });
    await election.getByText('avant le jour du scrutin').waitFor();
    await election.getByText('Quelqu’un est de garde en tout temps jusque-là.').waitFor();
    expect(await election.innerText()).toContain('1, dont 1 ouverts');
    await scene.picture('elections-fr.png');
    await scene.speak('English');
  }, 30_000);

  it('shows what the hotline runs with, and no secret', async () => {
    await scene.show('/configuration', 'Configuration');
    await page
      .getByRole('row')
      .filter({ hasText: 'playbooks.yaml' })
      .getByText(/^[0-9a-f]{64}$/u)
      .waitFor();
    await page.getByText('Open after polling day for').waitFor();
    const text = (await page.locator('main').textContent()) ?? '';
    const { sandbox } = scene.rig.firstRun;
    expect(text).not.toContain(sandbox.authToken);
    expect(await page.getByText('Not all processes were started').count()).toBe(0);
    await scene.rig.rows(
      `INSERT INTO service_heartbeat (service, instance, beat_at, config_hash) VALUES ('triage', 'elsewhere', now() + interval '5 min', 'other')`,
    );
    await page.reload();
    await page.getByRole('alert').getByText('▲ Not all processes were started with the same files').waitFor();
  }, 30_000);
});
