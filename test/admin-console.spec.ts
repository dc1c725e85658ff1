import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { appearances, canBrowse, ConsoleScene, unlessBrowser } from './console-scene.js';

interface Credentials {
  readonly signIn: string;
  readonly password: string;
}

describe.runIf(canBrowse)(`the administration in the console${unlessBrowser}`, () => {
  let scene: ConsoleScene;
  let simone: Page;

  beforeAll(async () => {
    scene = await ConsoleScene.open();
    simone = await enter(scene.rig.person('simone'));
    await simone.getByRole('heading', { level: 1, name: 'Users and roles' }).waitFor();
  }, 240_000);
  afterAll(() => scene?.close());

  /** Signs in, in a browser of their own; in English whatever the account says. */
  async function enter({ signIn, password }: Credentials): Promise<Page> {
    const context = await scene.browser.newContext({ locale: 'en-CA', viewport: { width: 1280, height: 900 } });
    const page = await context.newPage();
    page.setDefaultTimeout(10_000);
    await page.goto(`${scene.rig.url}/console/`);
    await page.getByLabel('Sign-in name', { exact: true }).fill(signIn);
    await page.getByLabel('Password', { exact: true }).fill(password);
    await page.getByLabel('Password', { exact: true }).press('Enter');
    return page;
  }

  it('adds somebody, whose one-time password opens nothing but the way to their own; ends the account again', async () => {
    await simone.getByRole('button', { name: 'Add a person' }).press('Enter');
    await simone.getByLabel('Sign-in name').fill('zoe');
    await simone.getByLabel('Name', { exact: true }).fill('Zoe Tremblay');
    await simone.getByLabel('Role', { exact: true }).selectOption('responder');
    await simone.getByLabel('Telephone').fill('613-555-0102');
    await simone.getByLabel('Telephone').press('Enter');
    await simone.getByText('Somebody else has this telephone number.').waitFor();
    await simone.getByLabel('Telephone').fill('613-555-0188');
    await simone.getByLabel('Telephone').press('Enter');
    const password = await simone.getByLabel('One-time password for Zoe Tremblay').inputValue();

    const zoe = await enter({ signIn: 'zoe', password });
    await zoe.getByText('You signed in with a one-time password.').waitFor();
    expect(await zoe.getByRole('navigation').count()).toBe(0);
    await zoe.getByLabel('Present password').fill(password);
    await zoe.getByLabel('New password', { exact: true }).fill('zoetremblay12345');
    await zoe.getByLabel('New password again').fill('zoetremblay12345');
    await zoe.getByLabel('New password again').press('Enter');
    await zoe.getByText('This is among the first that would be tried').waitFor();
    await zoe.getByLabel('New password', { exact: true }).fill('the heron stands in cold water');
    await zoe.getByLabel('New password again').fill('the heron stands in cold water');
    await zoe.getByLabel('New password again').press('Enter');
    await zoe.getByRole('heading', { level: 1, name: 'Queue' }).waitFor();

    await simone.getByLabel('Find by name').fill('zoe');
    await simone.getByRole('button', { name: 'Change: Zoe Tremblay' }).press('Enter');
    await simone.getByRole('button', { name: 'End account…' }).press('Enter');
    const leaving = simone.getByRole('region', { name: 'If Zoe Tremblay leaves' });
    await leaving.getByText('1 session ends at once.').waitFor();
    await leaving.getByRole('button', { name: 'End the account of Zoe Tremblay' }).press('Enter');
    await simone.getByText('Ended', { exact: true }).waitFor();
    await zoe.reload();
    await zoe.getByLabel('Sign-in name', { exact: true }).waitFor();
    await zoe.context().close();
  }, 60_000);

  const pages = [
    {
      path: '/users',
      who: 'simone',
      en: 'Users and roles',
      fr: 'Comptes et rôles',
      ready: /^(Which role|Ce que permet)/,
    },
    {
      path: '/password',
      who: 'simone',
      en: 'Your password',
      fr: 'Votre mot de passe',
      ready: /^(Change password|Changer le)/,
    },
  ] as const;

  it.each(appearances)(
    'is fit for everyone: $language, $scheme, $width pixels wide',
    async (appearance) => {
      const { language, scheme, width } = appearance;
      await scene.appear(appearance);
      await simone.setViewportSize({ width, height: 800 });
      await simone.emulateMedia({ colorScheme: scheme });
      for (const { path, who, en, fr, ready } of pages) {
        const shown = scene.of(who === 'simone' ? simone : scene.page);
        await shown.speak(language);
        await shown.show(path, language === 'English' ? en : fr);
        await shown.page.getByText(ready).first().waitFor();
        expect(await shown.faults()).toEqual([]);
        await shown.picture(`administration${path.replace('/', '-')}-${language.slice(0, 2)}-${scheme}.png`);
      }
    },
    60_000,
  );
});
