import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { accessibilityFaults } from '../../../test/accessibility.js';
import { looksUnlike } from '../../../test/looks.js';
import { until } from '../../../test/until.js';
import { BrowserDoor, chromium, openIncidentFor } from './browser-door-rig.js';

const capture = { name: 'capture.png', mimeType: 'image/png', buffer: Buffer.from('89504e470d0a1a0a', 'hex') };

/** What the button saves. */
async function saved(page: Page, button: string): Promise<readonly [name: string, content: string]> {
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: button }).click(),
  ]);
  return [download.suggestedFilename(), await readFile(await download.path(), 'utf8')];
}

describe.runIf(chromium !== null)('after sending, in a browser', { timeout: 60_000 }, () => {
  let rig: BrowserDoor;

  beforeAll(async () => {
    rig = await BrowserDoor.open();
  });
  afterEach(() => rig.closePages());
  afterAll(() => rig.close());

  it.each([
    ['en', true, 'Reminder for my calendar', 'Hotline for my contacts'],
    ['fr', true, 'Rappel pour mon calendrier', 'La ligne dans mes contacts'],
    ['en', false, 'Reminder for my calendar', 'Hotline for my contacts'],
    ['fr', false, 'Rappel pour mon calendrier', 'La ligne dans mes contacts'],
  ] as const)(
    'a receipt is saved as a reminder and as a contact, with the code only where it is asked for (%s, script: %s)',
    async (language, javaScriptEnabled, reminder, contact) => {
      const page = await rig.page({ javaScriptEnabled, acceptDownloads: true });
      const held = await rig.report(page, language);
      const [name, calendar] = await saved(page, reminder);
      expect(name).toBe('reminder.ics');
      expect(calendar).toContain(held.reference);
      expect(calendar).not.toContain(held.receiptCode);
      await page.locator('#withCode').check();
      expect((await saved(page, reminder))[1].replaceAll(/\r\n[ \t]/g, '')).toContain(held.receiptCode);
      const [card, content] = await saved(page, contact);
      expect(card).toBe('hotline.vcf');
      expect(content).toContain('+16135550100');
      expect(await page.locator('.receipt-code').innerText()).toBe(held.receiptCode);
    },
  );

  it.each([
    ['en', 'Copy reference and code', 'Print'],
    ['fr', 'Copier la référence et le code', 'Imprimer'],
  ] as const)(
    'a receipt is copied and printed with a button where there is a script, and has no such button without (%s)',
    async (language, copy, print) => {
      const page = await rig.page({ permissions: ['clipboard-read', 'clipboard-write'] });
      await page.addInitScript('globalThis.printed = 0; globalThis.print = () => { globalThis.printed += 1; };');
      const held = await rig.report(page, language);
      await page.getByRole('button', { name: copy }).click();
      await page.locator('[data-copy] [role=status]:not(:empty)').waitFor();
      const copied = String(await page.evaluate('navigator.clipboard.readText()'));
      expect(copied).toContain(held.reference);
      expect(copied).toContain(held.receiptCode);
      expect(await page.locator('[data-copy] [role=status]').innerText()).not.toBe('');
      await page.getByRole('button', { name: print, exact: true }).click();
      expect(await page.evaluate('globalThis.printed')).toBe(1);
      // On paper: the receipt, the steps and the caller's words, and nothing to press.
      await page.emulateMedia({ media: 'print' });
      for (const there of ['.reference', '.receipt-code', '.steps', '.caller-phrase'])
        expect(await page.locator(there).isVisible()).toBe(true);
      const buttons = await page.locator('main button').all();
      expect((await Promise.all(buttons.map((button) => button.isVisible()))).filter(Boolean)).toEqual([]);
      const plain = await rig.page({ javaScriptEnabled: false });
      await rig.report(plain, language);
      expect(await plain.getByRole('button', { name: copy }).count()).toBe(0);
    },
  );

  it.each([
    ['en', true, 0, 'worse', 'We know that it is getting worse'],
    ['fr', true, 1, 'over', 'Merci. Nous voyons que c’est fini'],
    ['fr', false, 0, 'worse', 'Nous savons que la situation s’aggrave'],
    ['en', false, 1, 'over', 'Thank you. A responder sees that it is over'],
  ] as const)(
    'that it changed is told with one button, by keyboard (%s, script: %s, %s %s)',
    async (language, javaScriptEnabled, place, turn, told) => {
      const page = await rig.page({ javaScriptEnabled });
      const held = await rig.report(page, language);
      const incidentId = await openIncidentFor(rig.door, held.reportId);
      await rig.followUp(page, language, held);
      await page.locator('.turn > summary').nth(place).focus();
      await page.keyboard.press('Enter');
      await page.locator(`#message-${turn}`).fill('They write to our donors now');
      await page.keyboard.press('Tab');
      await page.keyboard.press('Enter');
      await page.locator('output.good').waitFor();
      expect(await page.locator('output.good').innerText()).toContain(told);
      expect(await page.locator('.conversation').innerText()).toContain('They write to our donors now');
      expect(javaScriptEnabled ? await accessibilityFaults(page) : []).toEqual([]);
      const entries = await rig.door.rows<{ type: string }>(
        `SELECT type FROM timeline_entry WHERE subject_id = $1 AND type LIKE 'reporter.%'`,
        [incidentId],
      );
      expect(entries).toEqual([{ type: `reporter.${turn}` }]);
    },
  );

  it.each([
    ['en', true],
    ['fr', false],
  ] as const)(
    'a message takes files along, which the conversation names (%s, script: %s)',
    async (language, javaScriptEnabled) => {
      const page = await rig.page({ javaScriptEnabled });
      const held = await rig.report(page, language);
      await rig.followUp(page, language, held);
      await page.locator('#message').fill('Here is what it looks like');
      await page
        .locator('input[type=file]')
        .setInputFiles([capture, { ...capture, name: 'courriel d’hameçonnage.png' }]);
      await page.locator('.main-action').click();
      await page.locator('output.good').waitFor();
      const said = await page.locator('.conversation').innerText();
      expect(said).toContain('Here is what it looks like');
      expect(said).toContain('capture.png');
      expect(said).toContain('courriel d’hameçonnage.png');
      const files = await rig.door.rows(
        'SELECT 1 FROM attachment a JOIN report r ON r.id = a.report_id WHERE r.follows_report_id = $1',
        [held.reportId],
      );
      expect(files).toHaveLength(2);
    },
  );

  it.each([
    { language: 'en', colorScheme: 'light', width: 1280, height: 1120, suffix: '' },
    { language: 'fr', colorScheme: 'dark', width: 360, height: 1500, suffix: '-fr-dark-phone' },
  ] as const)(
    'looks as in docs/images ($language, $colorScheme, $width pixels)',
    async ({ language, suffix, width, height, colorScheme }) => {
      const page = await rig.page({ viewport: { width, height }, colorScheme });
      const held = await rig.report(
        page,
        language,
        language === 'en' ? 'Somebody reads our mail' : 'On lit notre courrier',
      );
      await page.locator('.checklist [type=checkbox]').nth(1).check();
      await until(
        'it is kept',
        async () => (await page.locator('.checklist [role=status]').innerText()) !== '' || null,
      );
      const differences = [];
      // The list with its tick is what is to be seen.
      await page.locator(width < 400 ? '.receipt' : 'h1').scrollIntoViewIfNeeded();
      await page.evaluate(`scrollTo(0, document.querySelector('.receipt').getBoundingClientRect().top + scrollY - 16)`);
      differences.push(await looksUnlike(page, `receipt${suffix}.png`));
      const incidentId = await openIncidentFor(rig.door, held.reportId);
      const [author] = await rig.door.rows<{ id: string }>(`SELECT id FROM user_account WHERE key = 'priya'`);
      await rig.door.rows(
        `INSERT INTO message (id, incident_id, report_id, author_id, kind, language, text, created_at)
       VALUES (gen_random_uuid(), $1, $2, $3, 'message', $4, $5, $6)`,
        [
          incidentId,
          held.reportId,
          author?.id,
          language,
          language === 'en'
            ? 'Thank you. Please sign out everywhere first. I call you in ten minutes.'
            : 'Merci. Fermez d’abord toutes les sessions. Je vous appelle dans dix minutes.',
          rig.clock.now(),
        ],
      );
      await rig.followUp(page, language, held);
      await page.evaluate('scrollTo(0, 0)');
      differences.push(await looksUnlike(page, `follow-up${suffix}.png`));
      expect(differences.filter((one) => one !== null)).toEqual([]);
    },
  );

  // Last: the clock does not go back.
  it.each([
    { language: 'en', colorScheme: 'light', width: 360, height: 900, picture: 'closed-phone.png' },
    { language: 'fr', colorScheme: 'dark', width: 1280, height: 900, picture: 'closed-fr-dark.png' },
  ] as const)('looks as in $picture after the last day', async ({ language, colorScheme, width, height, picture }) => {
    if (rig.clock.now() < new Date('2027-02-01')) rig.clock.advance('90d');
    const page = await rig.page({ viewport: { width, height }, colorScheme });
    await page.goto(`${rig.origin}/${language}`);
    expect(await looksUnlike(page, picture)).toBeNull();
  });
});
