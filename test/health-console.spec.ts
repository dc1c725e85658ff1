import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { HealthView } from '#contracts';
import { appearances, canBrowse, ConsoleScene, unlessBrowser } from './console-scene.js';
import { incidentOf } from './incident-watch.js';
import { until } from './until.js';

/** An event about a page that there is not: handling it does nothing. */
const event = { type: 'page.unreachable', queue: 'escalation' } as const;

describe.runIf(canBrowse)(`the health of the hotline in the console${unlessBrowser}`, () => {
  let scene: ConsoleScene;

  beforeAll(async () => {
    scene = await ConsoleScene.open();
  }, 240_000);
  afterAll(() => scene?.close());

  /** As the queue leaves an event on which it has given up. */
  const park = async () => {
    const id = randomUUID();
    const data = { pageId: randomUUID(), incidentId: randomUUID(), userId: randomUUID() };
    await scene.rig.rows(
      `WITH made AS (
         INSERT INTO event (id, type, version, occurred_at, correlation_id, data) VALUES ($1, $2, 1, now(), $1, $3))
       INSERT INTO outbox (event_id, queue, created_at, published_at, parked_at, last_error)
       VALUES ($1, $4, now(), now(), now(), 'TypeError: no such rule')`,
      [id, event.type, JSON.stringify(data), event.queue],
    );
    return id;
  };
  const isHandled = async (id: string) => {
    const [row] = await scene.rig.rows<{ handled: boolean }>(
      'SELECT handled_at IS NOT NULL AS handled FROM outbox WHERE event_id = $1',
      [id],
    );
    return row?.handled === true;
  };
  /** Of a channel that is not tested here, so that no look clears it. */
  const find = (channel: string) =>
    scene.rig.rows(
      `INSERT INTO finding (id, kind, subject, name, opened_at) VALUES ($1, 'self-test-late', $2, $2, now())`,
      [randomUUID(), channel],
    );

  it('makes an address for an outside watcher, hears it, tells when it falls silent, and revokes it', async () => {
    const { page, rig } = scene;
    await scene.show('/health', 'Health of the hotline');
    await page.getByText('Nothing is found wrong.').waitFor();
    await page.getByText('No outside watcher must be heard from.').waitFor();
    await page.getByLabel('Name of the watcher').fill('Backup of the voter list');
    await page.getByLabel('Heard at least every, minutes').fill('5');
    await page.getByRole('button', { name: 'Add watcher' }).press('Enter');
    const url = await page.getByLabel('Secret address to call').inputValue();
    const watcher = page.getByRole('listitem').filter({ hasText: 'every 5 min' });
    await watcher.getByText('not heard yet').waitFor();
    expect((await fetch(url, { method: 'POST' })).status).toBe(204);
    await page.reload();
    await watcher.getByText('well').waitFor();

    await rig.rows(`UPDATE heartbeat_monitor SET last_beat_at = now() - interval '6 minutes'`);
    await until(
      'managers are told',
      async () => (await rig.rows(`SELECT 1 FROM notice WHERE kind = 'monitor-silent'`)).length > 0,
      40_000,
    );
    await page.reload();
    await page.getByRole('heading', { name: '1 thing is wrong' }).waitFor();
    await watcher.getByText('silent').waitFor();
    const urgent = page.getByRole('region', { name: 'Somebody has to see to this' });
    await urgent.getByText('Backup of the voter list has been silent').waitFor();
    const runbook = page.getByRole('link', { name: 'What to do: An outside watcher is silent' });
    const leads = await fetch((await runbook.getAttribute('href')) ?? '');
    expect(await leads.text()).toContain('An outside watcher is silent');

    await find('sms');
    await park();
    await page.reload();
    await page.getByRole('heading', { name: '2 things are wrong' }).waitFor();
    await scene.picture('health.png');
    await scene.show('/watch', 'Watch');
    await urgent.getByRole('button', { name: 'I see to it' }).press('Enter');
    await urgent.getByText('Marc Gagnon sees to it').waitFor();
    expect(await rig.rows('SELECT 1 FROM notice WHERE again_at IS NOT NULL')).toEqual([]);
    expect(await scene.faults()).toEqual([]);
    await scene.show('/health', 'Health of the hotline');
    await page.getByRole('button', { name: 'Revoke: Backup of the voter list' }).press('Enter');
    await page.getByText('No outside watcher must be heard from.').waitFor();
    expect((await fetch(url, { method: 'POST' })).status).toBe(404);
  }, 90_000);

  it('accepts what cannot be mended with a reason', async () => {
    const { page, desk } = scene;
    await find('email');
    await scene.show('/health', 'Health of the hotline');
    const finding = page.getByRole('listitem').filter({ hasText: 'A self-test did not come out: email' });
    await finding.getByText('It cannot be mended', { exact: true }).press('Enter');
    await finding.getByLabel('Why it cannot be mended').fill('The receiver is gone.');
    await finding.getByRole('button', { name: 'Accept: A self-test did not come out, email' }).press('Enter');
    await finding.getByText('Accepted: The receiver is gone.').waitFor();
    const { findings } = (await desk.get<HealthView>('/api/v1/health')).body;
    expect(findings.find(({ name }) => name === 'email')?.acceptedBecause).toBe('The receiver is gone.');
  }, 30_000);

  it('gives events that were given up on another try, one and then all', async () => {
    const { page } = scene;
    const ids = [await park(), await park()];
    await scene.show('/health', 'Health of the hotline');
    const rows = page.getByRole('listitem').filter({ hasText: 'TypeError: no such rule' });
    await rows.first().waitFor();
    const shown = await rows.count();
    await rows.first().getByRole('button').press('Enter');
    await expect.poll(() => rows.count()).toBe(shown - 1);
    await page.getByRole('button', { name: /^Try all/ }).press('Enter');
    await page.getByText('No event was given up on.').waitFor();
    for (const id of ids) await until('it is handled', () => isHandled(id), 20_000);
  }, 60_000);

  it('says on an incident which ways each page went', async () => {
    const { page, rig } = scene;
    const receipt = await rig.reportByApi({
      language: 'en',
      description: 'Somebody else reads our mail right now and sends messages from it. I am locked out of my mailbox.',
      account: 'email',
      contact: { phone: '+16135550199' },
    });
    const { id } = await incidentOf(rig, receipt.reference);
    await until('a page was sent', async () => {
      const sent = await rig.rows(`SELECT 1 FROM delivery WHERE incident_id = $1 AND state IN ('sent', 'delivered')`, [
        id,
      ]);
      return sent.length > 0;
    });
    await page.goto(`${rig.url}/console/incidents/${id}`);
    const log = page.getByRole('region', { name: 'Who was paged' });
    await log
      .getByText(/^How the page to/)
      .first()
      .press('Enter');
    await log.getByText('to be sent').first().waitFor();
    await log
      .getByText(/Attempt 1: accepted by the carrier/)
      .first()
      .waitFor();
    expect(await log.textContent()).not.toMatch(/\+1613555\d{4}/);
    expect(await scene.faults()).toEqual([]);
    await scene.picture('deliveries.png');
  }, 60_000);

  it.each(appearances)('is fit for everyone: $language, $scheme, $width pixels wide', async (appearance) => {
    const french = appearance.language === 'Français';
    await park();
    await scene.appear(appearance);
    await scene.show('/health', french ? 'Santé de la ligne d’urgence' : 'Health of the hotline');
    await scene.page.getByText('TypeError: no such rule').first().waitFor();
    expect(await scene.faults()).toEqual([]);
    await scene.picture(`health-${appearance.language.slice(0, 2)}-${appearance.scheme}.png`);
  });
});
