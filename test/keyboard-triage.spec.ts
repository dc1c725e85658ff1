import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { canBrowse, ConsoleScene, unlessBrowser } from './console-scene.js';
import { incidentOf } from './incident-watch.js';
import { until } from './until.js';

/** More than the longest page has of what the Tab key stops at. */
const furthest = 250;

/** The name and the text field or button of what has the focus, as the page says it. */
const focused = (page: Page) =>
  page.evaluate(
    `(({ activeElement: at }) => at.getAttribute('aria-label') ?? at.labels?.[0]?.textContent ?? at.textContent ?? '')(document)`,
  ) as Promise<string>;

/** Goes on with the Tab key alone until what is called so has the focus. */
async function tabTo(page: Page, name: string | RegExp): Promise<void> {
  for (let stops = 0; stops < furthest; stops += 1) {
    const at = (await focused(page)).trim();
    if (typeof name === 'string' ? at === name : name.test(at)) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`the Tab key never came to ${name}`);
}

describe.runIf(canBrowse)(`triage by keyboard alone, in French${unlessBrowser}`, () => {
  let scene: ConsoleScene;
  let incidentId = '';

  beforeAll(async () => {
    scene = await ConsoleScene.open();
    const { reference } = await scene.rig.reportByApi({
      language: 'fr',
      description: 'Quelqu’un lit nos courriels en ce moment et en envoie de faux de notre adresse.',
      account: 'email',
      contact: { phone: '+16135550188' },
    });
    incidentId = (await incidentOf(scene.rig, reference)).id;
    await scene.rig.settled();
    await scene.speak('Français');
  }, 240_000);
  afterAll(() => scene?.close());

  const incident = () => scene.desk.incident(incidentId);
  const hasFocus = () => scene.page.evaluate('document.activeElement !== document.body') as Promise<boolean>;

  it('goes from the queue over the claim and a note to the moment it is contained, and never loses its place', async () => {
    const { page } = scene;
    await scene.show('/', 'File de triage');
    await page.getByTestId('queue-row').first().waitFor();
    await page.keyboard.press('j');
    await page.keyboard.press('c');
    await until('it is claimed', async () => (await incident()).acknowledgedBy !== null);
    await page.keyboard.press('Enter');
    await page.waitForURL(/\/incidents\//);
    await page.getByRole('heading', { level: 1 }).waitFor();

    await tabTo(page, 'Note pour la chronologie');
    await page.keyboard.type('Rappelé au bureau; le mot de passe est changé.');
    await tabTo(page, 'Enregistrer la note');
    await page.keyboard.press('Enter');
    await page.getByText('Enregistrée dans la chronologie.').waitFor();
    expect(await hasFocus()).toBe(true);

    for (const [name, state] of moves) {
      await tabTo(page, name);
      await page.keyboard.press('Enter');
      await until(`it is ${state}`, async () => (await incident()).state === state);
      await until('the focus is not lost', hasFocus);
    }
  }, 120_000);
});

/** What each step is called on its button, and the state that follows. */
const moves = [
  ['Marquer comme trié', 'triaged'],
  ['Marquer comme maîtrisé', 'contained'],
] as const;
