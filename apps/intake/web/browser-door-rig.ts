import { randomUUID } from 'node:crypto';
import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core';
import { FakeClock, freshDatabase, type TestDatabase } from '#testing';
import { findChromium, openChromium } from '../../../test/chromium.js';
import { WebDoorRig } from './web-door-rig.js';

export const chromium = findChromium();

/** For specs: the public pages in a browser, on a database of their own. */
export class BrowserDoor {
  readonly clock = new FakeClock();
  private contexts: BrowserContext[] = [];

  private constructor(
    private readonly scratch: TestDatabase,
    private readonly browser: Browser,
  ) {}

  door!: WebDoorRig;
  origin = '';

  static async open(): Promise<BrowserDoor> {
    const rig = new BrowserDoor(await freshDatabase(), await openChromium(chromium ?? ''));
    rig.door = await WebDoorRig.open(rig.scratch.url, rig.clock, { PUBLIC_URL: 'http://127.0.0.1' });
    await rig.door.application.listen(0, '127.0.0.1');
    rig.origin = await rig.door.application.getUrl();
    return rig;
  }

  async close(): Promise<void> {
    await this.closePages();
    await this.browser.close();
    await this.door.close();
    await this.scratch.drop();
  }

  async closePages(): Promise<void> {
    await Promise.all(this.contexts.map((context) => context.close()));
    this.contexts = [];
  }

  /** A page of a device of its own. */
  async page(options: BrowserContextOptions = {}): Promise<Page> {
    const context = await this.browser.newContext({ serviceWorkers: 'block', ...options });
    this.contexts.push(context);
    return context.newPage();
  }

  /** Sends a report from the page, which then shows its receipt. */
  async report(
    page: Page,
    language: 'en' | 'fr',
    words = `Somebody reads my mail ${randomUUID().slice(0, 8)}`,
  ): Promise<Held> {
    await page.goto(`${this.origin}/${language}`);
    await page.locator('#description').fill(words);
    await page.locator('.main-action').click();
    await page.locator('.receipt-code').waitFor();
    const reference = await page.locator('.reference').innerText();
    const [row] = await this.door.rows<{ id: string }>('SELECT id FROM report WHERE reference = $1', [reference]);
    return { reference, receiptCode: await page.locator('.receipt-code').innerText(), reportId: row?.id ?? '' };
  }

  /** Opens the follow-up page as its reporter does on another device. */
  async followUp(page: Page, language: 'en' | 'fr', { reference, receiptCode }: Held): Promise<void> {
    await page.goto(`${this.origin}${language === 'en' ? '/en/follow-up' : '/fr/suivi'}`);
    await page.locator('#reference').fill(reference);
    await page.locator('#receiptCode').fill(receiptCode);
    await page.locator('.main-action').click();
    await page.locator('.conversation').waitFor();
  }
}

export interface Held {
  readonly reference: string;
  readonly receiptCode: string;
  readonly reportId: string;
}

/** As triage would have made it: a report that opened an incident. */
export async function openIncidentFor(
  door: WebDoorRig,
  reportId: string,
  {
    state = 'triaged',
    partyId = null as string | null,
    email = null as string | null,
    compromised = [] as string[],
  } = {},
): Promise<string> {
  const incidentId = randomUUID();
  await door.rows(
    `INSERT INTO incident (id, reference, state, severity, severity_rank, severity_rule, category, rsit, account_kind, language, summary,
       life_safety, violence, foreign_interference, compromised_addresses, opened_at, updated_at, party_id)
     VALUES ($1, $2, $3, 'high', 1, 'H1', 'phishing', 'x', 'email', 'en', 'x', false, false, false, $5, now(), now(), $4)`,
    [incidentId, incidentId.slice(0, 8), state, partyId, compromised],
  );
  await door.rows(
    `INSERT INTO triage_result (report_id, incident_id, disposition, readable, text, verdict, rules_version, triaged_at, party_id, contact_email)
     VALUES ($1, $2, 'opened', true, 'x', '{"category": "phishing", "violence": false, "lifeSafety": false}', 'test', now(), $3, $4)`,
    [reportId, incidentId, partyId, email],
  );
  return incidentId;
}
