import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Board } from '#contracts';
import { canBrowse, ConsoleScene, unlessBrowser } from './console-scene.js';
import { until } from './until.js';

const severities = ['critical', 'high', 'medium', 'low', 'not-an-incident'] as const;

/** Of each severity so many, of which every third is taken, every fifth resolved and every seventh closed. */
const of = { critical: 23, high: 41, medium: 17, low: 9, 'not-an-incident': 12 } as const;

describe.runIf(canBrowse)(`the figures of the board${unlessBrowser}`, () => {
  let scene: ConsoleScene;

  beforeAll(async () => {
    scene = await ConsoleScene.open();
    for (const [rank, severity] of severities.entries()) {
      await scene.rig.rows(
        `INSERT INTO incident (id, reference, state, severity, severity_rank, severity_rule, category, rsit, account_kind, language,
           summary, life_safety, violence, foreign_interference, compromised_addresses, opened_at, updated_at, score, score_lacks,
           acknowledged_by, acknowledged_at)
         SELECT gen_random_uuid(), 'VG-' || $2::int || lpad(n::text, 4, '0'),
           CASE WHEN n % 7 = 0 THEN 'closed' WHEN n % 5 = 0 THEN 'resolved' ELSE 'triaged' END,
           $1, $2::int, 'M1', 'phishing', 'fraud', 'email', 'en', 'False link number ' || n, false, false, false, '{}',
           now() - n * interval '1 minute', now(), n, 100 - n, CASE WHEN n % 3 = 0 THEN u.id END, CASE WHEN n % 3 = 0 THEN now() END
         FROM generate_series(1, $3::int) n JOIN user_account u ON u.key = 'marc'`,
        [severity, rank, of[severity]],
      );
    }
  }, 240_000);
  afterAll(() => scene?.close());

  const board = async (): Promise<Board> => (await scene.desk.get<Board>('/api/v1/board')).body;

  it('lead each to the very incidents that it counts', async () => {
    const { page } = scene;
    const { open } = await board();
    expect(open.map(({ unacknowledged }) => unacknowledged).filter((count) => count > 0).length).toBeGreaterThan(3);
    await scene.show('/board', 'Board');
    const links = page.locator('.open-now a[href*="?"]');
    await links.first().waitFor();
    const hrefs = await Promise.all((await links.all()).map((link) => link.getAttribute('href')));
    // A figure of each severity, and of what nobody has wherever somebody must.
    expect(hrefs).toHaveLength(severities.length + 4);
    for (const [place, href] of hrefs.entries()) {
      await scene.show('/board', 'Board');
      const link = links.nth(place);
      const told = Number(/\d+/.exec((await link.textContent()) ?? '')?.[0]);
      await link.click();
      await page.getByRole('heading', { level: 1, name: 'Triage queue' }).waitFor();
      await page.getByText(`${told} incident${told === 1 ? '' : 's'}`, { exact: true }).waitFor();
      const asked = new URLSearchParams(href?.split('?')[1]);
      const severity = asked.get('severity');
      const figure = open.find((one) => one.severity === severity);
      const isWaiting = asked.has('unacknowledged');
      expect([href, told]).toEqual([href, isWaiting ? figure?.unacknowledged : figure?.count]);
      await until('all rows are of that severity', async () => {
        const rows = await page.getByTestId('queue-row').all();
        const classes = await Promise.all(rows.map((row) => row.getAttribute('class')));
        return classes.length > 0 && classes.every((names) => names?.includes(`row-${severity}`));
      });
      const taken = await page.getByText(/^Acknowledged by/).count();
      expect([href, isWaiting && taken > 0]).toEqual([href, false]);
    }
  });
});
