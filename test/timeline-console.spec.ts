import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { shownTimeline } from './console-pages.js';
import { appearances, canBrowse, ConsoleScene, unlessBrowser } from './console-scene.js';
import { incidentOf } from './incident-watch.js';

const report = {
  language: 'en',
  description: 'Our party Facebook page was taken over and someone is posting in our name. We are locked out.',
  account: 'social',
  contact: { phone: '+16135550199' },
} as const;

describe.runIf(canBrowse)(`timelines in the console${unlessBrowser}`, () => {
  let scene: ConsoleScene;
  let page: Page;
  let incident: { readonly id: string; readonly reference: string };
  const plot = (title: string) => page.getByRole('region', { name: title });

  beforeAll(async () => {
    scene = await ConsoleScene.open();
    ({ page } = scene);
    const { reference } = await scene.rig.reportByApi(report);
    incident = { id: (await incidentOf(scene.rig, reference)).id, reference };
    await scene.desk.act(incident.id, 'acknowledge');
    await scene.desk.act(incident.id, 'message', { text: 'We are on it. Keep your phone near you.' });
    await scene.desk.moveThrough(incident.id, 'triaged', 'contained', 'resolved');
    await scene.desk.act(incident.id, 'move', { to: 'triaged', reason: 'They are in again.' });
    await scene.rig.settled();
  }, 240_000);
  afterAll(() => scene?.close());

  /** Incidents of the days before, each with the steps that such a one takes. */
  async function liveEarlier(): Promise<void> {
    const { rig } = scene;
    const severities = ['critical', 'high', 'high', 'medium', 'medium', 'medium', 'low', 'low'];
    for (const [place, severity] of severities.entries()) {
      const [made] = await rig.rows<{ id: string }>(
        `INSERT INTO incident (id, reference, party_id, state, severity, severity_rank, severity_rule, category, rsit, account_kind,
           language, summary, life_safety, violence, foreign_interference, compromised_addresses, opened_at, updated_at)
         SELECT gen_random_uuid(), 'EARL-${place}', (SELECT id FROM party ORDER BY key OFFSET ${place % 3} LIMIT 1), 'resolved', $2, $3, severity_rule,
           category, rsit, account_kind, language, summary, false, false, false, '{}', opened_at - ${place * 19 + 15} * interval '1 h', updated_at
         FROM incident WHERE id = $1 RETURNING id`,
        [incident.id, severity, ['critical', 'high', 'medium', 'low'].indexOf(severity) + 1],
      );
      await rig.rows(
        `INSERT INTO event (id, type, version, occurred_at, correlation_id, incident_id, data)
         SELECT gen_random_uuid(), s.type, 1, i.opened_at + s.after * interval '1 min', i.id, i.id,
           jsonb_build_object('incidentId', i.id, 'from', 'received', 'to', s.state)
         FROM incident i, (VALUES ('page.acknowledged', NULL, ${4 + place * 3}), ('message.written', NULL, ${25 + place * 5}), ('incident.moved', 'triaged', 30),
           ('incident.moved', 'contained', ${160 + place * 40}), ('incident.moved', 'recovering', ${420 + place * 30}), ('incident.moved', 'resolved', 900))
           AS s (type, state, after) WHERE i.id = $1`,
        [made?.id],
      );
    }
  }

  async function save(region: string, button: string): Promise<readonly [name: string, content: Buffer]> {
    const [file] = await Promise.all([
      page.waitForEvent('download'),
      plot(region)
        .getByRole('button', { name: new RegExp(`^${button}`) })
        .press('Enter'),
    ]);
    return [file.suggestedFilename(), readFileSync(await file.path())];
  }

  describe('of one incident', () => {
    beforeAll(async () => {
      await page.goto(`${scene.rig.url}/console/incidents/${incident.id}/timeline`);
      await page.getByRole('heading', { level: 2, name: 'Timeline' }).waitFor();
    });

    it('tell a story by its phases, in which steps of sending are folded', async () => {
      const phases = page.locator('.chapter > h3');
      await phases.nth(4).waitFor();
      expect((await phases.allTextContents()).map((text) => text.split(/\s/u)[0])).toEqual([
        'Received',
        'Triaged',
        'Contained',
        'Resolved',
        'Triaged',
      ]);
      await scene.picture('timeline.png');
      const fold = page.locator('details.fold').first();
      const inside = fold.locator('li[data-type]').first();
      expect(await inside.isVisible()).toBe(false);
      await fold.locator('summary').first().press('Enter');
      await inside.waitFor();
      await page.locator('.entry blockquote').getByText('They are in again.').waitFor();
    }, 30_000);

    it('show what is chosen alone, and the address says so', async () => {
      const show = page.getByRole('group', { name: 'Show' });
      for (const topic of ['Course of the incident', 'Paging and calls', 'Deliveries', 'Record']) {
        await show.getByLabel(topic).press('Space');
      }
      await expect.poll(() => new URL(page.url()).search).toBe('?show=conversation');
      const types = await shownTimeline(page);
      expect(types.length).toBeGreaterThan(0);
      expect(types.filter((type) => !/^(message|acknowledgement|reporter|verification|channel)\./u.test(type))).toEqual(
        [],
      );
      await page.reload();
      await page.getByRole('heading', { level: 2, name: 'Timeline' }).waitFor();
      expect(await page.getByRole('group', { name: 'Show' }).getByRole('checkbox', { checked: true }).count()).toBe(1);
      await page.goto(`${scene.rig.url}/console/incidents/${incident.id}/timeline`);
    }, 30_000);

    it('are walked through by the keyboard, mark by mark', async () => {
      const figure = plot('at a glance').getByRole('figure');
      await figure.locator('svg').waitFor();
      await figure.focus();
      await figure.press('ArrowRight');
      const said = plot('at a glance').locator('[aria-live]');
      await expect.poll(() => said.first().innerText()).toMatch(/^Received/u);
      await figure.press('ArrowDown');
      await expect.poll(() => said.first().innerText()).not.toMatch(/^Received/u);
      await figure.press('+');
      await figure.press('0');
    }, 30_000);

    it('are taken along as CSV, SVG, PNG and PDF', async () => {
      const csv = await save('at a glance', 'CSV');
      expect(csv[0]).toBe(`${incident.reference}_timeline.csv`);
      expect(csv[1].toString('utf8')).toContain('Contained');
      const svg = (await save('at a glance', 'SVG'))[1].toString('utf8');
      expect(svg).toMatch(/^<svg xmlns/u);
      expect(svg).toContain('TLP:AMBER+STRICT');
      expect(svg).not.toMatch(/class=|<style|href=/u);
      const [, png] = await save('at a glance', 'PNG');
      expect([...png.subarray(0, 8)]).toEqual([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
      const [name, pdf] = await save('at a glance', 'PDF');
      expect(name).toBe(`${incident.reference}_timeline.pdf`);
      expect(pdf.subarray(0, 5).toString()).toBe('%PDF-');
      expect(pdf.subarray(-8).toString()).toContain('%%EOF');
      expect(await page.getByRole('alert').filter({ hasText: 'could not be made' }).count()).toBe(0);
    }, 60_000);

    it('are fit for everyone', async () => {
      const faults: unknown[] = [];
      for (const appearance of appearances) {
        await scene.appear(appearance);
        await page.locator('details.fold').first().locator('summary').first().waitFor();
        faults.push(...(await scene.faults()).map((fault) => [appearance, fault]));
      }
      await scene.appear(appearances[0]);
      expect(faults).toEqual([]);
    }, 60_000);
  });

  describe('of many incidents', () => {
    beforeAll(async () => {
      const more = [
        {
          ...report,
          language: 'fr',
          description: 'Quelqu’un lit notre messagerie et envoie des messages en notre nom.',
          account: 'email',
        },
        { ...report, description: 'We received a strange mail with a link. Nobody clicked on it.', account: 'email' },
      ] as const;
      for (const one of more) await incidentOf(scene.rig, (await scene.rig.reportByApi(one)).reference);
      await scene.rig.settled();
      await liveEarlier();
      await scene.show('/timelines', 'Timelines');
      await plot('11 incidents').getByRole('figure').locator('svg').waitFor();
    }, 60_000);

    it('stand on one axis, each with its phases, polling day and who is on duty', async () => {
      await page.getByLabel('Period').selectOption('window:river-bend-by-election');
      const region = plot('3 incidents');
      await region.getByText('3 incidents, ').waitFor();
      const drawn = region.getByRole('figure').locator('svg');
      await drawn.getByText('Polling day: River Bend by-election').waitFor();
      await drawn.getByText('The window closes: River Bend by-election').waitFor();
      await drawn.getByText('On duty').waitFor();
      await region.getByRole('button', { name: /^Show table/ }).press('Enter');
      const row = region.getByRole('row').filter({ hasText: incident.reference });
      expect(await row.innerText()).toMatch(/Critical[^]+Received[^]+Triaged[^]+Contained[^]+Resolved[^]+Triaged/u);
      await region.getByRole('button', { name: /^Hide table/ }).press('Enter');
      await page.getByLabel('Period').selectOption('7d');
      await plot('11 incidents').getByRole('figure').locator('svg').getByText('EARL-7').waitFor();
      await scene.picture('timelines.png');
    }, 30_000);

    it('are narrowed by the address', async () => {
      await page.getByLabel('Severity').selectOption({ label: 'Critical' });
      await plot('2 incidents').getByRole('figure').locator('svg').waitFor();
      expect(new URL(page.url()).searchParams.get('severity')).toBe('critical');
      await page.goBack();
      await plot('11 incidents').waitFor();
    }, 30_000);

    it('say what each bar is, and open the incident, by keyboard and in French', async () => {
      await scene.speak('Français');
      const region = plot('11 incidents');
      const figure = region.getByRole('figure');
      await figure.locator('svg').getByText('De garde').waitFor();
      await figure.focus();
      await figure.press('ArrowRight');
      await expect.poll(() => region.locator('[aria-live]').first().innerText()).toMatch(/Critique[^]+Reçu/u);
      const [, pdf] = await save('11 incidents', 'PDF');
      expect(pdf.subarray(0, 5).toString()).toBe('%PDF-');
      await figure.focus();
      await figure.press('ArrowRight');
      await figure.press('Enter');
      await page.waitForURL(/\/incidents\/[0-9a-f-]{36}\/timeline$/u);
      await page.getByRole('heading', { level: 2, name: 'Chronologie' }).waitFor();
      await page.goBack();
      await scene.speak('English');
    }, 30_000);

    it('are fit for everyone', async () => {
      const faults: unknown[] = [];
      for (const appearance of appearances) {
        await scene.appear(appearance);
        await plot('11 incidents').getByRole('figure').locator('svg').waitFor();
        faults.push(...(await scene.faults()).map((fault) => [appearance, fault]));
      }
      await scene.appear(appearances[0]);
      expect(faults).toEqual([]);
    }, 60_000);
  });
});
