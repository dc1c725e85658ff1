import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { SavedView } from '#contracts';
import { appearances, canBrowse, ConsoleScene, unlessBrowser } from './console-scene.js';
import { until } from './until.js';

describe.runIf(canBrowse)(`the views of the queue${unlessBrowser}`, () => {
  let scene: ConsoleScene;

  beforeAll(async () => {
    scene = await ConsoleScene.open();
    await scene.rig.rows(
      `INSERT INTO incident (id, reference, state, severity, severity_rank, severity_rule, category, rsit, account_kind, language,
         summary, life_safety, violence, foreign_interference, compromised_addresses, opened_at, updated_at, score, score_lacks)
       SELECT gen_random_uuid(), 'VG-' || lpad(n::text, 5, '0'), 'triaged', CASE WHEN n < 4 THEN 'high' ELSE 'low' END,
         CASE WHEN n < 4 THEN 1 ELSE 3 END, 'M1', 'phishing', 'fraud', 'email', 'en', 'A false link', false, false, false, '{}',
         now(), now(), n, 100 - n FROM generate_series(1, 9) n`,
    );
  }, 240_000);
  afterAll(() => scene?.close());

  const views = async () => (await scene.desk.get<readonly SavedView[]>('/api/v1/queue/views')).body;
  const tab = (name: string) => scene.page.locator('section.views nav a').filter({ hasText: name });
  const press = (name: string) => scene.page.getByRole('button', { name, exact: true }).click();

  it('are kept under a name, opened, and say how many they find', async () => {
    const { page } = scene;
    await scene.show('/?severity=high', 'Triage queue');
    await press('Keep these filters as a view');
    await page.keyboard.type('Urgent');
    await page.keyboard.press('Enter');
    await tab('Urgent').getByText('3', { exact: true }).waitFor();
    expect(await tab('Urgent').getAttribute('aria-current')).toBe('page');
    expect(await tab('Whole queue').getAttribute('aria-current')).toBeNull();
    expect((await views()).map(({ name, filter }) => [name, filter])).toEqual([['Urgent', { severity: 'high' }]]);
    await tab('Whole queue').click();
    await page.getByText('9 incidents').waitFor();
    await tab('Urgent').click();
    await page.getByText('3 incidents').waitFor();
  });

  it('say honestly what was refused, and show what is true', async () => {
    const { page } = scene;
    await scene.show('/?severity=low', 'Triage queue');
    await press('Keep these filters as a view');
    await page.keyboard.type('URGENT');
    await page.keyboard.press('Enter');
    await page.getByText('One of your views has this name. Choose another.').waitFor();
    await until('it is not there', async () => (await tab('URGENT').count()) === 1);
    expect(await views()).toHaveLength(1);
  });

  it('are shown first when the console is opened, renamed and deleted', async () => {
    const { page, rig } = scene;
    await scene.show('/?severity=high', 'Triage queue');
    await press('Show this view first');
    await until('it is kept', async () => (await views())[0]?.isDefault);
    await page.goto(`${rig.url}/console/`);
    await page.waitForURL(/severity=high/);
    await page.getByText('3 incidents').waitFor();
    await tab('Whole queue').click();
    await page.getByText('9 incidents').waitFor();
    await tab('Urgent').click();
    await press('Rename this view');
    await page.getByLabel('Name of the view').fill('At once');
    await press('Keep');
    await tab('At once').waitFor();
    await until('it is kept', async () => (await views())[0]?.name === 'At once');
    await press('Delete this view');
    await until('it is gone', async () => (await views()).length === 0);
    await scene.show('/', 'Triage queue');
    await page.getByText('9 incidents').waitFor();
    expect(await tab('At once').count()).toBe(0);
  });

  it.each(appearances)('are fit for everyone in $language, $scheme, $width pixels wide', async (appearance) => {
    await scene.desk.post('/api/v1/queue/views', { name: 'A view with a name', filter: { severity: 'high' } });
    await scene.show('/?severity=high', '');
    await scene.appear(appearance);
    await tab('A view with a name').waitFor();
    expect(await scene.faults()).toEqual([]);
    const shots = process.env['QUEUE_SHOTS'];
    if (shots !== undefined)
      await scene.page.screenshot({ path: `${shots}/views-${appearance.language}-${appearance.scheme}.png` });
  });
});
