import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { appearances, canBrowse, ConsoleScene, unlessBrowser } from './console-scene.js';

const day = 86_400_000;

/** As a form takes it: the beginning of an hour so many days from now. */
const inDays = (days: number, hour: string) =>
  `${new Date(Date.now() + days * day).toISOString().slice(0, 10)}T${hour}`;

const event = (uid: string, who: string, more: readonly string[] = []) =>
  ['BEGIN:VEVENT', `UID:${uid}`, `SUMMARY:${who}`, ...more, 'END:VEVENT'].join('\r\n');
const compact = (days: number) => new Date(Date.now() + days * day).toISOString().slice(0, 10).replaceAll('-', '');

describe.runIf(canBrowse)(`making schedules in the console${unlessBrowser}`, () => {
  let scene: ConsoleScene;
  let page: Page;
  const open = (name: string) => page.locator('summary').filter({ hasText: name }).press('Enter');
  const schedules = () => page.getByLabel('Schedule', { exact: true });

  beforeAll(async () => {
    scene = await ConsoleScene.open();
    ({ page } = scene);
    await scene.show('/watch', 'Watch');
    await schedules().waitFor();
  }, 240_000);
  afterAll(() => scene?.close());

  it('adds one that people take turns on, by keyboard, and shows it', async () => {
    await open('New schedule');
    const add = page.getByRole('button', { name: 'Add the schedule' });
    await page.getByLabel('Name of the schedule').last().fill('Élections – nuit');
    expect(await add.isDisabled()).toBe(true);
    const form = page.locator('form').filter({ has: add });
    await form.getByLabel('Priya Nair', { exact: true }).press('Space');
    await form.getByLabel('Daniel Okafor', { exact: true }).press('Space');
    await form.getByLabel('Daniel Okafor (turn 2)').waitFor();
    await add.press('Enter');
    await expect.poll(() => schedules().locator('option:checked').textContent()).toBe('Élections – nuit');
    const [made] = await scene.rig.rows<{ key: string; definition: { layers: { participants: string[] }[] } }>(
      `SELECT key, definition FROM schedule WHERE name = 'Élections – nuit'`,
    );
    expect(made?.key).toBe('elections-nuit');
    expect(made?.definition.layers.map(({ participants }) => participants)).toEqual([['priya', 'daniel']]);
  }, 30_000);

  it('lets other turns stand in for a time, and takes them off again', async () => {
    await open('New temporary schedule');
    const save = page.getByRole('button', { name: 'Save the temporary schedule' });
    const form = page.locator('form').filter({ has: save });
    await form.getByLabel('From', { exact: true }).fill(inDays(2, '20:00'));
    await form.getByLabel('To', { exact: true }).fill(inDays(1, '20:00'));
    await form.getByLabel('Marc Gagnon').press('Space');
    await form.getByLabel('Priya Nair').press('Space');
    expect(await save.isDisabled()).toBe(true);
    await form.getByLabel('To', { exact: true }).fill(inDays(3, '12:00'));
    await expect.poll(() => form.locator('.preview li').count()).toBe(2);
    await save.press('Enter');
    const kept = page.getByRole('listitem').filter({ hasText: 'Marc Gagnon, Priya Nair' });
    await kept.getByText('2 turns').waitFor();
    const [row] = await scene.rig.rows<{ shifts: { person: string }[] }>('SELECT shifts FROM schedule_temporary');
    expect(row?.shifts.map(({ person }) => person)).toEqual(['marc', 'priya']);
    await kept.getByRole('button', { name: /^Remove|^Take off/ }).press('Enter');
    await kept.waitFor({ state: 'detached' });
  }, 30_000);

  it('imports a calendar file, after showing what it would change, in French', async () => {
    await scene.speak('Français');
    await open('Importer un fichier de calendrier');
    const file = [
      'BEGIN:VCALENDAR',
      'VERSION:2.0',
      event('one@elsewhere', 'Daniel Okafor', [`DTSTART:${compact(4)}T060000Z`, `DTEND:${compact(4)}T180000Z`]),
      event('two@elsewhere', 'Somebody Else', [`DTSTART:${compact(5)}T060000Z`, `DTEND:${compact(5)}T180000Z`]),
      'END:VCALENDAR',
      '',
    ].join('\r\n');
    const chosen = page.getByLabel('Fichier de calendrier').first();
    await chosen.setInputFiles({ name: 'a.ics', mimeType: 'text/plain', buffer: Buffer.from('nothing of the kind') });
    await page.getByRole('button', { name: 'Montrer ce qu’il changerait' }).press('Enter');
    await page.getByText('Ce n’est pas un fichier iCalendar.').waitFor();
    await chosen.setInputFiles({ name: 'watch.ics', mimeType: 'text/calendar', buffer: Buffer.from(file) });
    await page.getByRole('button', { name: 'Montrer ce qu’il changerait' }).press('Enter');
    await page.getByRole('cell', { name: 'Personne de l’équipe de garde ne porte ce nom ni cette adresse.' }).waitFor();
    const imported = () => scene.rig.rows('SELECT 1 FROM schedule_override WHERE uid IS NOT NULL');
    expect(await imported()).toHaveLength(0);
    expect(await scene.faults()).toEqual([]);
    await page.getByRole('button', { name: 'Faire 1 changement' }).press('Enter');
    await page.getByText('Importé.').waitFor();
    expect(await imported()).toHaveLength(1);
    await page.locator('.overrides').getByText('Daniel Okafor').first().waitFor();
  }, 30_000);

  it('is fit for everyone', async () => {
    const faults: unknown[] = [];
    for (const appearance of appearances) {
      await scene.appear(appearance);
      await page.evaluate(`document.querySelectorAll('details.verify').forEach((one) => { one.open = true; })`);
      faults.push(...(await scene.faults()).map((fault) => [appearance, fault]));
    }
    expect(faults).toEqual([]);
  }, 60_000);
});
