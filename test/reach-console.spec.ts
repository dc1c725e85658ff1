import type { CDPSession } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ReachView } from '#contracts';
import { PushBrowser } from '#testing';
import { appearances, canBrowse, ConsoleScene, unlessBrowser } from './console-scene.js';
import { until } from './until.js';

const phone = '+16135550166';

describe.runIf(canBrowse)(`how one is paged, in the console${unlessBrowser}`, () => {
  let scene: ConsoleScene;
  let browser: PushBrowser;
  const reach = async () => (await scene.desk.get<ReachView>('/api/v1/reach')).body;

  beforeAll(async () => {
    browser = await PushBrowser.start();
    scene = await ConsoleScene.open();
  }, 240_000);
  afterAll(async () => {
    await scene?.close();
    browser?.close();
  });

  it('grows by a phone once the code that was texted there is entered', async () => {
    const { page, rig } = scene;
    await scene.show('/', 'Queue');
    await page.getByRole('link', { name: /How I am paged/ }).click();
    await page.getByRole('heading', { level: 1, name: 'How I am paged' }).waitFor();
    await page.getByText('Add a way', { exact: true }).first().press('Enter');
    await page.getByLabel('Number or address').fill(phone);
    await page.getByRole('button', { name: 'Add a way' }).press('Enter');
    const text = await until('the code is texted', async () => (await rig.textsTo(phone)).at(-1));
    await page.getByLabel('Code', { exact: true }).fill(/\d{3} \d{3}/.exec(text)?.[0] ?? '');
    await page.getByRole('button', { name: 'Enter', exact: true }).press('Enter');
    const way = page.getByRole('listitem').filter({ hasText: phone });
    await way.getByText('works', { exact: true }).waitFor();
    expect((await reach()).methods.map(({ address }) => address)).toContain(phone);
  });

  it('goes by the order, the rules and the quiet hours that its person sets', async () => {
    const { page } = scene;
    await page.getByRole('button', { name: `Try Text, ${phone} earlier` }).press('Enter');
    await until('it is tried earlier', async () => (await reach()).methods.at(-2)?.address === phone);
    const critical = page.getByRole('group', { name: 'Critical' });
    await critical.getByLabel(new RegExp(`Text \\${phone}`)).selectOption({ label: 'after 2 min' });
    await page.getByRole('button', { name: 'Save these rules' }).press('Enter');
    await page.getByText('You have rules of your own.').waitFor();
    expect((await reach()).rules).toMatchObject([{ severity: 'critical', afterMinutes: 2 }]);
    await page.getByLabel('From', { exact: true }).fill('22:30');
    await page.getByRole('button', { name: 'Save quiet hours' }).press('Enter');
    await page.getByRole('button', { name: 'No quiet hours' }).waitFor();
    expect((await reach()).quietHours).toMatchObject({ from: '22:30', until: '07:00' });
  });

  it('shows a manager whom least reaches, and is fit for everyone', async () => {
    await scene.page.getByRole('heading', { name: 'Who can be woken' }).waitFor();
    await scene.page.getByRole('listitem').filter({ hasText: 'Daniel Okafor' }).waitFor();
    await scene.page.evaluate('scrollTo(0, 0)');
    await scene.picture('reach.png');
    const faults: unknown[] = [];
    for (const appearance of appearances) {
      await scene.appear(appearance);
      faults.push(...(await scene.faults()).map((fault) => [appearance, fault]));
    }
    await scene.appear(appearances[0]);
    expect(faults).toEqual([]);
  });

  it('wakes a browser, says that it was shown, and is answered where it shows', async () => {
    const { rig, page } = scene;
    const context = page.context();
    await context.grantPermissions(['notifications'], { origin: rig.url });
    // Whoever is on duty has it as a browser; the one that shows it here is nobody's in particular.
    for (const key of ['amelie', 'daniel', 'priya']) {
      const { status } = await (await rig.signIn(key)).post('/api/v1/reach/push', browser.subscription(`/${key}`));
      expect(status).toBe(200);
    }
    await rig.reportByApi({ description: 'Our campaign email account was hacked and we are locked out of it.' });
    const pushed = await until('somebody is woken', async () => browser.arrived[0]);
    const session = await context.newCDPSession(page);
    const registrationId = await registered(session, () =>
      page.evaluate<boolean>(
        `navigator.serviceWorker.register('/console/push-worker.js', { scope: '/console/' }).then(() => true)`,
      ),
    );
    const data = JSON.stringify(browser.open(pushed));
    await session.send('ServiceWorker.deliverPushMessage', { origin: rig.url, registrationId, data });
    const shown = async () =>
      page.evaluate<readonly string[]>(`navigator.serviceWorker.getRegistration('/console/')
        .then((registration) => registration.getNotifications()).then((all) => all.map(({ title }) => title))`);
    expect((await until('it is shown', async () => (await shown())[0])).toUpperCase()).toMatch(
      /^(HIGH|CRITICAL|ÉLEVÉE?|CRITIQUE)/,
    );
    const stepOf = async (type: string) =>
      (
        await rig.rows<{ via: string | null }>(
          `SELECT data->>'via' AS via FROM timeline_entry WHERE type = $1 AND (data->>'channel' = 'push' OR data->>'via' = 'push')`,
          [type],
        )
      )[0];
    await until('the hotline knows', () => stepOf('delivery.delivered'));
    const [worker] = context.serviceWorkers();
    await worker?.evaluate(`self.registration.getNotifications().then(([notification]) => {
      self.dispatchEvent(new NotificationEvent('notificationclick', { notification, action: 'acknowledge' }));
    })`);
    expect(await until('it is somebody’s', () => stepOf('page.acknowledged'))).toEqual({ via: 'push' });
    await until('the browser says so', async () => (await shown()).find((title) => /yours|à vous/.test(title)));
  });
});

async function registered(session: CDPSession, register: () => Promise<boolean>): Promise<string> {
  const known = new Promise<string>((found) => {
    session.on('ServiceWorker.workerVersionUpdated', ({ versions }) => {
      const active = versions.find(
        ({ status, scriptURL }) => status === 'activated' && scriptURL.includes('push-worker'),
      );
      if (active !== undefined) found(active.registrationId);
    });
  });
  await session.send('ServiceWorker.enable');
  await register();
  return known;
}
