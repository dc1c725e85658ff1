import type { CDPSession } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ReachView } from '#contracts';
import { appearances, canBrowse, ConsoleScene, unlessBrowser } from './console-scene.js';
import { until } from './until.js';

const phone = '+16135550166';

/** A notification as the browser shows it. */
interface Shown {
  readonly title: string;
  readonly body: string;
  readonly tag: string;
}

describe.runIf(canBrowse)(`how one is paged, in the console${unlessBrowser}`, () => {
  let scene: ConsoleScene;
  const reach = async () => (await scene.desk.get<ReachView>('/api/v1/reach')).body;

  beforeAll(async () => {
    scene = await ConsoleScene.open();
  }, 240_000);
  afterAll(() => scene?.close());

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

  it('wakes a browser whose console is closed, and is answered where it shows', async () => {
    const { rig, page } = scene;
    const origin = rig.url;
    await page.context().grantPermissions(['notifications'], { origin });
    const session = await page.context().newCDPSession(page);
    const registrationId = await registered(session, () =>
      page.evaluate<boolean>(
        `navigator.serviceWorker.register('/console/push-worker.js', { scope: '/console/' }).then(() => true)`,
      ),
    );
    const url = `${origin}/ack/0e7f5b1e-6c1f-4a51-9d5e-2f2f3b0c8a11.abcdefghijklmnopqrstuv`;
    const data = JSON.stringify({ title: 'CRITICAL: Email account takeover', text: 'K7Q4-MPX', url });
    await session.send('ServiceWorker.deliverPushMessage', { origin, registrationId, data });
    const shown = await until('it is shown', async () => {
      const all = await page.evaluate<readonly Shown[]>(`navigator.serviceWorker.getRegistration('/console/')
        .then((registration) => registration.getNotifications())
        .then((all) => all.map(({ title, body, tag }) => ({ title, body, tag })))`);
      return all[0];
    });
    expect(shown).toEqual({ title: 'CRITICAL: Email account takeover', body: 'K7Q4-MPX', tag: url });
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
