import { spawnSync } from 'node:child_process';
import type { Browser, BrowserContext } from 'playwright-core';
import { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ReportReceipt } from '#contracts';
import { findChromium, openChromium } from './chromium.js';
import {
  acknowledge,
  assignTo,
  changeSeverity,
  move,
  note,
  offeredMoves,
  openConsole,
  queuedSeverities,
  queueRow,
  shownTimeline,
  writeToReporter,
} from './console-pages.js';
import type { Problem } from './desk-client.js';
import { HotlineRig } from './hotline-rig.js';
import { firstRing, incidentOf, takerOf, textTo } from './incident-watch.js';
import { comeBack, localeOf, openFollowUp, type PagesLanguage, reportOnPage } from './report-pages.js';
import { until } from './until.js';

const executable = findChromium();
const noBrowser = 'there is no Chromium here: set CHROMIUM to its path';

const critical =
  'Someone took over the Facebook page of our candidate an hour ago and is posting scam ads right now. We are locked out.';
const high = "Someone is sending mails from our campaign manager's mailbox right now. Her password no longer works.";

/** Longest from a report's arrival to the first attempt to page, in seconds. */
const pagedWithin = 2;

let rig: HotlineRig;
let browser: Browser | null = null;

beforeAll(async () => {
  rig = await HotlineRig.start();
  browser = executable === null ? null : await openChromium(executable);
}, 240_000);

afterAll(async () => {
  await browser?.close();
  await rig?.stop();
});

async function contextIn(
  language: PagesLanguage,
  more: { readonly javaScriptEnabled?: boolean } = {},
): Promise<BrowserContext> {
  if (browser === null) throw new Error(noBrowser);
  return browser.newContext({ locale: localeOf(language), ...more });
}

describe('a report by web', () => {
  it.for([
    {
      language: 'en' as const,
      form: {
        description: critical,
        account: 'Social media account or page',
        accountName: 'facebook.example/candidate',
        since: 'an hour ago',
        phone: '613-555-0141',
      },
    },
    {
      language: 'fr' as const,
      form: {
        description:
          'Quelqu’un envoie des courriels depuis la boîte de notre directrice de campagne. Son mot de passe ne fonctionne plus.',
        account: 'Compte de courriel',
        accountName: 'directrice@chene-rouge.example',
        since: 'ce matin vers 9 h',
        email: 'personnel@prive.example',
      },
    },
  ])(
    'works without JavaScript in $language, gives reference, code and steps, and rings a phone within two seconds',
    async ({ language, form }, ctx) => {
      if (browser === null) ctx.skip(noBrowser);
      const context = await contextIn(language, { javaScriptEnabled: false });
      const { page, receipt } = await reportOnPage(context, rig.url, language, form);
      expect(receipt.reference).toMatch(/^\w{4}-\w{3}$/);
      expect(receipt.receiptCode).toMatch(/^\w{4}(-\w{4}){3}$/);
      expect(receipt.steps.length).toBeGreaterThanOrEqual(2);
      expect(await page.locator('html').getAttribute('lang')).toBe(language);
      expect((await firstRing(rig, receipt.reference)).seconds).toBeLessThanOrEqual(pagedWithin);
      await openFollowUp(page, language, receipt.reference);
      const again = await comeBack(context, rig.url, language, receipt);
      expect(await again.getByRole('listitem').filter({ hasText: form.description }).count()).toBe(1);
      await context.close();
    },
  );
});

describe('a report by API', () => {
  it('is one report however often it is sent, and another content under its key is refused', async () => {
    const key = 'one-sending';
    const report = { description: `${high} Twice.`, contact: { phone: '+16135550142' } };
    const [first, second] = [await rig.reportByApi(report, key), await rig.reportByApi(report, key)];
    expect(second).toEqual(first);
    const other = await rig.postJson<Problem>(
      '/api/v1/reports',
      { description: 'Another thing.' },
      { 'idempotency-key': key },
    );
    expect([other.status, other.type, other.body.code]).toEqual([
      422,
      expect.stringContaining('application/problem+json'),
      'idempotency-key-reused',
    ]);
    const stored = await rig.rows<{ count: number }>(
      'SELECT count(*)::int AS count FROM report WHERE external_id LIKE $1',
      [`%${key}%`],
    );
    expect(stored).toEqual([{ count: 1 }]);
    expect((await firstRing(rig, first.reference)).seconds).toBeLessThanOrEqual(pagedWithin);
  });
});

describe('a report by email', () => {
  it('is acknowledged with its reference, and a reply to that joins the same incident', async () => {
    const from = 'Ann Lee <ann@private.example>';
    const sent = await rig.mail({ from, subject: 'Page taken over', text: critical });
    expect(sent.response).toMatch(/^250/);
    const answer = await until(
      'the acknowledgement is in the mailbox',
      async () => (await rig.mailbox('ann@private.example'))[0],
    );
    expect(answer.subject).toContain(sent.reference);
    expect(answer.text).toContain(sent.reference);
    expect(answer.inReplyTo).toBe(sent.messageId);
    const ring = await firstRing(rig, sent.reference);
    expect(ring.seconds).toBeLessThanOrEqual(pagedWithin);

    const replyTo = answer.headers['reply-to'] ?? answer.from;
    const reply = await rig.mail({
      from,
      to: replyTo,
      subject: `Re: ${answer.subject}`,
      text: 'They have changed the name of the page now.',
      inReplyTo: answer.messageId ?? '',
      references: [sent.messageId, answer.messageId ?? ''],
    });
    const joined = await incidentOf(rig, reply.reference);
    expect(joined).toMatchObject({
      id: (await incidentOf(rig, sent.reference)).id,
      reference: sent.reference,
      reports: 2,
    });

    const stranger = await rig.mail({
      from: 'mallory@elsewhere.example',
      subject: `Re: [${sent.reference}]`,
      text: critical,
    });
    expect((await incidentOf(rig, stranger.reference)).id).not.toBe(joined.id);
  });
});

describe('a report by SMS', () => {
  it('opens an incident that a second text joins; a webhook with a forged signature is refused and counted', async () => {
    const phone = '+16135550143';
    await rig.textFrom(phone, critical);
    const reportsOf = () =>
      rig.rows<{ reference: string }>('SELECT reference FROM report WHERE sender = $1 ORDER BY received_at', [phone]);
    const [first = { reference: '' }] = await reportsOf();
    expect((await firstRing(rig, first.reference)).seconds).toBeLessThanOrEqual(pagedWithin);
    const receipt = await textTo(rig, phone, first.reference);
    expect(receipt).toContain('911');
    await rig.textFrom(phone, 'They also wrote to our donors.');
    const [, second = { reference: '' }] = await reportsOf();
    expect(await incidentOf(rig, second.reference)).toMatchObject({ reference: first.reference, reports: 2 });

    const forged = {
      MessageSid: `SM${'f'.repeat(32)}`,
      From: phone,
      To: rig.firstRun.hotline.phone,
      Body: 'Close it all.',
    };
    const refused = await rig.webhook(
      '/hooks/twilio/sms',
      forged,
      Buffer.from('forged signature!!!!').toString('base64'),
    );
    expect(refused.status).toBe(403);
    expect(await reportsOf()).toHaveLength(2);
    const metrics = await (await fetch(`${rig.url}/metrics`)).text();
    expect(metrics).toMatch(/^vigil_webhooks_refused\w*\{[^}]*\} [1-9]/m);
  });
});

describe('a page', () => {
  it('is acknowledged by the answer of the phone that rang', async () => {
    const { reference } = await rig.reportByApi({ description: critical });
    const ring = await firstRing(rig, reference);
    await rig.textFrom(ring.phone, `ack ${ring.code}`);
    expect(await takerOf(rig, reference)).toBe(ring.key);
    // The one who answered is told so, in the language of their account.
    expect(await textTo(rig, ring.phone, reference, '/console/incidents/')).toMatch(/is yours|est à vous/);
  });

  it('is acknowledged by the button behind its link, and by no program that only looks at the link', async () => {
    const { reference } = await rig.reportByApi({ description: critical });
    const { key, link } = await firstRing(rig, reference);
    for (const method of ['GET', 'HEAD', 'GET']) expect((await fetch(link, { method })).status).toBe(200);
    await rig.settled();
    expect((await incidentOf(rig, reference)).taker).toBeNull();
    expect((await fetch(`${link.slice(0, -1)}${link.endsWith('A') ? 'B' : 'A'}x`, { method: 'POST' })).status).toBe(
      404,
    );
    expect((await incidentOf(rig, reference)).taker).toBeNull();
    const taken = await fetch(link, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: '',
    });
    expect(taken.status).toBe(200);
    expect((await incidentOf(rig, reference)).taker).toBe(key);
  });

  it('goes to one of two who answer at once, and the other is told who has it', async () => {
    const [priya, daniel] = [await rig.signIn('priya'), await rig.signIn('daniel')];
    const people = [
      { desk: priya, key: 'priya', name: 'Priya Nair' },
      { desk: daniel, key: 'daniel', name: 'Daniel Okafor' },
    ];
    for (let race = 0; race < 5; race += 1) {
      const { reference } = await rig.reportByApi({ description: critical });
      const { id } = await incidentOf(rig, reference);
      const answers = await Promise.all(
        people.map(async (person) => ({ ...person, ...(await person.desk.act(id, 'acknowledge')) })),
      );
      expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 409]);
      const winner = answers.find(({ status }) => status === 200);
      const loser = answers.find(({ status }) => status === 409);
      expect((await incidentOf(rig, reference)).taker).toBe(winner?.key);
      expect(loser?.body.detail).toContain(winner?.name);
    }
  });
});

describe('the work in the console', () => {
  const phone = '+16135550144';
  const words = 'Do not sign in on that laptop. We call you in five minutes.';
  let report: ReportReceipt;
  let id: string;

  it('leads an incident from its first second to its end', { timeout: 60_000 }, async (ctx) => {
    if (browser === null) ctx.skip(noBrowser);
    const page = await openConsole(await contextIn('en'), `${rig.url}/console/`, rig.person('priya'));
    await page.evaluate('globalThis.neverReloaded = true');
    report = await rig.reportByApi({ description: high, contact: { phone } });
    ({ id } = await incidentOf(rig, report.reference));
    await queueRow(page, id).waitFor();
    expect(await page.evaluate('globalThis.neverReloaded')).toBe(true);
    const severities = await queuedSeverities(page);
    expect(severities).toContain('critical');
    expect(severities).toEqual(severities.toSorted((a, b) => order.indexOf(a) - order.indexOf(b)));

    await queueRow(page, id).getByRole('link').click();
    await page.getByRole('heading', { level: 1, name: report.reference }).waitFor();
    expect(await offeredMoves(page)).toEqual(['Mark as triaged']);
    await acknowledge(page);
    expect(await takerOf(rig, report.reference)).toBe('priya');
    await assignTo(page, 'Daniel Okafor');
    await note(page, 'Called the campaign office: nobody there yet.');
    expect(await changeSeverity(page, 'Critical', 'The attacker writes to the voters.')).toBe(false);
    // More severe, it pages again and is taken again.
    await page.getByRole('button', { name: 'Acknowledge' }).waitFor();
    await acknowledge(page);
    await writeToReporter(page, words);
    await move(page, 'Mark as triaged');
    expect(await offeredMoves(page)).toEqual(['Mark as contained', 'Resolve']);
    for (const step of ['Mark as contained', 'Start recovering', 'Resolve', 'Close the incident'])
      await move(page, step);
    expect(await offeredMoves(page)).toEqual(['Reopen']);
    expect(await (await manager()).incident(id)).toMatchObject({
      state: 'closed',
      severity: 'critical',
      assignee: { name: 'Daniel Okafor' },
      acknowledgedBy: { name: 'Priya Nair' },
    });
    await page.context().close();
  });

  it('reaches the reporter over their phone and on the follow-up page', async (ctx) => {
    if (browser === null) ctx.skip(noBrowser);
    expect(await textTo(rig, phone, report.reference, words)).toContain(report.reference);
    const context = await contextIn('en', { javaScriptEnabled: false });
    const page = await comeBack(context, rig.url, 'en', report);
    expect(await page.getByRole('listitem').filter({ hasText: words }).innerText()).toContain('Hotline');
    await page.getByText('The incident is closed.').waitFor();
    await context.close();
  });

  it('shows the manager the whole timeline with its chain intact, and the board', async (ctx) => {
    if (browser === null) ctx.skip(noBrowser);
    await rig.settled();
    const page = await openConsole(
      await contextIn('en'),
      `${rig.url}/console/incidents/${id}/timeline`,
      rig.person('marc'),
    );
    // Marc's account is a French one.
    await page.getByText('Chaîne intacte', { exact: true }).waitFor();
    const recorded = await typesOf(id);
    expect(await shownTimeline(page)).toEqual(recorded);
    for (const type of everyChange) expect(recorded).toContain(type);
    await page.getByRole('link', { name: 'Tableau', exact: true }).click();
    await page.getByRole('heading', { level: 1, name: 'Tableau de bord' }).waitFor();
    const { onDuty, timeToAcknowledge, timeToContain } = await (await manager()).board();
    for (const name of [onDuty.now, onDuty.next])
      await page
        .getByText(name ?? 'nobody')
        .first()
        .waitFor();
    expect(timeToAcknowledge.count).toBeGreaterThan(0);
    expect(timeToContain.count).toBeGreaterThan(0);
    await page.context().close();
  });
});

describe('a move that is impossible', () => {
  it.each([
    { language: 'en', reason: 'An incident that is received cannot become closed. Next: triaged.' },
    { language: 'fr', reason: 'Un incident reçu ne peut pas devenir clos. Étape suivante : trié.' },
  ])('is refused with the reason in $language, and changes nothing', async ({ language, reason }) => {
    const { reference } = await rig.reportByApi({ description: critical });
    const { id } = await incidentOf(rig, reference);
    const desk = await rig.signIn('daniel');
    expect((await desk.act(id, 'acknowledge')).status).toBe(200);
    const before = await desk.timeline(id);
    const refused = await desk.fetch(`/api/v1/incidents/${id}/move`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'accept-language': language },
      body: JSON.stringify({ to: 'closed' }),
    });
    const problem = (await refused.json()) as Problem;
    expect([refused.status, problem.code, problem.detail]).toEqual([409, 'impossible-move', reason]);
    const moves = ({ entries }: typeof before) => entries.filter(({ type }) => type === 'incident.moved');
    expect(moves(await desk.timeline(id))).toEqual([]);
    expect((await desk.incident(id)).state).toBe('received');
  });
});

describe('the record', () => {
  it('is intact from the first report to the last move, and the first entry that somebody changed is named', async () => {
    await rig.settled();
    const intact = verify();
    expect([intact.status, JSON.parse(intact.stdout)]).toMatchObject([0, { broken: [] }]);

    const [entry] = await rig.rows<{ subject_id: string; seq: number }>(
      `SELECT subject_id, seq FROM timeline_entry WHERE type = 'page.acknowledged' ORDER BY at LIMIT 1`,
    );
    if (entry === undefined) throw new Error('nobody acknowledged anything');
    const changed = `UPDATE timeline_entry SET at = at - interval '1 minute' WHERE subject_id = $1 AND seq = $2`;
    await expect(rig.rows(changed, [entry.subject_id, entry.seq])).rejects.toThrow('append-only');
    const intruder = new Client({ connectionString: rig.databaseUrl });
    await intruder.connect();
    await intruder.query('ALTER TABLE timeline_entry DISABLE TRIGGER timeline_entry_is_append_only');
    await intruder.query(changed, [entry.subject_id, entry.seq]);
    await intruder.end();
    const broken = verify();
    expect([broken.status, JSON.parse(broken.stdout)]).toMatchObject([
      1,
      { broken: [{ subjectId: entry.subject_id, verdict: { seq: entry.seq } }] },
    ]);
  });
});

const order = ['critical', 'high', 'medium', 'low', 'not-an-incident'];

/** What the timeline of an incident that was worked to its end holds at least. */
const everyChange = [
  'report.received',
  'report.triaged',
  'incident.opened',
  'page.requested',
  'page.acknowledged',
  'incident.assigned',
  'incident.noted',
  'incident.severity-changed',
  'message.written',
  'incident.moved',
];

const manager = () => rig.signIn('marc');
const typesOf = async (id: string) => (await (await manager()).timeline(id)).entries.map(({ type }) => type);

/** What `npx vigil timeline verify` says, with its exit code. */
const verify = () =>
  spawnSync(process.execPath, ['dist/apps/cli/main.js', 'timeline', 'verify', '--json'], {
    encoding: 'utf8',
    env: { ...process.env, DATABASE_URL: rig.databaseUrl },
  });
