import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { appearances, canBrowse, ConsoleScene, unlessBrowser } from './console-scene.js';
import { until } from './until.js';

const size = 3_000;

describe.runIf(canBrowse)(`the triage queue in the console${unlessBrowser}`, () => {
  let scene: ConsoleScene;

  beforeAll(async () => {
    scene = await ConsoleScene.open();
    await scene.rig.rows(
      `INSERT INTO incident (id, reference, party_id, state, severity, severity_rank, severity_rule, category, rsit,
         account_kind, language, summary, life_safety, violence, foreign_interference, compromised_addresses, opened_at,
         updated_at, score, score_lacks)
       SELECT gen_random_uuid(), 'VG-' || lpad(n::text, 5, '0'), p.id, 'received', s.name, s.rank, 'M1', 'phishing',
         'fraud', 'email', 'en', 'False link number ' || n, n = 1, false, false, '{}', now() - n * interval '1 minute', now(),
         n % 100, 100 - n % 100
       FROM generate_series(1, ${size}) n
         JOIN LATERAL (SELECT (ARRAY['critical','high','medium','low'])[CASE WHEN n <= 10 THEN 1 ELSE 2 + n % 3 END] AS name,
           CASE WHEN n <= 10 THEN 0 ELSE 1 + n % 3 END AS rank) s ON true
         LEFT JOIN party p ON p.key = CASE WHEN n % 2 = 0 THEN 'red-oak' ELSE 'blue-heron' END`,
    );
  }, 240_000);
  afterAll(() => scene?.close());

  const rows = () => scene.page.getByTestId('queue-row');
  const focused = () =>
    scene.page.evaluate('document.activeElement.closest("[data-incident]")?.dataset.incident ?? null');

  it('has all of them to scroll through, and few of them in the page', async () => {
    const { page } = scene;
    await scene.show('/', 'Triage queue');
    await page.getByText(`${size} incidents`).waitFor();
    expect(await rows().first().getAttribute('aria-setsize')).toBe(String(size));
    await until('a thousand are fetched by scrolling', async () => {
      await page.evaluate('window.scrollTo(0, document.body.scrollHeight)');
      return Number(await rows().last().getAttribute('aria-posinset')) >= 1_000;
    });
    expect(await rows().count()).toBeLessThan(80);
  });

  it('keeps what is looked at in its place when a row comes in above it', async () => {
    const { page, rig } = scene;
    await page.evaluate('window.scrollTo(0, 3000)');
    const seen = rows().nth(8);
    const id = await seen.getAttribute('data-incident');
    const row = page.locator(`[data-incident="${id}"]`);
    const before = (await row.boundingBox())?.y ?? 0;
    const [first] = await rig.rows<{ id: string }>(`SELECT id FROM incident WHERE reference = 'VG-02000'`);
    const answer = await scene.desk.act(first?.id ?? '', 'severity', { to: 'critical', reason: 'It spreads' });
    expect(answer.status).toBe(200);
    await page.getByText(/^New critical incident/).waitFor();
    await until('the row is where it was', async () => {
      const { y } = (await row.boundingBox()) ?? { y: -1 };
      // The alert above the page takes room of its own.
      return Math.abs(y - before) < 80;
    });
    await page.getByRole('alert').getByRole('button', { name: 'Close' }).click();
  });

  it('is narrowed by its address, which the back button takes back', async () => {
    const { page } = scene;
    await scene.show('/', 'Triage queue');
    await page.getByLabel('Severity').selectOption('high');
    await page.getByText('More filters').click();
    await page.getByLabel('Party').selectOption('red-oak');
    await until('the address says so', async () => /severity=high.*party=red-oak/.test(page.url()));
    await page.getByText(/^49\d incidents/).waitFor();
    expect(await rows().first().textContent()).toContain('High');
    await page.goBack();
    await page.goBack();
    await page.getByText(`${size} incidents`).waitFor();
    await page.getByLabel('Search').fill('number 1234');
    await page.getByText('1 incident', { exact: true }).waitFor();
    await scene.show('/?severity=critical&unacknowledged=1', 'Triage queue');
    await page.getByText('11 incidents').waitFor();
    await page.getByLabel('Search').fill('nothing like it');
    await page.getByText('No incident fits these filters.').waitFor();
  });

  it('is worked with the keyboard alone: a claim shows at once', async () => {
    const { page } = scene;
    await scene.show('/?severity=critical', 'Triage queue');
    await rows().first().waitFor();
    await page.keyboard.press('j');
    await page.keyboard.press('j');
    await until(
      'the second has the focus',
      async () => (await focused()) === (await rows().nth(1).getAttribute('data-incident')),
    );
    const id = (await focused()) as string;
    await page.keyboard.press('c');
    const row = page.locator(`[data-incident="${id}"]`);
    await row.getByText('Acknowledged by Marc').waitFor();
    await until('the server says so too', async () => (await scene.desk.incident(id)).acknowledgedBy !== null);
    expect(await focused()).toBe(id);
    await page.keyboard.press('Enter');
    await page.waitForURL(/\/incidents\//);
  });

  it('takes a claim back that the server refuses, and says why', async () => {
    const { page } = scene;
    await scene.show('/?severity=critical&unacknowledged=1', 'Triage queue');
    const row = rows().first();
    await row.waitFor();
    await page.route('**/acknowledge', (route) =>
      route.fulfill({
        status: 409,
        contentType: 'application/problem+json',
        body: JSON.stringify({ code: 'already-acknowledged', detail: 'Priya already has this incident.' }),
      }),
    );
    await row.getByRole('button', { name: /^Acknowledge/ }).click();
    await page.getByText(/is not yours\. Priya already has this incident\./).waitFor();
    await row.getByText('Unacknowledged', { exact: true }).waitFor();
    expect(await row.getByText('Acknowledged by').count()).toBe(0);
    await page.unroute('**/acknowledge');
  });

  it('closes several together, says which it left and why, and takes it back', async () => {
    const { page } = scene;
    await scene.show('/?q=number+299', 'Triage queue');
    await page.getByText('11 incidents').waitFor();
    const ids = await Promise.all((await rows().all()).slice(0, 6).map((row) => row.getAttribute('data-incident')));
    for (const id of ids) await page.locator(`[data-incident="${id}"]`).getByRole('checkbox').check();
    await page.getByText('6 selected').waitFor();
    await page.getByRole('button', { name: 'Close as junk' }).click();
    await page.getByText(/^\d closed as junk\./).waitFor();
    const refused = await page.locator('.junk-refused li').allTextContents();
    expect(refused.length).toBeGreaterThan(0);
    for (const told of refused) expect(told).toContain('too severe');
    await page.getByText(`${11 - (6 - refused.length)} incidents`).waitFor();
    await page.getByRole('button', { name: 'Undo' }).click();
    await page.getByText(/^\d reopened\./).waitFor();
    await page.getByText('11 incidents').waitFor();
  });

  it.each(appearances)('is fit for everyone in $language, $scheme, $width pixels wide', async (appearance) => {
    const { page } = scene;
    await scene.appear(appearance);
    await page.goto(`${scene.rig.url}/console/`);
    await rows().nth(3).waitFor();
    expect(await scene.faults()).toEqual([]);
    const shots = process.env['QUEUE_SHOTS'];
    if (shots !== undefined)
      await page.screenshot({ path: `${shots}/queue-${appearance.language}-${appearance.scheme}.png` });
  });
});
