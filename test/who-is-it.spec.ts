import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { TimelineView, TrustView } from '#contracts';
import { findChromium, openChromium } from './chromium.js';
import { openConsole, writeToReporter } from './console-pages.js';
import { HotlineRig } from './hotline-rig.js';
import { incidentOf } from './incident-watch.js';
import { until } from './until.js';

const executable = findChromium();
const noBrowser = 'there is no Chromium here: set CHROMIUM to its path';

/** The reporter's mailbox, which the report says is taken, and the telephone that her party registered before. */
const mailbox = 'dana.wells@red-oak.example';
const phone = '+16135550181';

const contacts =
  'Parti;Nom;Fonction;Langue;Courriel;Téléphone\r\n' +
  `red-oak;Dana Wells;Financial agent;en;${mailbox};(613) 555-0181\r\n` +
  'no-such-party;Nobody;;;;\r\n';

describe.runIf(executable !== null)(
  `who is it, and which channel is safe${executable === null ? `: ${noBrowser}` : ''}`,
  () => {
    let rig: HotlineRig;
    let browser: Browser;
    let folder: string;

    beforeAll(async () => {
      folder = await mkdtemp(join(tmpdir(), 'vigil-contacts-'));
      rig = await HotlineRig.start();
      browser = await openChromium(executable ?? '');
    }, 240_000);

    afterAll(async () => {
      await browser?.close();
      await rig?.stop();
      await rm(folder, { recursive: true, force: true });
    });

    it('imports contacts, makes sure who reports by another channel, and answers where it is safe', async () => {
      const context = await browser.newContext({ locale: 'en-CA' });
      const page = await openConsole(context, `${rig.url}/console/`, rig.person('marc'));
      const english = page.getByRole('button', { name: 'English' });
      if (await english.isVisible()) await english.click();

      // The directory: shown first, then changed.
      const file = join(folder, 'contacts.csv');
      await writeFile(file, Buffer.from(contacts, 'latin1'));
      await page.goto(`${rig.url}/console/directory/import`);
      await page.getByLabel(/^CSV file/).setInputFiles(file);
      await page.getByRole('button', { name: 'Show what it would change' }).click();
      await page.getByText('1 new, 0 changed, 0 as they were, 1 refused').waitFor();
      await page.getByText('No party is called so').waitFor();
      await page.getByRole('button', { name: 'Change 1 contact' }).click();
      await page.getByText('The directory was changed.').waitFor();

      await page.getByRole('link', { name: 'Directory', exact: true }).click();
      await page.getByLabel('Search').fill('dana');
      await page.getByRole('link', { name: 'Dana Wells' }).waitFor();
      await page.getByRole('link', { name: 'Dana Wells' }).click();
      await page.getByLabel('District').fill('River Bend');
      await page.getByRole('button', { name: 'Save', exact: true }).click();
      await page.getByText('Saved.').waitFor();
      const item = page.locator('.address-list > li').filter({ hasText: phone });
      await item.getByLabel('How was it verified?').selectOption('in-person');
      await item.getByText('Met in person').waitFor();

      // A report that names the taken mailbox as the one to answer at.
      const receipt = await rig.reportByApi({
        language: 'en',
        description: `My mailbox ${mailbox} has been hacked. Somebody is sending mail from it right now and I am locked out.`,
        account: 'email',
        contact: { email: mailbox },
      });
      const { id: incidentId } = await incidentOf(rig, receipt.reference);
      await rig.settled();
      // The first steps go to the telephone that was verified before; the mailbox gets nothing.
      expect((await rig.textsTo(phone))[0]).toContain(receipt.reference);
      expect(await rig.mailbox(mailbox)).toEqual([]);

      await page.goto(`${rig.url}/console/incidents/${incidentId}`);
      const who = page.locator('section').filter({ has: page.getByRole('heading', { name: 'Who reports' }) });
      await who.waitFor();
      await who.getByText('Verify by another channel').click();
      const choice = who.getByLabel('Registered contact');
      await choice.selectOption({ label: 'Dana Wells, Financial agent' });
      const offered = who.locator('.way');
      await expect.poll(async () => (await offered.allTextContents()).join('\n')).toContain(phone);
      expect(await offered.filter({ hasText: mailbox }).getByRole('radio').count()).toBe(0);
      await who.getByLabel('Code by text').check();
      await who.getByRole('button', { name: 'Send the code' }).click();
      await who.getByText(/^A code is on its way/).waitFor();

      // The code arrives at the registered telephone; the reporter enters it with the receipt.
      const text = await until('the code is at the telephone', async () =>
        (await rig.textsTo(phone)).find((one) => one.startsWith('Hotline code')),
      );
      const [code = ''] = /\d{3} \d{3}/.exec(text) ?? [];
      expect(text).toContain(receipt.reference);
      expect(text).toMatch(/Never tell it to anybody who calls you/);
      expect(text).not.toMatch(/hacked|locked out/);
      const visitor = await (await browser.newContext({ locale: 'en-CA', javaScriptEnabled: false })).newPage();
      await visitor.goto(`${rig.url}/en/verify`);
      await visitor.getByLabel('The six-digit code').fill(code === '000 000' ? '111 111' : '000 000');
      await visitor.getByLabel('Reference').fill(receipt.reference);
      await visitor.getByLabel('Receipt code').fill(receipt.receiptCode);
      await visitor.getByRole('button', { name: 'Confirm' }).click();
      await visitor.getByText('You have 4 more tries').first().waitFor();
      await visitor.getByLabel('The six-digit code').fill(code.replace(' ', ''));
      await visitor.getByLabel('Receipt code').fill(receipt.receiptCode);
      await visitor.getByRole('button', { name: 'Confirm' }).click();
      await visitor.getByRole('heading', { name: 'Thank you. We know now that it is you.' }).waitFor();

      // The standing changes by itself; the answer goes to the telephone and not to the mailbox.
      await who.getByText('Verified for this incident').waitFor();
      await writeToReporter(page, 'Call us from that phone. We have shut the mailbox.');
      await rig.settled();
      await until('the answer is at the telephone', async () =>
        (await rig.textsTo(phone)).find((one) => one.includes('We have shut the mailbox.')),
      );
      expect(await rig.mailbox(mailbox)).toEqual([]);

      const desk = await rig.signIn('marc');
      const trust = (await desk.get<TrustView>(`/api/v1/incidents/${incidentId}/trust`)).body;
      expect(trust.reporter).toMatchObject({ standing: 'verified', contact: { name: 'Dana Wells' } });
      expect(trust.verifications[0]).toMatchObject({ enteredBy: 'reporter-web', vouchedBy: 'Marc Gagnon' });
      const timeline = (await desk.get<TimelineView>(`/api/v1/incidents/${incidentId}/timeline`)).body;
      expect(timeline.intact).toBe(true);
      expect(JSON.stringify(timeline)).not.toContain(code);
      expect(JSON.stringify(timeline)).not.toContain(code.replace(' ', ''));
      const types = timeline.entries.map(({ type }) => type);
      for (const type of ['verification.requested', 'reporter.verified', 'channel.chosen']) {
        expect(types).toContain(type);
      }
      await page.getByRole('link', { name: 'Timeline', exact: true }).click();
      await page.locator('li[data-type="channel.chosen"]').first().waitFor();
    }, 120_000);
  },
);
