import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openConsole } from './console-pages.js';
import { appearances, canBrowse, ConsoleScene, unlessBrowser } from './console-scene.js';
import { incidentOf } from './incident-watch.js';
import { until } from './until.js';

const description =
  'Somebody else reads our mail right now and sends messages with a false link, https://red-oak.example.evil.test, from it.';

describe.runIf(canBrowse)(`the palette of the console${unlessBrowser}`, () => {
  let scene: ConsoleScene;
  let incident: { readonly id: string; readonly reference: string };

  beforeAll(async () => {
    scene = await ConsoleScene.open();
    const { reference } = await scene.rig.reportByApi({ language: 'en', description, account: 'email' });
    incident = await incidentOf(scene.rig, reference);
  }, 240_000);
  afterAll(() => scene?.close());

  const field = () => scene.page.getByRole('combobox', { name: /^(What are you looking for|Que cherchez-vous)/ });
  const options = () => scene.page.locator('dialog.palette').getByRole('option');
  const chosen = () => scene.page.locator('dialog.palette').getByRole('option', { selected: true });

  async function open(): Promise<void> {
    await scene.page.keyboard.press('Control+k');
    await field().waitFor();
    await until('the field has the focus', () =>
      scene.page.evaluate(`document.activeElement?.getAttribute('role') === 'combobox'`),
    );
  }

  it('goes to a page by a few letters, and the field names what is chosen', async () => {
    const { page } = scene;
    await scene.show('/', 'Triage queue');
    await open();
    expect(await options().count()).toBeGreaterThan(8);
    await page.keyboard.type('bord');
    await page.getByText(/^Nothing fits/).waitFor();
    for (const _ of 'rd') await page.keyboard.press('Backspace');
    await page.keyboard.type('ard');
    await until('one fits', async () => (await options().count()) === 1);
    expect(await chosen().textContent()).toBe('Go to: Board');
    expect(await field().getAttribute('aria-activedescendant')).toBe(await chosen().getAttribute('id'));
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { level: 1, name: 'Board' }).waitFor();
    expect(await field().count()).toBe(0);
  });

  it('finds an incident by its reference and by words of it, from any page', async () => {
    const { page } = scene;
    for (const typed of [incident.reference.toLowerCase(), 'false link']) {
      await scene.show('/board', 'Board');
      await open();
      await page.keyboard.type(typed);
      await page.getByRole('option', { name: new RegExp(incident.reference) }).waitFor();
      await until('it is chosen', async () => (await chosen().textContent())?.includes(incident.reference));
      await page.keyboard.press('Enter');
      await page.waitForURL(new RegExp(incident.id));
      expect(await field().count()).toBe(0);
    }
  });

  it('acts on the incident that is shown: it is taken, and the note has the focus', async () => {
    const { page } = scene;
    await scene.show(`/incidents/${incident.id}`, '');
    await open();
    await page.keyboard.type('acknowledge');
    await page.keyboard.press('Enter');
    await page.getByText(/^You have it/).waitFor();
    expect((await scene.desk.incident(incident.id)).acknowledgedBy?.name).toBe(scene.rig.person('marc').name);
    await open();
    await page.keyboard.type('acknowledge');
    await page.getByText(/^Nothing fits/).waitFor();
    await page.keyboard.press('Escape');
    await open();
    await page.keyboard.type('write a note');
    await page.keyboard.press('Enter');
    await until('the field of the note has the focus', async () =>
      scene.page.evaluate(`document.activeElement?.closest('#note-form') !== null`),
    );
    // The same by its key, once nobody types.
    await page.evaluate('document.activeElement.blur()');
    await page.keyboard.press('s');
    await until('the severities are open', async () =>
      page.evaluate(`document.getElementById('severity-form').contains(document.activeElement)`),
    );
  });

  it('gives the focus back when it is left, and the arrows go around', async () => {
    const { page } = scene;
    await scene.show('/', 'Triage queue');
    await page.getByLabel('Search', { exact: true }).focus();
    await open();
    const first = await chosen().textContent();
    await page.keyboard.press('ArrowUp');
    expect(await chosen().textContent()).toBe(await options().last().textContent());
    await page.keyboard.press('ArrowDown');
    expect(await chosen().textContent()).toBe(first);
    await page.keyboard.press('Escape');
    await until('the search has the focus', () => page.evaluate(`document.activeElement.type === 'search'`));
  });

  it('lists its own key and the others, made from the same commands', async () => {
    const { page } = scene;
    await scene.show(`/incidents/${incident.id}`, '');
    await page.keyboard.press('?');
    const dialog = page.getByRole('dialog', { name: 'Keys' });
    await dialog.getByText('Ctrl K').waitFor();
    const listed = new Map<string, string>();
    for (const row of await dialog.locator('.keys > div').all())
      listed.set((await row.locator('dt').textContent()) ?? '', (await row.locator('dd').textContent()) ?? '');
    await page.keyboard.press('Escape');
    await open();
    const keys = await page.locator('[role=option]:has(kbd)').all();
    expect(keys.length).toBeGreaterThan(4);
    for (const option of keys) {
      const key = (await option.locator('kbd').textContent()) ?? '';
      expect(listed.get(key)).toBe(await option.locator('span').textContent());
    }
    await page.keyboard.press('Escape');
  });

  it('changes colours and language', async () => {
    const { page } = scene;
    await scene.show('/', 'Triage queue');
    const theme = () => page.evaluate('document.documentElement.dataset.theme');
    expect(await theme()).toBe('light');
    await open();
    await page.keyboard.type('dark');
    await page.keyboard.press('Enter');
    expect(await theme()).toBe('dark');
    await page.reload();
    await page.getByRole('heading', { level: 1 }).waitFor();
    expect(await theme()).toBe('dark');
    await open();
    await page.keyboard.type('system');
    await page.keyboard.press('Enter');
    expect(await theme()).toBe('light');
    await open();
    await page.keyboard.type('francais');
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: /^Commandes/ }).waitFor();
    await scene.speak('English');
  });

  it('offers a liaison nothing that the role may not do', async () => {
    const { rig, browser } = scene;
    const context = await browser.newContext({ locale: 'en-CA' });
    const page = await openConsole(context, `${rig.url}/console/`, rig.person('liaison-red-oak'));
    await page.keyboard.press('Control+k');
    await page.locator('dialog.palette').getByRole('option').first().waitFor();
    const told = (await page.locator('dialog.palette').getByRole('option').allTextContents()).join(' | ');
    expect(told).not.toMatch(/Board|Acknowledge|Aller à.*(Tableau|Suivi)|Measures|Health|Administration/);
    await context.close();
  });

  it.each(appearances)('is fit for everyone in $language, $scheme, $width pixels wide', async (appearance) => {
    const { page } = scene;
    await scene.show('/', '');
    await scene.appear(appearance);
    await page.getByRole('button', { name: /^Comman/ }).click();
    await field().waitFor();
    await page.keyboard.type(incident.reference);
    await page.getByRole('option', { name: new RegExp(incident.reference) }).waitFor();
    expect(await scene.faults()).toEqual([]);
    const shots = process.env['QUEUE_SHOTS'];
    if (shots !== undefined)
      await page.screenshot({ path: `${shots}/palette-${appearance.language}-${appearance.scheme}.png` });
    await page.keyboard.press('Escape');
  });
});
