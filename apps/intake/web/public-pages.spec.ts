import type { IncomingMessage, Server } from 'node:http';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { FakeClock, freshDatabase, type TestDatabase } from '#testing';
import { accessibilityFaults, sidewaysOverflow } from '../../../test/accessibility.js';
import { findChromium, openChromium } from '../../../test/chromium.js';
import { looksUnlike } from '../../../test/looks.js';
import { until } from '../../../test/until.js';
import { WebDoorRig } from './web-door-rig.js';

const chromium = findChromium();
const capture = { name: 'capture.png', mimeType: 'image/png', buffer: Buffer.from('89504e470d0a1a0a', 'hex') };
const send = (page: Page) => page.locator('.main-action');
const received = (page: Page) => page.locator('.receipt-code');

const languages = [
  { language: 'en', followUp: '/en/follow-up', verify: '/en/verify' },
  { language: 'fr', followUp: '/fr/suivi', verify: '/fr/verifier' },
] as const;

/** Everything that the browser has kept of us, as paths. */
const keptPaths = async (page: Page): Promise<readonly string[]> =>
  (await page.evaluate(
    `caches.keys().then((names) => Promise.all(names.map((name) => caches.open(name).then((cache) => cache.keys()))))
       .then((all) => all.flat().map(({ url }) => new URL(url).pathname))`,
  )) as readonly string[];

/** What axe finds, and by how much the page must be scrolled sideways on a narrow screen or with letters twice as large. */
async function unfit(page: Page): Promise<readonly string[]> {
  const found = [...(await accessibilityFaults(page))];
  for (const [width, letters] of [
    [320, ''],
    [640, '200%'],
  ] as const) {
    await page.setViewportSize({ width, height: 800 });
    await page.evaluate(`document.documentElement.style.fontSize = '${letters}'`);
    const over = await sidewaysOverflow(page);
    if (over > 0) found.push(`${page.url()} is ${over} pixels too wide at ${width} ${letters}`);
  }
  await page.evaluate(`document.documentElement.style.fontSize = ''`);
  return found;
}

/** Goes on with the Tab key until this has the focus, and sees that one can see where it is. */
async function tabTo(page: Page, selector: string): Promise<void> {
  for (let pressed = 0; pressed < 30; pressed += 1) {
    await page.keyboard.press('Tab');
    if ((await page.locator(`${selector}:focus`).count()) === 0) continue;
    const ring = `getComputedStyle(document.activeElement.closest('.option') ?? document.activeElement).outlineStyle`;
    expect(await page.evaluate(ring)).toBe('solid');
    return;
  }
  throw new Error(`The Tab key never comes to ${selector}`);
}

describe.runIf(chromium !== null)('the public pages, in a browser', { timeout: 60_000 }, () => {
  let scratch: TestDatabase;
  let door: WebDoorRig;
  let origin: string;
  let browser: Browser;
  let context: BrowserContext | null = null;
  let words = 0;
  const hotlineClock = new FakeClock();

  beforeAll(async () => {
    scratch = await freshDatabase();
    door = await WebDoorRig.open(scratch.url, hotlineClock, { PUBLIC_URL: 'http://127.0.0.1' });
    await door.application.listen(0, '127.0.0.1');
    origin = await door.application.getUrl();
    browser = await openChromium(chromium ?? '');
  });

  afterEach(async () => {
    await context?.close();
    context = null;
  });

  afterAll(async () => {
    await browser.close();
    await door.close();
    await scratch.drop();
  });

  const freshWords = (): string => `Somebody reads my mail, number ${(words += 1)}`;
  const reportsWith = (text: string) =>
    door.rows<{ files: number }>(
      `SELECT (SELECT count(*)::int FROM attachment a WHERE a.report_id = r.id) AS files FROM report r
       WHERE position(convert_to($1, 'UTF8') in r.raw) > 0`,
      [new URLSearchParams({ description: text }).toString()],
    );

  async function open(language: 'en' | 'fr', options: Parameters<Browser['newContext']>[0] = {}): Promise<Page> {
    context = await browser.newContext({ locale: `${language}-CA`, serviceWorkers: 'block', ...options });
    return context.newPage();
  }

  // What both languages share is checked in both themes by the unit spec of the stylesheet.
  it.each([
    { ...languages[0], colorScheme: 'light' as const },
    { ...languages[1], colorScheme: 'dark' as const },
  ])(
    'can be read and used by everybody, in $language, $colorScheme',
    async ({ language, followUp, verify, colorScheme }) => {
      const page = await open(language, { colorScheme });
      await page.goto(`${origin}/${language}`);
      await page.locator('input[value=device]').check();
      await page.locator('details > summary').click();
      expect(await unfit(page)).toEqual([]);
      await page.locator('#description').fill('Our laptop asks for money.');
      await page.locator('#phone').fill('12');
      await send(page).click();
      await page.getByRole('alert').waitFor();
      expect(await unfit(page)).toEqual([]);
      await page.locator('#phone').fill('');
      await send(page).click();
      await received(page).waitFor();
      expect(await unfit(page)).toEqual([]);
      await page.locator(`form[action="${followUp}"] button`).first().click();
      await page.locator('.conversation').waitFor();
      expect(await unfit(page)).toEqual([]);
      for (const path of [followUp, verify, `/${language}/nowhere`]) {
        await page.goto(`${origin}${path}`);
        expect(await unfit(page)).toEqual([]);
      }
    },
  );

  it.each([
    { language: 'en', colorScheme: 'light', width: 1280, height: 900, picture: 'report-page.png' },
    { language: 'en', colorScheme: 'light', width: 360, height: 640, picture: 'report-page-phone.png' },
    { language: 'fr', colorScheme: 'dark', width: 360, height: 640, picture: 'report-page-fr-dark-phone.png' },
  ] as const)(
    'looks like $picture, and shows its one question at once',
    async ({ language, colorScheme, width, height, picture }) => {
      const page = await open(language, { colorScheme, viewport: { width, height } });
      await page.goto(`${origin}/${language}`);
      await page.locator('input[value=email]').check();
      await page.evaluate('document.fonts.ready.then(() => scrollTo(0, 0))');
      expect(await looksUnlike(page, picture)).toBeNull();
      const danger = await page.locator('.emergency a').boundingBox();
      const field = await page.locator('#description').boundingBox();
      expect(danger?.y).toBeLessThan(field?.y ?? 0);
      // A line to write in, at least.
      expect((field?.y ?? Number.POSITIVE_INFINITY) + 60).toBeLessThan(height);
    },
  );

  it.each([
    { language: 'en' as const, javaScriptEnabled: true },
    { language: 'fr' as const, javaScriptEnabled: false },
  ])(
    'is sent with a keyboard alone, in $language, JavaScript $javaScriptEnabled',
    async ({ language, javaScriptEnabled }) => {
      const page = await open(language, { javaScriptEnabled });
      await page.goto(`${origin}/${language}`);
      const text = freshWords();
      await tabTo(page, '#description');
      await page.keyboard.type(text);
      await tabTo(page, 'input[name=account]');
      await page.keyboard.press('Space');
      expect(await page.locator('input[value=email]').isChecked()).toBe(true);
      await page.keyboard.press('ArrowDown');
      expect(await page.locator('input[value=social]').isChecked()).toBe(true);
      const shown = page.locator('.help:visible');
      expect(await shown.count()).toBe(1);
      expect(await page.locator('input[value=social]').getAttribute('aria-describedby')).toBe(
        await shown.getAttribute('id'),
      );
      await tabTo(page, '#phone');
      await page.keyboard.type('613 555 0123');
      await tabTo(page, '.main-action');
      await page.keyboard.press('Enter');
      await received(page).waitFor();
      expect(await page.locator('html').getAttribute('lang')).toBe(language);
      expect(await reportsWith(text)).toHaveLength(1);
    },
  );

  /** A page whose form is on this device, whose clock stands where it is told to. */
  async function installed(language: 'en' | 'fr', at: Date | null = null): Promise<Page> {
    context = await browser.newContext({ locale: `${language}-CA`, viewport: { width: 360, height: 640 } });
    if (at !== null) await context.clock.setFixedTime(at);
    const page = await context.newPage();
    await page.goto(`${origin}/${language}`);
    // As text, like all that runs in the page: this file is checked without the names of a browser.
    await until('the form is on this device', () => page.evaluate('navigator.serviceWorker.controller !== null'));
    return page;
  }

  it.each([
    ['en', 'Report a cyber incident', 'No connection right now', 'Rather talk?'],
    ['fr', 'Signaler un cyberincident', 'Pas de connexion en ce moment', 'Plutôt parler?'],
  ] as const)(
    'opens with no network at all at /%s, and asks once there is one',
    async (language, title, none, talk) => {
      const page = await installed(language, hotlineClock.now());
      await page.context().setOffline(true);
      await page.goto(`${origin}/${language}`);
      await page.getByRole('heading', { level: 1, name: title }).waitFor();
      await page.getByText(none).waitFor();
      expect(await page.getByRole('link', { name: talk }).isVisible()).toBe(true);
      expect(await accessibilityFaults(page)).toEqual([]);
      expect(await sidewaysOverflow(page)).toBe(0);
      expect(await page.locator('[name=nonce]').inputValue()).toMatch(/^[\w-]{22}$/);
      await page.context().setOffline(false);
      await page.getByText(none).waitFor({ state: 'detached' });
      expect(await page.getByRole('link', { name: talk }).isVisible()).toBe(true);
    },
  );

  it('does not say that somebody answers when the service has ended since', async () => {
    const page = await installed('fr', new FakeClock(hotlineClock.now()).advance('90d'));
    await page.context().setOffline(true);
    await page.goto(`${origin}/fr`);
    await page.getByRole('heading', { name: 'La ligne d’assistance est fermée' }).waitFor();
    expect(await page.getByRole('link', { name: 'Plutôt parler?' }).isVisible()).toBe(false);
    expect(await accessibilityFaults(page)).toEqual([]);
  });

  it('goes out from a closed page when the network returns, once, with its files, and shows its receipt later', async () => {
    const page = await installed('en');
    const text = freshWords();
    const owner = page.context();
    await owner.setOffline(true);
    await page.goto(`${origin}/en`);
    await page.getByLabel('What happened?').fill(text);
    await page.locator('input[type=file]').setInputFiles(capture);
    await send(page).click();
    await page.getByRole('status').filter({ hasText: 'No connection. Your report is kept on this device' }).waitFor();
    const elsewhere = await owner.newPage();
    await page.close();
    expect(await reportsWith(text)).toEqual([]);
    const arrived: string[] = [];
    const server: Server = door.application.getHttpServer();
    server.on('request', ({ method, url }: IncomingMessage) => arrived.push(`${method} ${url}`));
    await owner.setOffline(false);
    await wakeWorker(elsewhere);
    await until('the report is stored', async () => (await reportsWith(text))[0]);
    await wakeWorker(elsewhere);
    await elsewhere.goto(`${origin}/en`);
    await received(elsewhere).waitFor();
    expect(await reportsWith(text)).toMatchObject([{ files: 1 }]);
    await elsewhere.goto(`${origin}/en`);
    expect(await elsewhere.getByLabel('What happened?').inputValue()).toBe('');
    // Sent once by the worker, however often it is woken, and never again by the page: that asked for the receipt.
    expect(arrived.filter((line) => line.startsWith('POST'))).toEqual(['POST /en/report', 'POST /en/receipt']);
  });

  /** What the browser does when the network is back. */
  async function wakeWorker(page: Page): Promise<void> {
    const session = await page.context().newCDPSession(page);
    const found = new Promise<string>((resolve) => {
      session.on('ServiceWorker.workerRegistrationUpdated', ({ registrations }) => {
        for (const { registrationId, scopeURL } of registrations)
          if (scopeURL === `${origin}/`) resolve(registrationId);
      });
    });
    await session.send('ServiceWorker.enable');
    const registrationId = await found;
    await session.send('ServiceWorker.dispatchSyncEvent', { origin, registrationId, tag: 'report', lastChance: false });
    await session.detach();
  }

  it.each(languages)('is something that the browser would install, in $language', async ({ language }) => {
    const page = await installed(language);
    const session = await page.context().newCDPSession(page);
    const { errors } = await session.send('Page.getAppManifest');
    expect(errors).toEqual([]);
    const { installabilityErrors } = await session.send('Page.getInstallabilityErrors');
    // The windows of tests are private ones.
    expect(installabilityErrors.map(({ errorId }) => errorId)).toEqual(['in-incognito']);
  });

  it('keeps the blank form and its files, and nothing that anybody was answered', async () => {
    const page = await installed('en');
    await page.getByLabel('What happened?').fill(freshWords());
    await send(page).click();
    await received(page).waitFor();
    await page.getByRole('button', { name: 'Open the follow-up page' }).click();
    await page.getByRole('button', { name: 'Send the message' }).waitFor();
    const kept = await keptPaths(page);
    expect(kept.filter((path) => !path.startsWith('/web/')).toSorted()).toEqual(['/en/offline', '/fr/hors-ligne']);
    expect(kept.filter((path) => path.startsWith('/web/'))).toHaveLength(6);
    await page.context().setOffline(true);
    await expect(page.goto(`${origin}/en/follow-up`)).rejects.toThrow('ERR_INTERNET_DISCONNECTED');
  });

  it.each(languages)(
    'says when the service is over, and where to turn, in $language',
    async ({ language, followUp }) => {
      if (hotlineClock.now() < new Date('2027-02-01')) hotlineClock.advance('90d');
      const page = await open(language);
      const [over, other] = ['The hotline has closed', 'La ligne d’assistance est fermée'];
      const isSaid = async (): Promise<void> => {
        for (const title of [over, other]) expect(await page.getByRole('heading', { name: title }).count()).toBe(1);
        expect(await page.getByRole('link', { name: '1-888-495-8501' }).count()).toBe(2);
        // Nobody is told to call or to write to who does not answer.
        expect(await page.locator('a[href="tel:+16135550100"], a[href^="mailto:hotline@"]').count()).toBe(0);
      };
      await page.goto(`${origin}/${language}`);
      await isSaid();
      expect(await page.locator('.talk').count()).toBe(0);
      expect(await unfit(page)).toEqual([]);
      await page.locator('#description').fill(freshWords());
      await send(page).click();
      await received(page).waitFor();
      await isSaid();
      await page.locator(`form[action="${followUp}"] button`).first().click();
      await page.locator('.conversation').waitFor();
      await isSaid();
      expect(await unfit(page)).toEqual([]);
    },
  );
});
