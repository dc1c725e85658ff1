import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openConsole } from './console-pages.js';
import { appearances, canBrowse, ConsoleScene, unlessBrowser } from './console-scene.js';
import { incidentOf } from './incident-watch.js';

const report = {
  language: 'en',
  description: 'Somebody else reads our mail right now and sends messages from it. I am locked out of my mailbox.',
  account: 'email',
  contact: { phone: '+16135550199' },
} as const;

const openForm = (page: Page, name: string) => page.locator('summary').filter({ hasText: name }).press('Enter');
const tasks = (page: Page) => page.getByRole('region', { name: 'Responder tasks' });
const message = (page: Page) => page.getByLabel('Message to the reporter');

describe.runIf(canBrowse)(`two people at one incident in the console${unlessBrowser}`, () => {
  let scene: ConsoleScene;
  /** Marc's screen and Priya's, on the same incident. */
  let marc: Page;
  let priya: Page;
  let address: string;

  beforeAll(async () => {
    scene = await ConsoleScene.open();
    const { rig, browser } = scene;
    marc = scene.page;
    const { reference } = await rig.reportByApi(report);
    address = `${rig.url}/console/incidents/${(await incidentOf(rig, reference)).id}`;
    const context = await browser.newContext({ locale: 'en-CA', viewport: { width: 1280, height: 900 } });
    await marc.goto(address);
    priya = await openConsole(context, address, rig.person('priya'));
  }, 240_000);
  afterAll(() => scene?.close());

  it('see each other, and what the other ticks', async () => {
    await priya.getByText('Also here: Marc Gagnon').waitFor({ timeout: 15_000 });
    await marc.getByText(/^Also here: Priya Nair/).waitFor({ timeout: 15_000 });
    const boxes = tasks(marc).getByRole('checkbox');
    const count = await boxes.count();
    await boxes.first().press('Space');
    await tasks(marc).getByText(`1 of ${count} done`).waitFor();
    await tasks(priya).getByText(`1 of ${count} done`).waitFor();
    await tasks(priya).getByText('Done by Marc Gagnon').waitFor();
    expect(await tasks(priya).getByRole('checkbox').first().isChecked()).toBe(true);
    await tasks(priya).getByRole('checkbox').first().press('Space');
    await tasks(marc).getByText(`0 of ${count} done`).waitFor();
  }, 60_000);

  it('who decide at once: the second sees both, loses no word, and decides', async () => {
    for (const page of [marc, priya]) await openForm(page, 'Change severity');
    await priya.getByRole('radio', { name: 'Low' }).check();
    await priya.getByLabel('Reason for the new severity').fill('It was a drill of theirs.');
    await marc.getByRole('radio', { name: 'Medium' }).check();
    await marc.getByLabel('Reason for the new severity').fill('They are in again.');
    await marc.getByRole('button', { name: 'Save severity' }).press('Enter');
    const notice = priya.getByRole('alert').filter({ hasText: 'Somebody changed this while you were deciding.' });
    await notice.getByText('Medium').waitFor();
    await notice.getByText('Low').waitFor();
    expect(await priya.getByRole('button', { name: 'Save severity' }).isDisabled()).toBe(true);
    expect(await priya.getByLabel('Reason for the new severity').inputValue()).toBe('It was a drill of theirs.');
    await notice.getByRole('button', { name: 'Save mine all the same' }).press('Enter');
    await notice.waitFor({ state: 'detached' });
    await priya.getByRole('banner').or(priya.locator('.incident-marks')).getByText('Low').first().waitFor();
    expect(await priya.getByLabel('Reason for the new severity').inputValue()).toBe('');
  }, 60_000);

  it('keep what they typed through a reload and another page, each their own, until it is sent or they sign out', async () => {
    await message(priya).fill('We called you at eight and');
    await marc.getByText('Also here: Priya Nair (writing)').waitFor({ timeout: 15_000 });
    await priya.getByRole('link', { name: 'Queue' }).first().click();
    await priya.goto(address);
    expect(await message(priya).inputValue()).toBe('We called you at eight and');
    expect(await message(marc).inputValue()).toBe('');

    await message(priya).fill('We called you at eight.');
    await priya.getByRole('button', { name: 'Send to the reporter' }).press('Enter');
    await priya.getByText('Sent.', { exact: true }).waitFor();
    await priya.getByLabel('Note for the timeline').fill('Half a note');
    await priya.getByRole('button', { name: 'Sign out' }).press('Enter');
    await priya.getByLabel('Sign-in name', { exact: true }).waitFor();
    expect(await priya.evaluate(`JSON.stringify({ ...localStorage })`)).not.toContain('Half a note');
  }, 60_000);

  it('is fit for everyone', async () => {
    await openForm(marc, 'Correct the kind');
    const faults: unknown[] = [];
    for (const appearance of appearances) {
      await scene.appear(appearance);
      faults.push(...(await scene.faults()).map((fault) => [appearance, fault]));
    }
    await scene.appear(appearances[0]);
    expect(faults).toEqual([]);
  }, 60_000);
});
