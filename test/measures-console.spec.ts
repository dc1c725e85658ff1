import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { appearances, canBrowse, ConsoleScene, unlessBrowser } from './console-scene.js';
import { incidentOf } from './incident-watch.js';
import { until } from './until.js';

/** What the browser refused to load or to apply: the page tells it itself, before anything of it has run. */
const watchPolicy = `globalThis.refused = [];
  addEventListener('securitypolicyviolation', (event) => globalThis.refused.push(event.violatedDirective + ' ' + event.sourceFile));`;

describe.runIf(canBrowse)(`the board and the measures in the console${unlessBrowser}`, () => {
  let scene: ConsoleScene;
  let id: string;
  const elsewhere: string[] = [];

  beforeAll(async () => {
    scene = await ConsoleScene.open();
    await scene.page.addInitScript(watchPolicy);
    scene.page.on('request', (request) => {
      if (!request.url().startsWith(scene.rig.url) && !request.url().startsWith('blob:')) elsewhere.push(request.url());
    });
    for (const [description, account] of [
      ['Our party Facebook page was taken over and someone is posting in our name right now', 'social'],
      ['Somebody else reads our mail and sends messages from it. I am locked out of my mailbox.', 'email'],
      ['A phishing mail came to a volunteer who did not click.', 'email'],
    ] as const) {
      const contact = { phone: '+16135550199' };
      const receipt = await scene.rig.reportByApi({ language: 'en', description, account, contact });
      ({ id } = await incidentOf(scene.rig, receipt.reference));
    }
    await scene.desk.post(`/api/v1/incidents/${id}/acknowledge`, {});
    await until('it is taken', async () => (await scene.desk.board()).timeToAcknowledge.count === 1);
  }, 240_000);
  afterAll(() => scene?.close());

  const refused = () => scene.page.evaluate('globalThis.refused') as Promise<readonly string[]>;
  const plot = (name: string) => scene.page.getByRole('region', { name, exact: true });
  /** What a button of a plot saves. */
  const saved = async (button: string) => {
    const [download] = await Promise.all([
      scene.page.waitForEvent('download'),
      scene.page.getByRole('button', { name: button, exact: true }).press('Enter'),
    ]);
    return { name: download.suggestedFilename(), bytes: await readFile(await download.path()) };
  };

  it('never loads what draws on the queue', async () => {
    const { page } = scene;
    const loaded: string[] = [];
    page.on('response', (response) => loaded.push(response.url()));
    await scene.show('/', 'Triage queue');
    await page.getByTestId('queue-row').first().waitFor();
    expect(loaded.filter((url) => /engine|measures-page/.test(url))).toEqual([]);
  });

  it('leads from each figure of the board to its reason', async () => {
    const { page, rig } = scene;
    await scene.show('/board', 'Board');
    await page.getByRole('link', { name: /^Critical: 1 open$/ }).press('Enter');
    await page.getByRole('heading', { level: 1, name: 'Triage queue' }).waitFor();
    expect(new URL(page.url()).searchParams.get('severity')).toBe('critical');
    await page.goBack();
    const due = page.getByRole('region', { name: 'Next due, of the most severe' });
    await due.getByRole('link', { name: /left$/ }).press('Enter');
    await page.waitForURL(/\/incidents\//);
    for (const [region, title] of [
      ['On duty', 'Watch'],
      ['Doors and self-test', 'Health of the hotline'],
      ['Time to acknowledge', 'Measures'],
    ] as const) {
      await scene.show('/board', 'Board');
      await page.getByRole('region', { name: region, exact: true }).getByRole('link').first().press('Enter');
      await page.getByRole('heading', { level: 1, name: title }).waitFor();
    }
    expect(await rig.rows('SELECT 1 FROM incident')).toHaveLength(3);
  }, 30_000);

  it('goes through a plot with the keyboard, saying each mark, and opens what it stands for', async () => {
    const { page } = scene;
    await scene.show('/board', 'Board');
    const marks = plot('Open incidents by age').getByRole('figure');
    await marks.locator('svg').waitFor();
    await marks.focus();
    await page.keyboard.press('ArrowRight');
    const said = plot('Open incidents by age').locator('[aria-live]');
    await expect.poll(() => said.textContent()).toMatch(/^\S+, (Critical|High|Medium)/);
    const [reference = ''] = /^[\w-]+/.exec((await said.textContent()) ?? '') ?? [];
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { level: 1 }).getByText(reference).waitFor();
    expect(await refused()).toEqual([]);
  });

  it('shows the table of a plot and saves exactly it as CSV, and the picture as SVG and PNG', async () => {
    const { page } = scene;
    await scene.show('/measures', 'Measures');
    const times = plot('Time to acknowledge');
    await times.locator('svg').waitFor();
    await page.getByRole('button', { name: 'Show table: Time to acknowledge' }).press('Enter');
    const shown = await times.getByRole('table').getByRole('row').allInnerTexts();
    const csv = await saved('CSV: Time to acknowledge');
    expect(csv.name).toMatch(/^time-to-acknowledge_\d{4}-\d\d-\d\d_\d{4}-\d\d-\d\d\.csv$/);
    const text = csv.bytes.toString('utf8');
    expect(text.startsWith('\uFEFFSeverity,Incidents,Reached,Not yet,Median (s),')).toBe(true);
    const lines = text.trimEnd().split('\r\n');
    expect(lines).toHaveLength(shown.length);
    expect(lines[1]).toMatch(/^All,3,1,2,,,,,1,0$/);
    const svg = await saved('SVG: Time to acknowledge');
    expect(svg.bytes.toString('utf8')).toMatch(/^<svg [\s\S]*<title>Time to acknowledge<\/title>[\s\S]*<\/svg>\s*$/);
    const isWellFormed = `new DOMParser().parseFromString(${JSON.stringify(svg.bytes.toString('utf8').replaceAll(/ style="[^"]*"/g, ''))}, 'image/svg+xml').querySelector('parsererror') === null`;
    expect(await page.evaluate(isWellFormed)).toBe(true);
    const png = await saved('PNG: Time to acknowledge');
    expect(png.bytes.subarray(1, 4).toString()).toBe('PNG');
    // Two points for each CSS pixel of 1000.
    expect(png.bytes.readUInt32BE(16)).toBe(2_000);
    expect(await refused()).toEqual([]);
  }, 30_000);

  it('keeps the period in the address, and says when nothing happened in it', async () => {
    const { page } = scene;
    await scene.show('/measures', 'Measures');
    const period = page.getByLabel('Period', { exact: true });
    await period.selectOption('custom');
    await page.getByRole('button', { name: 'Show', exact: true }).click();
    await page.getByText('Choose a first and a last day, at most 400 days apart.').waitFor();
    await page.getByLabel('First day').fill('2020-01-01');
    await page.getByLabel('Last day').fill('2020-01-31');
    await page.getByRole('button', { name: 'Show', exact: true }).click();
    await page.getByText('Nothing was reported in this period.').waitFor();
    expect(page.url()).toContain('period=custom&from=2020-01-01&to=2020-01-31');
    await period.selectOption({ label: 'River Bend by-election, service window' });
    await plot('Time to acknowledge').waitFor();
    await page.reload();
    expect(await period.inputValue()).toMatch(/^window:/);
  }, 30_000);

  it('puts every plot on paper with its table, and nothing of the frame', async () => {
    const { page } = scene;
    await scene.show('/measures', 'Measures');
    await plot('Load by hour of the week').locator('svg').waitFor();
    await page.emulateMedia({ media: 'print' });
    expect(await page.getByRole('table').count()).toBeGreaterThan(8);
    for (const table of await page.getByRole('table').all()) expect(await table.isVisible()).toBe(true);
    expect(await page.getByRole('navigation').isVisible()).toBe(false);
    await page.emulateMedia({ media: null });
  });

  it.each(appearances)(
    'is fit for everyone: $language, $scheme, $width pixels wide',
    async (appearance) => {
      const french = appearance.language === 'Français';
      await scene.appear(appearance);
      for (const [path, title, file] of [
        ['/board', french ? 'Tableau de bord' : 'Board', 'board'],
        ['/measures', french ? 'Mesures' : 'Measures', 'measures'],
      ] as const) {
        await scene.show(path, title);
        await scene.page.locator('.plot svg').first().waitFor();
        expect(await scene.faults()).toEqual([]);
        expect(await refused()).toEqual([]);
        await scene.picture(`${file}-${appearance.language.slice(0, 2)}-${appearance.scheme}.png`);
      }
      expect(elsewhere).toEqual([]);
    },
    30_000,
  );
});
