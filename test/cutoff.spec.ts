import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ReportReceipt } from '#contracts';
import { FakeClock } from '#testing';
import { HotlineRig } from './hotline-rig.js';

const critical =
  'Someone took over the Facebook page of our candidate an hour ago and is posting scam ads right now. We are locked out.';
const critique =
  'Quelqu’un a pris le contrôle de la page Facebook de notre candidate il y a une heure et publie des annonces frauduleuses.';

/** Whoever asks after the end is told these, in either language. */
const elsewhere = {
  en: ['Canadian Centre for Cyber Security', 'Elections Canada', '1-888-495-8501', '911'],
  fr: ['Centre canadien pour la cybersécurité', 'Élections Canada', '1-888-495-8501', '911'],
} as const;

/** Polling day is two weeks after the first start. Midnight in Edmonton is 07:00 UTC in winter and 06:00 in summer. */
const elections = [
  {
    month: 'an ordinary month',
    firstStart: '2026-11-23T08:00:00Z',
    lastDay: '2027-01-07',
    closesAt: '2027-01-08T07:00:00.000Z',
  },
  {
    month: 'a month that has no such day',
    firstStart: '2027-01-17T12:00:00Z',
    lastDay: '2027-02-28',
    closesAt: '2027-03-01T07:00:00.000Z',
  },
  {
    month: 'a month in which the clocks change',
    firstStart: '2027-02-14T12:00:00Z',
    lastDay: '2027-03-28',
    closesAt: '2027-03-29T06:00:00.000Z',
  },
] as const;

describe.each(elections)('the end of the service window after $month', ({ firstStart, lastDay, closesAt }) => {
  const clock = new FakeClock(new Date(firstStart));
  const end = Date.parse(closesAt);
  let rig: HotlineRig;
  let running: ReportReceipt;
  let taken: ReportReceipt;
  let done: ReportReceipt;
  let lastSecond: ReportReceipt;

  async function pages(reference?: string): Promise<readonly string[]> {
    const rows = await rig.rows<{ key: string }>(
      `SELECT u.key FROM page p JOIN user_account u ON u.id = p.user_id JOIN incident i ON i.id = p.incident_id
       WHERE $1::text IS NULL OR i.reference = $1 ORDER BY p.requested_at, u.key`,
      [reference ?? null],
    );
    return rows.map(({ key }) => key);
  }

  async function idOf({ reference }: ReportReceipt): Promise<string> {
    const [row] = await rig.rows<{ id: string }>('SELECT id FROM incident WHERE reference = $1', [reference]);
    if (row === undefined) throw new Error(`${reference} opened no incident`);
    return row.id;
  }

  /** Texts and mails that went to the people of the roster. */
  async function toResponders(): Promise<number> {
    const people = rig.firstRun.users.filter(({ role }) => role === 'responder' || role === 'manager');
    const counts = await Promise.all(
      people.map(async ({ phone, email }) => (await rig.textsTo(phone)).length + (await rig.mailbox(email)).length),
    );
    return counts.reduce((sum, count) => sum + count, 0);
  }

  beforeAll(async () => {
    rig = await HotlineRig.start({ clock });
    clock.set(new Date(end - 300_000));
    await rig.sweep();
    running = await rig.reportByApi({ description: critical });
    taken = await rig.reportByApi({ description: critical });
    done = await rig.reportByApi({ description: critical });
    await rig.settled();
    const marc = await rig.signIn('marc');
    for (const receipt of [taken, done]) await marc.act(await idOf(receipt), 'acknowledge');
    await marc.moveThrough(await idOf(done), 'triaged', 'contained', 'recovering', 'resolved', 'closed');
    await rig.settled();
  });

  afterAll(async () => rig?.stop());

  it('falls on local midnight one calendar month after polling day', async () => {
    const { service } = await (await rig.signIn('marc')).board();
    expect(service).toMatchObject({ open: true, closesAt, lastDay, zone: 'America/Edmonton' });
  });

  it('still pages one second before', async () => {
    await rig.fastForward('299s');
    lastSecond = await rig.reportByApi({ description: critical });
    await rig.settled();
    expect(lastSecond.serviceOpen).toBe(true);
    expect(await pages(lastSecond.reference)).toHaveLength(1);
    expect(await pages(running.reference)).toHaveLength(1);
  });

  it('pages nobody from that second on: neither the step that falls due in it, nor a report in the same instant', async () => {
    const [before, heard] = [await pages(), await toResponders()];
    clock.advance('1s');
    expect(clock.now().toISOString()).toBe(closesAt);
    const late = await rig.reportByApi({ description: critical });
    await rig.sweep();
    expect(late.serviceOpen).toBe(false);
    const marc = await rig.signIn('marc');
    const raised = await marc.act(await idOf(taken), 'severity', { to: 'high', reason: 'Less than we thought.' });
    expect(raised.status).toBe(200);
    expect((await marc.act(await idOf(taken), 'severity', { to: 'critical', reason: 'Worse again.' })).status).toBe(
      200,
    );
    await rig.fastForward('1h');
    await rig.fastForward('3d');
    expect(await pages()).toEqual(before);
    expect(await toResponders()).toBe(heard);
    const clocks = await rig.rows(`SELECT incident_id FROM escalation WHERE status = 'running'`);
    expect(clocks).toEqual([]);
    const { entries } = await (await rig.signIn('marc')).timeline(await idOf(running));
    expect(entries.filter(({ type }) => type === 'page.stood-down')).toMatchObject([
      { data: { because: 'window-closed' } },
    ]);
  });

  it('stores and answers what comes later over every door, in both languages, with where to turn', async () => {
    const everything = [...elsewhere.en, ...elsewhere.fr];
    const form = await rig.knock<string>('/fr/report', {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded', accept: 'text/html' },
      body: new URLSearchParams({ description: critique }).toString(),
    });
    expect(form.status).toBe(201);
    for (const words of everything.filter((name) => name !== '911')) expect(form.body).toContain(words);
    expect(form.body).toContain('La ligne d’assistance est fermée');
    expect(form.body).toContain('The hotline has closed');

    const from = 'late@private.example';
    const mail = await rig.mail({ from, subject: 'Hacked', text: critical });
    expect(mail.response).toMatch(/^250/);
    const phone = '+16135550188';
    await rig.textFrom(phone, critique);
    const byApi = await rig.reportByApi({ description: critique, language: 'fr' });
    await rig.settled();
    expect((await rig.followUp(byApi)).status).toBe('after-cutoff');

    const [answer, ...more] = await rig.mailbox(from);
    expect(more).toEqual([]);
    expect(answer?.subject).toContain(mail.reference);
    for (const words of everything) expect(answer?.text).toContain(words);
    const [text = ''] = await rig.textsTo(phone);
    expect(text.indexOf('a fermé')).toBeGreaterThanOrEqual(0);
    expect(text.indexOf('hotline closed')).toBeGreaterThan(text.indexOf('a fermé'));
    expect(text).toContain('1-888-495-8501');
    const stored = await rig.rows<{ channel: string; disposition: string; incident_id: string | null }>(
      `SELECT r.channel, t.disposition, t.incident_id FROM report r JOIN triage_result t ON t.report_id = r.id
       WHERE r.received_at >= $1 ORDER BY r.channel, r.received_at`,
      [closesAt],
    );
    expect(stored.map(({ channel }) => channel)).toEqual(['api', 'api', 'email', 'sms', 'web']);
    expect(new Set(stored.map(({ disposition }) => disposition))).toEqual(new Set(['after-cutoff']));
  });

  it('leaves the open incidents on the board for the manager to hand over, who can still close them', async () => {
    const marc = await rig.signIn('marc');
    const board = await marc.board();
    expect(board.service.open).toBe(false);
    const listed = board.incidents.map(({ reference }) => reference).toSorted();
    expect(listed).toEqual([running, taken, lastSecond].map(({ reference }) => reference).toSorted());
    await marc.moveThrough(await idOf(taken), 'triaged', 'contained', 'recovering', 'resolved', 'closed');
    expect((await marc.board()).incidents.map(({ reference }) => reference)).not.toContain(taken.reference);
  });

  it('is told by the health check, for nobody would be paged', async () => {
    const { status, body } = await rig.knock<unknown>('/health/ready', {});
    expect(status).toBe(503);
    expect(JSON.stringify(body)).toContain('the service window is closed');
  });
});
