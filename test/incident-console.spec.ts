import { readFileSync } from 'node:fs';
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
const focused = (page: Page) => page.evaluate('document.activeElement.id');
const tasks = (page: Page) => page.getByRole('region', { name: 'Responder tasks' });
const message = (page: Page) => page.getByLabel('Message to the reporter');

/** A party of its own, so that what links the two is a campaign. In French, from the account that it is about. */
const frenchReport = {
  language: 'fr',
  description:
    'Notre page Facebook est piratée : quelqu’un y publie un lien vers https://don-heron.example/payer et nous n’y avons plus accès.',
  account: 'social',
  contact: { email: 'bureau@blue-heron.example' },
} as const;

describe.runIf(canBrowse)(`two people at one incident in the console${unlessBrowser}`, () => {
  let scene: ConsoleScene;
  /** Marc's screen and Priya's, on the same incident. */
  let marc: Page;
  let priya: Page;
  let address: string;
  let id: string;
  /** The incident of the report in French. */
  let french: { readonly id: string; readonly reference: string };
  const addressOf = (incident: string) => `${scene.rig.url}/console/incidents/${incident}`;

  beforeAll(async () => {
    scene = await ConsoleScene.open();
    const { rig, browser } = scene;
    marc = scene.page;
    const { reference } = await rig.reportByApi(report);
    id = (await incidentOf(rig, reference)).id;
    address = addressOf(id);
    const other = await rig.reportByApi(frenchReport);
    french = { id: (await incidentOf(rig, other.reference)).id, reference: other.reference };
    const link = { reference: other.reference, kind: 'same-campaign', reason: 'The same sender behind both.' };
    await scene.desk.act(id, 'links', link);
    const context = await browser.newContext({ locale: 'en-CA', viewport: { width: 1280, height: 900 } });
    await marc.goto(address);
    priya = await openConsole(context, address, rig.person('priya'));
  }, 240_000);
  afterAll(() => scene?.close());

  it('see each other, and what the other ticks', async () => {
    await priya.getByText('Also here: Marc Gagnon').waitFor({ timeout: 25_000 });
    await marc.getByText(/^Also here: Priya Nair/).waitFor({ timeout: 25_000 });
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
    await marc.getByText('Also here: Priya Nair (writing)').waitFor({ timeout: 25_000 });
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

  it('go from the words to the rule, back, and on to the form that puts it right, by keyboard', async () => {
    const reports = marc.getByRole('region', { name: 'Reports' });
    await reports.locator('mark a').first().press('Enter');
    const rule = reports.locator('.because li.chosen');
    await rule.waitFor();
    expect(await focused(marc)).toBe(await rule.getAttribute('id'));
    await rule.getByRole('button', { name: /^Show the words of rule/ }).press('Enter');
    expect(await marc.evaluate('document.activeElement.tagName')).toBe('MARK');
    expect(await reports.locator('mark.chosen').count()).toBeGreaterThan(0);
    await reports.getByRole('button', { name: 'Correct the kind' }).press('Enter');
    expect(await marc.evaluate('document.activeElement.tagName')).toBe('SELECT');
  }, 30_000);

  it('fold what they need not see, and find it folded after a reload', async () => {
    const indicators = marc.locator('#indicators');
    await indicators.locator('summary').press('Enter');
    await indicators.locator('details:not([open])').waitFor();
    await marc.reload();
    await indicators.locator('details:not([open])').waitFor();
    expect(await marc.locator('#tasks details[open]').count()).toBe(1);
    await indicators.locator('summary').press('Enter');
    await indicators.locator('details[open]').waitFor();
  }, 30_000);

  it('follow a campaign from its picture, by keyboard', async () => {
    await marc.goto(address);
    const campaign = marc.getByRole('region', { name: 'Campaign', exact: true });
    await campaign.getByRole('row').nth(2).waitFor();
    expect(await campaign.getByRole('row').count()).toBe(3);
    await campaign.getByRole('link', { name: new RegExp(`^${french.reference} *Critical`) }).press('Enter');
    await marc.waitForURL(addressOf(french.id));
    await marc.getByRole('heading', { level: 1, name: new RegExp(french.reference) }).waitFor();
  }, 30_000);

  it('see where a message goes before it is written, and begin it in the reporter’s language', async () => {
    await marc.goto(addressOf(french.id));
    const conversation = marc.getByRole('region', { name: 'Conversation with the reporter' });
    await conversation.getByText('The follow-up page shows it too').waitFor();
    expect(await conversation.locator('.considered li').allInnerTexts()).toEqual([
      expect.stringContaining('bureau@blue-heron.example'),
    ]);
    await conversation.getByText('Begin from a text (French)').press('Enter');
    await conversation.getByText(/^A responder is working on your report/).waitFor();
    await conversation.getByRole('button', { name: 'Somebody has it' }).press('Enter');
    expect(await message(marc).inputValue()).toContain(
      `Une personne de l’équipe travaille à votre signalement ${french.reference}`,
    );
    await conversation.getByText('Begin from a text (French)').press('Enter');
    expect(await conversation.getByRole('button', { name: 'Please call' }).isDisabled()).toBe(true);
    await marc.getByRole('button', { name: 'Send to the reporter' }).press('Enter');
    await conversation.locator('.message-out').filter({ hasText: 'Une personne de l’équipe' }).first().waitFor();
  }, 30_000);

  it('take the indicators along, defanged', async () => {
    const [file] = await Promise.all([
      marc.waitForEvent('download'),
      marc.getByRole('button', { name: 'Save as CSV' }).press('Enter'),
    ]);
    expect(file.suggestedFilename()).toBe(`${french.reference}.csv`);
    const csv = readFileSync(await file.path(), 'utf8');
    expect(csv).toContain('hxxps[:]//don-heron[.]example/payer');
    expect(csv).not.toContain('https://');
  }, 30_000);

  it('are told what is not there, and what is closed', async () => {
    await marc.goto(addressOf('00000000-0000-4000-8000-000000000000'));
    await marc.getByRole('heading', { level: 1, name: 'There is no such incident' }).waitFor();
    await scene.desk.act(french.id, 'acknowledge');
    await scene.desk.moveThrough(french.id, 'triaged', 'contained', 'recovering', 'resolved', 'closed');
    await marc.goto(addressOf(french.id));
    await marc.getByText('This incident is closed.').waitFor();
    expect(await marc.getByRole('button', { name: 'Reopen', exact: true }).count()).toBe(1);
    await marc.goto(address);
  }, 30_000);

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
