import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { movingThings, namelessControls, sidewaysOverflow } from './accessibility.js';
import { openConsole } from './console-pages.js';
import { appearances, canBrowse, ConsoleScene, everyAppearance, unlessBrowser } from './console-scene.js';
import { incidentOf } from './incident-watch.js';
import { until } from './until.js';

/** Which page is which picture in `docs/images/screens`, one for every appearance. */
const screens: Readonly<Record<string, string>> = {
  '/': 'queue',
  '/incidents/$id': 'incident',
  '/incidents/$id/timeline': 'timeline',
  '/board': 'board',
  '/measures': 'measures',
  '/watch': 'watch',
};

/** Beside the one that is looked at, so that lists are lists. */
const others = [
  {
    language: 'fr',
    description: 'Notre page Facebook est piratée : quelqu’un y publie en notre nom et nous n’y avons plus accès.',
    account: 'social',
    contact: { phone: '+16135550188' },
  },
  {
    language: 'en',
    description: 'We received a strange mail with a link to a sign-in page. Nobody clicked on it.',
    account: 'email',
    contact: { email: 'office@elsewhere.example' },
  },
] as const;

const report = {
  language: 'en',
  description:
    'Somebody else reads our mail right now and sends messages with a false link, https://red-oak.example.evil.test, from it.',
  account: 'email',
  contact: { phone: '+16135550199', email: 'aide@private.example' },
} as const;

/** What the product's own code must never do: load from elsewhere, break its content security policy, throw. */
interface Trespasses {
  readonly foreign: string[];
  readonly faults: string[];
}

function watchTrespasses(page: Page, origin: string): Trespasses {
  const trespasses: Trespasses = { foreign: [], faults: [] };
  page.on('request', (request) => {
    const url = new URL(request.url());
    if (url.origin !== origin && url.protocol !== 'blob:') trespasses.foreign.push(request.url());
  });
  page.on('pageerror', (error) => trespasses.faults.push(error.message));
  // Chromium tells a refused style, script, picture or connection here.
  page.on('console', (message) => {
    if (/content security policy/i.test(message.text())) trespasses.faults.push(message.text());
  });
  return trespasses;
}

const isShown = (what: Locator): Promise<boolean> =>
  what.waitFor({ timeout: 3_000 }).then(
    () => true,
    () => false,
  );

/** They show themselves before anything is asked for. */
const blankForms = new Set(['/directory/new', '/directory/import', '/password']);

describe.runIf(canBrowse)(`every page of the console${unlessBrowser}`, () => {
  let scene: ConsoleScene;
  let trespasses: Trespasses;
  let incidentId = '';
  /** Each address that the router knows, its parameters filled in. */
  let addresses: readonly string[];

  beforeAll(async () => {
    scene = await ConsoleScene.open();
    const { page, rig } = scene;
    trespasses = watchTrespasses(page, rig.url);
    const { reference } = await rig.reportByApi(report);
    const { id } = await incidentOf(rig, reference);
    incidentId = id;
    for (const other of others) await incidentOf(rig, (await rig.reportByApi(other)).reference);
    await rig.settled();
    const contact = await until(
      'the directory is there',
      async () => (await rig.rows<{ id: string }>('SELECT id FROM contact ORDER BY id LIMIT 1'))[0],
    );
    const patterns = await page.evaluate<readonly string[]>(
      `Object.values(self.__TSR_ROUTER__.routesById).map((route) => route.fullPath)`,
    );
    addresses = [...new Set(patterns.map((pattern) => (pattern === '/' ? pattern : pattern.replace(/\/$/, ''))))].map(
      (pattern) =>
        pattern.replace('/incidents/$id', `/incidents/${id}`).replace('/contacts/$id', `/contacts/${contact.id}`),
    );
  }, 240_000);
  afterAll(() => scene?.close());

  const headings = () => scene.page.getByRole('heading', { level: 1 });

  /** Goes there and resolves once what was asked for is shown. */
  async function open(address: string): Promise<void> {
    const { page, rig } = scene;
    await page.goto(`${rig.url}/console${address}`);
    await headings().first().waitFor();
    await page
      .getByText(/^(Loading|Chargement)/)
      .first()
      .waitFor({ state: 'hidden' });
  }

  async function onEach(look: (address: string) => Promise<readonly unknown[]>): Promise<readonly unknown[]> {
    const faults: unknown[] = [];
    for (const address of addresses) {
      await open(address);
      faults.push(...(await look(address)).map((fault) => [address, fault]));
    }
    return faults;
  }

  it('is known here with its parameters', () => {
    expect(addresses.filter((address) => address.includes('$'))).toEqual([]);
    expect(addresses.length).toBeGreaterThan(10);
  });

  it('can be used by everyone, in both languages, themes and widths', async () => {
    const faults = await onEach(async (address) => {
      const name = screens[address.replace(incidentId, '$id')];
      const found: unknown[] = [];
      for (const appearance of name === undefined ? appearances : everyAppearance) {
        await scene.appear(appearance);
        const { language, scheme, width } = appearance;
        const look = `${language === 'English' ? 'en' : 'fr'}-${scheme}-${width}`;
        const unlike = name === undefined ? [] : await scene.unlike(`screens/${name}-${look}.png`);
        found.push(...[...(await scene.faults()), ...unlike].map((fault) => [look, fault]));
      }
      return found;
    });
    expect(faults).toEqual([]);
  }, 180_000);

  it('has one heading, a title and a name for every control, fits at 200 %, and moves nothing unasked', async () => {
    const { page } = scene;
    await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' });
    await scene.speak('English');
    // A window of 1280 by 800 pixels, at twice the size.
    await page.setViewportSize({ width: 640, height: 400 });
    const faults = await onEach(async () => {
      const [title, count, nameless] = [await page.title(), await headings().count(), await namelessControls(page)];
      const [wider, moving] = [await sidewaysOverflow(page), await movingThings(page)];
      return [
        ...nameless,
        ...(title.trim() !== '' && title !== 'Vigil' ? [] : [`the title is “${title}”`]),
        ...(count === 1 ? [] : [`${count} headings of the first level`]),
        ...(wider > 0 ? [`${wider} pixels too wide`] : []),
        ...(moving > 0 ? [`${moving} things move`] : []),
      ];
    });
    await page.emulateMedia({ reducedMotion: null });
    expect(faults).toEqual([]);
  }, 60_000);

  it('says in its place what it may not fetch', async () => {
    const { page } = scene;
    await scene.appear(everyAppearance[1]);
    const unfetched: string[] = [];
    for (const address of addresses) {
      const pattern = /\/api\/v1\/(?!session|live)/;
      await page.route(pattern, (route) =>
        route.fulfill({ status: 403, contentType: 'application/problem+json', body: '{}' }),
      );
      await page.goto(`${scene.rig.url}/console${address}`);
      await headings().first().waitFor();
      const told = page.locator('main').getByText(/Votre rôle ne/);
      const isTold = blankForms.has(address) || (await isShown(told.first()));
      const count = await headings().count();
      await page.unroute(pattern);
      if (!isTold || count !== 1) unfetched.push(`${address}: ${count} headings, told: ${isTold}`);
    }
    await scene.appear(appearances[0]);
    expect(unfetched).toEqual([]);
  }, 120_000);

  it('is refused with a sentence to whoever may not see it', async () => {
    const { browser, rig } = scene;
    const context = await browser.newContext({ locale: 'en-CA' });
    const page = await openConsole(context, `${rig.url}/console/`, rig.person('daniel'));
    const faults: string[] = [];
    for (const address of addresses) {
      await page.goto(`${rig.url}/console${address}`);
      await page.getByRole('heading', { level: 1 }).first().waitFor();
      await page
        .getByText(/^Loading/)
        .first()
        .waitFor({ state: 'hidden' });
      const main = ((await page.locator('main').textContent()) ?? '').trim();
      if (main.length < 40 || /undefined|\[object|NaN/.test(main)) faults.push(`${address}: ${main}`);
    }
    await context.close();
    expect(faults).toEqual([]);
  }, 60_000);

  it('asks nobody else for anything, and keeps its content security policy', () => {
    expect(trespasses).toEqual({ foreign: [], faults: [] });
  });
});
