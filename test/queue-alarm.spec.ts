import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { canBrowse, ConsoleScene, unlessBrowser } from './console-scene.js';
import { until } from './until.js';

/** In the page: what really goes to the loudspeaker, and what is really shown on the desktop. */
const listen = `
  globalThis.notes = 0;
  const start = OscillatorNode.prototype.start;
  OscillatorNode.prototype.start = function (...when) { globalThis.notes += 1; return start.apply(this, when); };
  globalThis.AudioContext = new Proxy(AudioContext, {
    construct(target, given) { const made = new target(...given); console.info('may sound: ' + made.state); return made; },
  });
  globalThis.notices = [];
  globalThis.Notification = new Proxy(Notification, {
    construct(target, [title, options]) { notices.push(title + ' ' + JSON.stringify(options)); return new target(title, options); },
  });`;

const notesOfRound = 4;

describe.runIf(canBrowse)(`the alarm of the console${unlessBrowser}`, () => {
  let scene: ConsoleScene;
  let other: Page;
  let ids: readonly { readonly id: string; readonly reference: string }[];

  beforeAll(async () => {
    scene = await ConsoleScene.open();
    const { page, rig } = scene;
    const context = page.context();
    await context.addInitScript(listen);
    await context.grantPermissions(['notifications'], { origin: rig.url });
    ids = await rig.rows(
      `INSERT INTO incident (id, reference, state, severity, severity_rank, severity_rule, category, rsit, account_kind, language,
         summary, life_safety, violence, foreign_interference, compromised_addresses, opened_at, updated_at, score, score_lacks)
       SELECT gen_random_uuid(), 'VG-' || lpad(n::text, 5, '0'), 'triaged', s.name, s.rank, 'M1', 'phishing', 'fraud', 'email', 'en',
         'A secret of the party', false, false, false, '{}', now(), now(), n, 100 - n
       FROM generate_series(1, 4) n JOIN LATERAL (SELECT CASE n WHEN 1 THEN 'critical' ELSE 'low' END AS name,
         CASE n WHEN 1 THEN 0 ELSE 3 END AS rank) s ON true RETURNING id, reference`,
    );
    await scene.show('/reach', 'How I am paged');
    await page.getByLabel('Sound until somebody has it').check();
    await page.getByLabel('Notice on the desktop').check();
    await page.getByText('The browser allows notices from this page.').waitFor();
    other = await context.newPage();
    await other.goto(`${rig.url}/console/`);
    await other.getByText('Live', { exact: true }).waitFor();
  }, 240_000);
  afterAll(() => scene?.close());

  const notes = async () =>
    Promise.all([scene.page, other].map(async (page) => Number(await page.evaluate('globalThis.notes'))));
  const sounded = async () => (await notes()).reduce((sum, one) => sum + one, 0);
  const told = async () =>
    (
      await Promise.all([scene.page, other].map((page) => page.evaluate<readonly string[]>('globalThis.notices')))
    ).flat();
  const raise = async (at: number) => {
    const { status } = await scene.desk.act(ids[at]?.id ?? '', 'severity', { to: 'critical', reason: 'It spreads' });
    expect(status).toBe(200);
  };
  /** Nothing sounds for longer than a round takes. */
  const isQuiet = async () => {
    const before = await sounded();
    await new Promise((end) => setTimeout(end, 4_500));
    return (await sounded()) === before;
  };

  it('is tried with a button, and does not sound for what was there before', async () => {
    expect(await sounded()).toBe(0);
    await scene.page.getByRole('button', { name: 'Play it once' }).click();
    expect(await notes()).toEqual([notesOfRound, 0]);
    expect(await isQuiet()).toBe(true);
  });

  it('sounds in one tab, again and again, until somebody silences it in any', async () => {
    await raise(1);
    await until('it has sounded twice', async () => (await sounded()) >= 3 * notesOfRound);
    expect(await notes()).toEqual([3 * notesOfRound, 0]);
    await other.getByRole('button', { name: 'Silence' }).click();
    await scene.page.getByRole('button', { name: 'Silence' }).waitFor({ state: 'detached' });
    expect(await isQuiet()).toBe(true);
  });

  it('stops when somebody has it', async () => {
    const before = await sounded();
    await raise(2);
    await until('it sounds', async () => (await sounded()) > before);
    expect((await scene.desk.act(ids[2]?.id ?? '', 'acknowledge')).status).toBe(200);
    await scene.page.getByRole('button', { name: 'Silence' }).waitFor({ state: 'detached' });
    expect(await isQuiet()).toBe(true);
  });

  it('shows one notice for each on the desktop, with the reference and the severity alone', async () => {
    const shown = await told();
    // Either tab may be the one that shows it.
    expect(shown.map((one) => one.replace(/,?"tag":"[^"]*"/, '')).toSorted()).toEqual(
      ids.slice(1, 3).map(({ reference }) => `Incident ${reference} {"body":"Critical"}`),
    );
  });

  it('says plainly that the browser keeps it silent, where no tab may sound', async () => {
    const { page, rig } = scene;
    await other.close();
    // To look into a page counts as a click there: that must wait until the page has asked whether it may sound.
    const asked = page.waitForEvent('console', (message) => message.text() === 'may sound: suspended');
    await page.goto(`${rig.url}/console/`);
    await asked;
    await page.getByText(/^The browser keeps this page silent/).waitFor();
    expect(await scene.faults()).toEqual([]);
    await page.keyboard.press('Shift');
    await page.getByText(/^The browser keeps this page silent/).waitFor({ state: 'detached' });
  });
});
