import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { accessibilityFaults, sidewaysOverflow } from '../../../test/accessibility.js';
import { until } from '../../../test/until.js';
import { BrowserDoor, chromium } from './browser-door-rig.js';

const [over, other] = ['The hotline has closed', 'La ligne d’assistance est fermée'];
const hotline = 'a[href="tel:+16135550100"], a[href^="mailto:hotline@"]';
const reach = /613.555.0100|hotline@vigil/;

/** Nobody is told to call or to write to who does not answer; where to turn instead stands in both languages. */
async function isSaid(page: Page): Promise<void> {
  for (const title of [over, other]) expect(await page.getByRole('heading', { name: title }).count()).toBe(1);
  expect(await page.getByRole('link', { name: '1-888-495-8501' }).count()).toBe(2);
  expect(await page.locator(hotline).count()).toBe(0);
  expect(await page.locator('body').innerText()).not.toMatch(reach);
  expect(await accessibilityFaults(page)).toEqual([]);
  expect(await sidewaysOverflow(page)).toBe(0);
}

describe.runIf(chromium !== null)('after the last day of the service', { timeout: 60_000 }, () => {
  let rig: BrowserDoor;
  let running = true;

  beforeAll(async () => {
    rig = await BrowserDoor.open();
  });
  afterEach(() => rig.closePages());
  afterAll(() => rig.close());

  function end(): void {
    if (running) rig.clock.advance('90d');
    running = false;
  }

  it.each(['/en/offline', '/fr/hors-ligne'])(
    'a form that was kept on the device from before stops offering the telephone by the device’s clock (%s)',
    async (path) => {
      expect(running).toBe(true);
      const page = await rig.page({ viewport: { width: 360, height: 640 } });
      await page.goto(`${rig.origin}${path}`);
      expect(await page.locator(hotline).count()).toBeGreaterThan(1);
      // The same form, opened from the device long after, with no network to ask.
      await page.clock.setFixedTime(new Date('2027-06-01T12:00:00Z'));
      const kept = (await rig.door.get(path)).text;
      await page.route('**/*', (route) =>
        new URL(route.request().url()).pathname === path && route.request().isNavigationRequest()
          ? route.fulfill({ body: kept, contentType: 'text/html' })
          : new URL(route.request().url()).pathname.startsWith('/web/')
            ? route.continue()
            : route.abort(),
      );
      await page.goto(`${rig.origin}${path}`);
      await until('the end is told', async () => (await page.locator('[data-when=over]').isVisible()) || null);
      await until('no telephone is left', async () => {
        const shown = await page.locator(hotline).all();
        return (await Promise.all(shown.map((link) => link.isVisible()))).every((isVisible) => !isVisible);
      });
      expect(await page.locator('body').innerText()).not.toMatch(reach);
      await page.locator('#description').fill('It is late');
      await page.locator('.main-action').click();
      await page.locator('.sending').waitFor();
      expect(await page.locator('.sending').innerText()).not.toMatch(reach);
    },
  );

  it.each(['en', 'fr'] as const)(
    'every page says so, and none shows the telephone as if it answered (%s)',
    async (language) => {
      end();
      const [verify, offline, followUp] =
        language === 'en'
          ? ['/en/verify', '/en/offline', '/en/follow-up']
          : ['/fr/verifier', '/fr/hors-ligne', '/fr/suivi'];
      const page = await rig.page({
        viewport: { width: 360, height: 640 },
        colorScheme: language === 'en' ? 'light' : 'dark',
      });
      for (const path of [`/${language}`, verify, offline, followUp, `/${language}/nowhere`]) {
        await page.goto(`${rig.origin}${path}`);
        await isSaid(page);
      }
      const held = await rig.report(page, language);
      await isSaid(page);
      await page.locator('.checklist [type=checkbox]').first().check();
      await until(
        'the tick is kept',
        async () => (await page.locator('.checklist [role=status]').innerText()) !== '' || null,
      );
      expect(await page.locator('.checklist').innerText()).not.toMatch(/responder|vous aide/);
      await rig.followUp(page, language, held);
      await isSaid(page);
      expect(await page.locator('.turn').count()).toBe(0);
    },
  );

  it('a refusal and a form with faults say so too, without a script', async () => {
    end();
    const html = { accept: 'text/html' };
    const texts = [
      (await rig.door.submit('/en/verify', { code: '1' }, html)).text,
      (await rig.door.submit('/fr/verifier', { code: '1' }, html)).text,
      (await rig.door.submit('/en/report', { description: '' }, html)).text,
      (await rig.door.submit('/en/report', { description: 'x' }, { 'content-type': 'text/plain', ...html })).text,
    ];
    for (const text of texts) {
      expect(text).toContain(over);
      expect(text).toContain(other);
      expect(text).not.toMatch(reach);
      expect(text).not.toContain('tel:+16135550100');
    }
  });
});
