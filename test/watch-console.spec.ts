import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { PolicyList, ScheduleView, TimelineView, WatchView } from '#contracts';
import { accessibilityFaults, sidewaysOverflow } from './accessibility.js';
import { openConsole } from './console-pages.js';
import { appearances, canBrowse, ConsoleScene, pictures, unlessBrowser } from './console-scene.js';
import type { DeskClient } from './desk-client.js';
import type { HotlineRig } from './hotline-rig.js';
import { incidentOf } from './incident-watch.js';
import { until } from './until.js';

const report = {
  language: 'en',
  description: 'Somebody else reads our mail right now and sends messages from it. I am locked out of my mailbox.',
  account: 'email',
  contact: { phone: '+16135550199' },
} as const;

/** `2027-10-03T09:00` so many days from now, as a field for day and time takes it. */
const inDays = (days: number, time: string): string =>
  `${new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10)}T${time}`;

const hours = ({ from, to }: { readonly from: string; readonly to: string }): number =>
  (Date.parse(to) - Date.parse(from)) / 3_600_000;

describe.runIf(canBrowse)(`the watch and the policies in the console${unlessBrowser}`, () => {
  let scene: ConsoleScene;
  let rig: HotlineRig;
  let browser: Browser;
  let page: Page;
  let desk: DeskClient;
  const policies = async () => (await desk.get<PolicyList>('/api/v1/policies')).body;

  const overridesOf = async (id: string) =>
    (await desk.get<ScheduleView>(`/api/v1/watch/schedules/${id}`)).body.overrides;

  beforeAll(async () => {
    scene = await ConsoleScene.open();
    ({ rig, browser, page, desk } = scene);
  }, 240_000);
  afterAll(() => scene?.close());

  it('refuses a policy that could end in silence where it is wrong, saves it mended, and moves what runs', async () => {
    const receipt = await rig.reportByApi(report);
    const { id: incidentId } = await incidentOf(rig, receipt.reference);
    const running = await until('somebody is being woken', async () =>
      (await policies()).items.find((item) => item.running.all > 0),
    );
    const { key } = running.policy;
    await scene.show(`/policies?policy=${key}`, 'Escalation policies');
    await page.getByText('1 escalation runs by it now.').waitFor();

    // Without the managers.
    const steps = page.getByRole('list', { name: 'Steps' }).getByRole('heading', { level: 3 });
    const places = await steps.count();
    await page.getByRole('button', { name: 'Remove step 3' }).press('Enter');
    await page.getByText('No step wakes every manager: this policy could end in silence').waitFor();
    await page.getByLabel('Waits, minutes').first().fill('0');
    await page.getByRole('button', { name: 'Save policy' }).press('Enter');
    await page.getByText('Not saved. Mend what is marked:').waitFor();
    await page.getByText('From 1 to 60 minutes.').first().waitFor();
    expect(await page.getByLabel('Waits, minutes').first().getAttribute('aria-invalid')).toBe('true');
    expect(await accessibilityFaults(page)).toEqual([]);
    await scene.picture('policy-refused.png');
    expect((await policies()).items.find(({ policy }) => policy.key === key)?.version).toBe(running.version);

    // Mended: the step that is added wakes the managers, and is put in its place by the keyboard.
    await page.getByLabel('Waits, minutes').first().fill('10');
    await page.getByRole('button', { name: 'Add a step' }).press('Enter');
    expect(await steps.count()).toBe(places);
    await page.getByRole('button', { name: `Move step ${places} up` }).press('Enter');
    await page.getByText('Last resort: step 3 wakes every manager').waitFor();
    await page.getByRole('button', { name: 'Save policy' }).press('Enter');
    await page.getByText('1 still goes by an earlier edit.').waitFor();
    await page.getByRole('button', { name: 'Move it to this edit' }).waitFor();

    await page.getByLabel('Day', { exact: true }).fill(inDays(7, '').slice(0, 10));
    await page.getByLabel('Time', { exact: true }).fill('03:10');
    await page.getByRole('button', { name: 'Show who is called' }).press('Enter');
    const calls = page.locator('.calls > li');
    await calls.first().waitFor();
    expect(await calls.nth(2).textContent()).toContain('Marc Gagnon');
    expect(await calls.first().textContent()).toContain('03:10');
    await page.evaluate('window.scrollTo(0, 0)');
    expect(await calls.first().textContent()).toContain('call after 3 min');
    await scene.picture('policy-editor.png');
    // What is being written stands beside what is in force.
    await page.getByLabel('Waits, minutes').first().fill('20');
    await page.getByRole('button', { name: 'Show who is called' }).press('Enter');
    await page.getByRole('heading', { name: /By the policy in force/ }).waitFor();
    const seconds = page.locator('.calls > li:nth-child(2) > time');
    await expect
      .poll(async () => (await seconds.allTextContents()).map((text) => text.slice(-5)))
      .toEqual(['03:30', '03:20']);
    await page.getByRole('button', { name: 'Discard changes' }).press('Enter');

    await page.getByRole('button', { name: 'Move it to this edit' }).press('Enter');
    await page.getByText('1 escalation was moved.').waitFor();
    expect(await page.getByText('1 still goes by an earlier edit.').isVisible()).toBe(false);
    const { entries } = (await desk.get<TimelineView>(`/api/v1/incidents/${incidentId}/timeline`)).body;
    expect(entries.filter(({ type }) => type === 'page.policy-moved')).toHaveLength(1);
  }, 60_000);

  it('keeps rules in the order in which they are tried', async () => {
    await scene.show('/policies', 'Escalation policies');
    await page.getByText('New policy', { exact: true }).press('Enter');
    await page.getByLabel('Name of the new policy').fill('Nuit d’été');
    await page.getByRole('button', { name: 'Add policy' }).press('Enter');
    await page.getByRole('link', { name: 'Nuit d’été' }).and(page.locator('[aria-current]')).waitFor();
    expect((await policies()).items.find(({ policy }) => policy.key === 'nuit-d-ete')?.faults).toEqual([]);
    await page.getByText('New rule').click();
    const form = page.locator('.rules form').filter({ hasText: 'Gets the policy' });
    await form.getByLabel('Sun').check();
    await form.getByLabel('Gets the policy').selectOption({ label: 'Nuit d’été' });
    await page.getByRole('button', { name: 'Add rule' }).press('Enter');
    await page.locator('.rule-list > li').first().waitFor();
    await form.getByLabel('Severity').selectOption({ label: 'High' });
    await page.getByRole('button', { name: 'Add rule' }).press('Enter');
    await expect.poll(() => page.locator('.rule-list > li').count()).toBe(2);
    await page.getByRole('button', { name: 'Move rule 2 up' }).press('Enter');
    await expect.poll(async () => (await policies()).rules.items[0]?.when.severities).toEqual(['high']);
    await page.getByRole('button', { name: 'Remove rule 1' }).press('Enter');
    await expect.poll(async () => (await policies()).rules.items.length).toBe(1);
    await page.getByRole('button', { name: 'Remove rule 1' }).press('Enter');
    await page.getByText('No rules: each severity has its own policy.').waitFor();
  }, 60_000);

  it('shows what an override changes before it is saved, and a gap in words, until somebody fills it', async () => {
    const watch = (await desk.get<WatchView>('/api/v1/watch')).body;
    await scene.show('/watch', 'Watch');
    await page.getByText('No gap in the coming 14 days.').waitFor();
    const form = page.locator('.override-form');
    const [from, to] = [inDays(3, '10:00'), inDays(3, '14:00')];
    // Whoever has that time is taken off it.
    const id = watch.schedules.find(({ key }) => key === 'watch')?.id ?? '';
    await form.getByLabel('Without somebody').check();
    await form.getByLabel('From', { exact: true }).fill(from);
    await form.getByLabel('To', { exact: true }).fill(to);
    for (const { name } of watch.people) {
      await form.getByLabel('Who', { exact: true }).selectOption({ label: name });
      await form.locator('.preview > li').first().waitFor();
      if (await form.getByText('Nobody: a gap').isVisible()) break;
    }
    await form.getByText('Nobody: a gap').waitFor();
    await form.getByLabel('Reason').fill('At the dentist');
    await form.getByRole('button', { name: 'Save override' }).press('Enter');
    await form.getByText('Saved.').waitFor();
    await page.getByRole('heading', { name: '1 gap in the coming 14 days' }).waitFor();
    await page.locator('.calendar .shift-gap').first().waitFor();
    expect((await desk.get<WatchView>('/api/v1/watch')).body.gaps).toMatchObject([{ schedule: { id } }]);

    await form.getByLabel('Somebody as well').check();
    await form.getByLabel('Who', { exact: true }).selectOption({ label: 'Marc Gagnon' });
    await form.getByLabel('From', { exact: true }).fill(from);
    await form.getByLabel('To', { exact: true }).fill(inDays(3, '12:00'));
    await form.getByText('becomes').waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);
    await page.evaluate('window.scrollTo(0, 0)');
    await scene.picture('watch.png');
    await form.getByLabel('To', { exact: true }).fill(to);
    await form.getByRole('button', { name: 'Save override' }).press('Enter');
    await page.getByText('No gap in the coming 14 days.').waitFor();
    await page.locator('.calendar .shift-changed').first().waitFor();
    await page.getByLabel('Show', { exact: true }).selectOption({ label: 'Month' });
    await expect.poll(() => page.locator('.band-day').count()).toBeGreaterThanOrEqual(28);
    await page.getByLabel('Show', { exact: true }).selectOption({ label: 'Day' });
    await expect.poll(() => page.locator('.band-day').count()).toBe(1);
    await page.getByLabel('As a list').check();
    expect(await page.locator('.calendar-list > .day').count()).toBe(1);
  }, 60_000);

  it('makes an override by dragging, carries it by its end, and does the same by the keyboard alone', async () => {
    const watch = (await desk.get<WatchView>('/api/v1/watch')).body;
    const id = watch.schedules.find(({ key }) => key === 'watch')?.id ?? '';
    const known = await overridesOf(id);
    const made = async () => (await overridesOf(id)).filter((one) => !known.some((other) => other.id === one.id));
    await scene.show('/watch', 'Watch');
    const form = page.locator('.override-form');
    const surface = page.locator('.surface').nth(1);
    const drag = async (from: { x: number; y: number }, by: number) => {
      await page.mouse.move(from.x, from.y);
      await page.mouse.down();
      await page.mouse.move(from.x + by, from.y, { steps: 5 });
      await page.mouse.up();
    };
    const edges = async (selector: string) => {
      const box = await page.locator(selector).boundingBox();
      if (box === null) throw new Error(`nothing is shown of ${selector}`);
      return { ...box, middle: box.y + box.height / 2 };
    };
    await surface.scrollIntoViewIfNeeded();
    const box = await surface.boundingBox();
    if (box === null) throw new Error('there is no second week');
    const hour = box.width / (7 * 24);
    await drag({ x: box.x + 80.5 * hour, y: box.y + 20 }, 9 * hour);
    await page.locator('.chosen').filter({ hasText: ', 10 h.' }).waitFor();
    expect(await form.locator('select:focus').count()).toBe(1);
    expect(await form.getByLabel('From', { exact: true }).inputValue()).toMatch(/T08:00$/);
    await form.getByLabel('Who', { exact: true }).selectOption({ label: 'Marc Gagnon' });
    await form.getByText('becomes').first().waitFor();
    await form.getByRole('button', { name: 'Save override' }).press('Enter');
    await page.getByText(/Saved: Marc Gagnon instead of/).waitFor();
    await expect.poll(async () => (await made()).map(hours)).toEqual([10]);

    // Its end three hours on: one override takes the place of the other, and undoing brings the first one back.
    const mine = '.bar-override:has-text("Marc Gagnon instead")';
    await page.locator(mine).waitFor();
    const bar = await edges(mine);
    await drag({ x: bar.x + bar.width - 4, y: bar.middle }, 3 * hour);
    await form.getByRole('heading', { name: /Changing the override: Marc Gagnon/ }).waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);
    await form.getByRole('button', { name: 'Save override' }).press('Enter');
    await expect.poll(async () => (await made()).map(hours)).toEqual([13]);
    await page.getByRole('button', { name: /Undo/ }).press('Enter');
    await expect.poll(async () => (await made()).map(hours)).toEqual([10]);
    await page.getByText('Undone.').waitFor();

    // By the keyboard: a day later, an hour less, and off again.
    const button = page.locator(mine).getByRole('button');
    await button.press('ArrowDown');
    await button.press('Shift+ArrowLeft');
    await button.press('Enter');
    await form.getByRole('heading', { name: /Changing the override: Marc Gagnon/ }).waitFor();
    const row = page.locator('.overrides li').filter({ hasText: 'Marc Gagnon instead' });
    const before = await row.innerText();
    await form.getByRole('button', { name: 'Save override' }).press('Enter');
    await expect.poll(async () => (await made()).map(hours)).toEqual([9]);
    // The list still shows, and its button still takes off, what the new override stands in for.
    await expect.poll(() => row.innerText()).not.toBe(before);
    await page.getByRole('button', { name: /Remove the override: Marc Gagnon instead/ }).press('Enter');
    await expect.poll(async () => (await made()).length).toBe(0);

    await surface.focus();
    await surface.press('End');
    await surface.press('ArrowDown');
    const focused = page.locator('.surface:focus');
    for (let step = 0; step < 3; step += 1) await focused.press('Shift+ArrowLeft');
    await page.locator('.chosen').filter({ hasText: ', 4 h.' }).waitFor();
    await focused.press('Enter');
    await expect.poll(() => form.getByLabel('To', { exact: true }).inputValue()).toMatch(/T00:00$/);
    await form.getByLabel('Who', { exact: true }).selectOption({ label: 'Marc Gagnon' });
    await form.getByRole('button', { name: 'Save override' }).press('Enter');
    await expect.poll(async () => (await made()).map(hours)).toEqual([4]);
    await page.getByRole('button', { name: /Undo/ }).press('Enter');
    await expect.poll(async () => (await made()).length).toBe(0);
  }, 60_000);

  it('shows what other layers would give before they are saved, and refuses what cannot be planned', async () => {
    await scene.show('/watch', 'Watch');
    await page.getByText('Edit the schedule').press('Enter');
    const form = page.locator('.schedule-form');
    await form.getByRole('button', { name: 'Add hours' }).press('Enter');
    await form.getByLabel('Sun').uncheck();
    await form.getByLabel('Sat').uncheck();
    await form.getByRole('button', { name: 'Show in the calendar' }).press('Enter');
    await page.getByText('The calendar shows what you wrote. It is not saved.').waitFor();
    expect(await page.locator('.calendar .shift-gap').count()).toBeGreaterThan(8);
    expect(await accessibilityFaults(page)).toEqual([]);
    await page.locator('.calendar').scrollIntoViewIfNeeded();
    await page.evaluate(`document.querySelector('.calendar-tools').scrollIntoView()`);
    if (pictures !== undefined) {
      await page.setViewportSize({ width: 1280, height: 1640 });
      await scene.picture('schedule-editor.png');
      await page.setViewportSize({ width: 1280, height: 900 });
    }
    await form.getByLabel('Starts on').fill('2026-01-31');
    await form.getByLabel('Unit').selectOption({ label: 'months' });
    await form.getByRole('button', { name: 'Save schedule' }).press('Enter');
    await form.getByText(/Turns of months begin on a day from 1 to 28/).waitFor();
    await form.getByRole('button', { name: 'Discard changes' }).press('Enter');
    await page.getByText('The calendar shows what you wrote.').waitFor({ state: 'detached' });
    await expect.poll(() => page.locator('.calendar .shift-gap').count()).toBe(0);

    await form.getByRole('button', { name: 'Add a turn' }).press('Enter');
    await form.getByLabel('Turn 4').selectOption({ label: 'Marc Gagnon' });
    await form.getByRole('button', { name: 'Marc Gagnon one turn earlier' }).press('Enter');
    await form.getByRole('button', { name: 'Save schedule' }).press('Enter');
    await form.getByText('Saved.').waitFor();
    const { schedules } = (await desk.get<WatchView>('/api/v1/watch')).body;
    expect(schedules.find(({ key }) => key === 'watch')?.version).toBe(2);
  }, 60_000);

  it('lets a responder confirm a shift, offer it, and make and revoke a calendar’s address', async () => {
    const own = await browser.newContext({ locale: 'en-CA', viewport: { width: 360, height: 740 } });
    const phone = await openConsole(own, `${rig.url}/console/watch`, rig.person('daniel'));
    await phone.getByRole('heading', { level: 1, name: 'Watch' }).waitFor();
    expect(await phone.locator('.override-form').count()).toBe(0);
    const mine = phone.locator('section').filter({ has: phone.getByRole('heading', { name: 'My shifts, 14 days' }) });
    await mine
      .getByRole('button', { name: /^Confirm/ })
      .first()
      .press('Enter');
    await mine.getByText('Confirmed').first().waitFor();
    await mine
      .getByRole('button', { name: /^Offer a swap/ })
      .first()
      .press('Enter');
    await mine.getByRole('button', { name: 'Offer this shift' }).press('Enter');
    await phone.getByText('Daniel Okafor offers to anyone').waitFor();
    await phone.getByRole('button', { name: /^Withdraw/ }).press('Enter');
    await phone.getByText('Nobody offers time.').waitFor();

    await phone.getByRole('button', { name: 'Make an address' }).press('Enter');
    const url = await phone.getByLabel('Secret address').inputValue();
    expect(await (await fetch(url)).text()).toContain('BEGIN:VCALENDAR');
    expect(await accessibilityFaults(phone)).toEqual([]);
    expect(await sidewaysOverflow(phone)).toBe(0);
    if (pictures !== undefined) await phone.screenshot({ path: join(pictures, 'watch-phone.png'), fullPage: true });
    await phone.getByRole('button', { name: 'Revoke: My own shifts' }).press('Enter');
    await expect.poll(async () => (await fetch(url)).status).toBe(404);

    await phone.goto(`${rig.url}/console/policies`);
    await phone.getByText('Managers can change policies.').waitFor();
    expect(await phone.getByLabel('Waits, minutes').first().isDisabled()).toBe(true);
    expect(await phone.getByRole('button', { name: 'Save policy' }).count()).toBe(0);
    await phone.getByRole('button', { name: 'Show who is called' }).press('Enter');
    await phone.locator('.calls > li').first().waitFor();
    expect(await accessibilityFaults(phone)).toEqual([]);
    await own.close();
  }, 60_000);

  it('shows whoever is on duty what they would hand over, and takes their note to the next', async () => {
    const { body } = await desk.get<WatchView>('/api/v1/watch');
    const id = body.schedules.find(({ key }) => key === 'watch')?.id ?? '';
    const [from, to] = [Date.now() - 3_600_000, Date.now() + 3_600_000].map((at) => new Date(at).toISOString());
    await desk.post(`/api/v1/watch/schedules/${id}/overrides`, { from, to, person: 'marc' });
    const receipt = await rig.reportByApi({ ...report, contact: { phone: '+16135550188' } });
    const incident = await incidentOf(rig, receipt.reference);
    await desk.post(`/api/v1/incidents/${incident.id}/acknowledge`, {});
    await scene.show('/watch', 'Watch');
    const mine = page.locator('section').filter({ has: page.getByRole('heading', { name: 'What you hand over' }) });
    await mine.getByRole('link', { name: receipt.reference }).waitFor();
    await mine.getByText('A word to the reporter is owed by').first().waitFor();
    await mine
      .getByText(/I am locked out of my mailbox/)
      .first()
      .waitFor();
    await mine.getByLabel('Note to whoever comes next: Watch').fill('Call the bank first.');
    await mine.getByRole('button', { name: 'Save note' }).press('Enter');
    await mine.getByText(/Written/).waitFor();
    expect((await desk.get<WatchView>('/api/v1/watch')).body.notes).toMatchObject([{ text: 'Call the bank first.' }]);
    expect(await accessibilityFaults(page)).toEqual([]);
    await scene.picture('handoff.png');
  }, 60_000);

  it.each(appearances)('is fit for everyone: $language, $scheme, $width pixels wide', async (appearance) => {
    await scene.appear(appearance);
    const french = appearance.language === 'Français';
    for (const [path, title, settled] of [
      ['/watch', french ? 'Garde' : 'Watch', '.calendar'],
      ['/policies', french ? 'Politiques d’escalade' : 'Escalation policies', '.steps-editor'],
    ] as const) {
      await scene.show(path, title);
      await page.locator(settled).waitFor();
      expect(await scene.faults()).toEqual([]);
      await scene.picture(`${path.slice(1)}-${appearance.language.slice(0, 2)}-${appearance.scheme}.png`);
    }
  });
});
