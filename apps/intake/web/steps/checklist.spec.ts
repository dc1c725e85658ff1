import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { accessibilityFaults, sidewaysOverflow } from '../../../../test/accessibility.js';
import { until } from '../../../../test/until.js';
import { BrowserDoor, chromium } from '../browser-door-rig.js';

const boxes = (page: Page) => page.locator('.checklist input[type=checkbox]');
const status = (page: Page) => page.locator('.checklist [role=status]');
const ticked = (page: Page) => page.locator('.checklist input:checked').count();

describe.runIf(chromium !== null)('the checklist, in a browser', { timeout: 60_000 }, () => {
  let rig: BrowserDoor;

  beforeAll(async () => {
    rig = await BrowserDoor.open();
  });
  afterEach(() => rig.closePages());
  afterAll(() => rig.close());

  const kept = async (reportId: string) =>
    (await rig.door.rows('SELECT 1 FROM reporter_step WHERE report_id = $1 AND done_at IS NOT NULL', [reportId]))
      .length;

  it.each([
    ['en', 'light', 'Saved. The responder sees it.'],
    ['fr', 'dark', 'C’est enregistré. La personne qui vous aide le voit.'],
  ] as const)(
    'is kept box by box as it is ticked, and shows on another device (%s, %s)',
    async (language, colorScheme, saved) => {
      const page = await rig.page({ colorScheme, viewport: { width: 360, height: 740 } });
      const held = await rig.report(page, language);
      expect(await page.locator('.checklist button').count()).toBe(0);
      await boxes(page).nth(0).check();
      await boxes(page).nth(2).focus();
      await page.keyboard.press('Space');
      await until('both steps are kept', async () => (await kept(held.reportId)) === 2);
      await until('the page says so', async () => (await status(page).innerText()) === saved);
      expect(await accessibilityFaults(page)).toEqual([]);
      expect(await sidewaysOverflow(page)).toBe(0);
      const other = await rig.page();
      await rig.followUp(other, language, held);
      expect(await ticked(other)).toBe(2);
      await boxes(other).nth(0).uncheck();
      await until('one is open again', async () => (await kept(held.reportId)) === 1);
      // The first device learns of it with its next tick.
      await boxes(page).nth(1).check();
      await until('the first device agrees', async () => !(await boxes(page).nth(0).isChecked()));
      expect(await kept(held.reportId)).toBe(2);
    },
  );

  it('waits on the device while there is no network, through a reload, and goes out when there is one', async () => {
    const page = await rig.page();
    const held = await rig.report(page, 'en');
    await rig.followUp(page, 'en', held);
    await page.context().setOffline(true);
    await boxes(page).nth(1).check();
    await until('it says that it waits', async () => (await status(page).innerText()).startsWith('No connection.'));
    expect(await kept(held.reportId)).toBe(0);
    await page.context().setOffline(false);
    await until('it went out', async () => (await kept(held.reportId)) === 1);
    await page.context().setOffline(true);
    await boxes(page).nth(0).check();
    await until('it waits again', async () => (await status(page).innerText()).startsWith('No connection.'));
    // Closed before there was a network: whatever page of ours is opened next sends it.
    await page.close({ runBeforeUnload: false });
    const next = await page.context().newPage();
    await page.context().setOffline(false);
    await next.goto(`${rig.origin}/en`);
    await until('it went out from another page', async () => (await kept(held.reportId)) === 2);
    const left = `new Promise((resolve) => { const asked = indexedDB.open('vigil', 1); asked.onsuccess = () => {
      const got = asked.result.transaction('drafts').objectStore('drafts').get('steps'); got.onsuccess = () => resolve(got.result ?? null); }; })`;
    await until('the device keeps it no longer', async () => (await next.evaluate(left)) === null);
  });

  it('is saved with a button where there is no script, by keyboard alone', async () => {
    const page = await rig.page({ javaScriptEnabled: false });
    const held = await rig.report(page, 'en');
    await boxes(page).nth(1).focus();
    await page.keyboard.press('Space');
    await page.keyboard.press('Enter');
    await page.locator('output.good').waitFor();
    expect(await page.locator('.receipt-code').innerText()).toBe(held.receiptCode);
    expect(await boxes(page).nth(1).isChecked()).toBe(true);
    expect(await kept(held.reportId)).toBe(1);
    await boxes(page).nth(1).uncheck();
    await page.locator('.checklist button').click();
    await page.locator('output.good').waitFor();
    expect(await ticked(page)).toBe(0);
    expect(await kept(held.reportId)).toBe(0);
  });
});
