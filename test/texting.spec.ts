import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { smsSegments } from '#domain';
import { readTextsSince } from '#service';
import type { Report } from '#store';
import { FakeClock } from '#testing';
import { HotlineRig } from './hotline-rig.js';
import { TextPhone } from './text-phone.js';

let rig: HotlineRig;
beforeAll(async () => {
  rig = await HotlineRig.start({ clock: new FakeClock(new Date()) });
});
afterAll(() => rig.stop());

let last = 200;
/** Somebody whom nobody knows. */
const someone = () => new TextPhone(rig, `+1613555${String((last += 1)).padStart(4, '0')}`);

const incidentOf = async (number: string) => {
  const [row] = await rig.rows<{
    id: string;
    state: string;
    severity: string;
    compromised: string[];
    reports: number;
  }>(
    `SELECT i.id, i.state, i.severity, i.compromised_addresses AS compromised, i.report_count AS reports
     FROM report r JOIN triage_result t ON t.report_id = r.id JOIN incident i ON i.id = t.incident_id
     WHERE r.sender = $1 ORDER BY r.received_at DESC LIMIT 1`,
    [number],
  );
  if (row === undefined) throw new Error('there is no incident');
  return row;
};
const timelineOf = (incidentId: string) =>
  rig.rows<{ type: string; data: Record<string, unknown> }>(
    'SELECT type, data FROM timeline_entry WHERE subject_id = $1 ORDER BY seq',
    [incidentId],
  );
const print = (title: string, phone: TextPhone) => console.log(`\n${title}\n${phone.transcript.join('\n')}\n`);

describe('the whole journey by text', { timeout: 120_000 }, () => {
  test('in English: report, three answers, steps, status, a note, over', async () => {
    const phone = someone();
    const [receipt = '', first] = await phone.text('Someone got into our account at the Harbour Party, please help us');
    expect(receipt).toMatch(/report [A-Z0-9]{4}-[A-Z0-9]{3}\b.*Code/s);
    expect(smsSegments(receipt)).toBeLessThanOrEqual(2);
    expect(first).toMatch(/Which account|locked out/);
    const answers = { 'Which account': '2', 'still going on': 'yes they are posting', 'safe to text': '1' };
    let asked = first ?? '';
    let texts: readonly string[] = [];
    for (let turn = 0; turn < 3 && !texts.some((text) => text.startsWith('Thank you')); turn += 1) {
      const answer = Object.entries(answers).find(([words]) => asked.includes(words))?.[1] ?? '1';
      texts = await phone.text(answer);
      asked = texts.at(-1) ?? '';
    }
    expect(texts.at(-1)).toMatch(/^Thank you\./);
    expect((await phone.text('STEPS'))[0]).toMatch(/Vigil: /);
    expect((await phone.text('Status?'))[0]).toContain('We have your report');
    expect((await phone.text('We also lost the shared drive'))[0]).toContain('added');
    expect((await phone.text('Merci'))[0]).toBeUndefined();
    expect((await phone.text('It’s over, thanks'))[0]).toContain('make sure and close it');
    const incident = await incidentOf(phone.number);
    expect(incident.state).not.toBe('closed');
    const types = (await timelineOf(incident.id)).map(({ type }) => type);
    expect(types).toEqual(expect.arrayContaining(['conversation.answered', 'reporter.says-over', 'incident.joined']));
    print('In English', phone);
  });

  test('in French, switched to English and back', async () => {
    const phone = someone();
    const [receipt = '', first = ''] = await phone.text(
      'Bonjour, ici le Parti du Fleuve, quelqu’un est entré dans un de nos comptes, aidez-nous',
    );
    expect(receipt).toMatch(/^Signalement [A-Z0-9]{4}-[A-Z0-9]{3} enregistré/);
    expect(smsSegments(receipt)).toBeLessThanOrEqual(2);
    expect(first).toContain('De quel compte');
    const english = await phone.text('English');
    expect(english[0]).toContain('in English');
    const [french, again] = await phone.text('FRANÇAIS');
    expect(french).toContain('en français');
    expect(again).toBe(first);
    expect((await phone.text('notre page Facebook')).at(-1)).toContain('en cours');
    expect((await phone.text('oui'))[0]).toContain('en sécurité');
    expect((await phone.text('oui, c’est mon cell'))[0]).toMatch(/^Merci\./);
    expect((await phone.text('ÉTAPES'))[0]).toContain('Vigil :');
    expect((await phone.text('État'))[0]).toContain('signalement');
    expect((await phone.text('Réglé!'))[0]).toContain('vous dites que');
    print('En français', phone);
  });

  test('a panicked HELP is a report, a bare one gets the help answer and is seen all the same', async () => {
    const phone = someone();
    const [help, ...more] = await phone.text('HELP');
    expect([help, more]).toEqual([expect.stringContaining('STOP ends texts'), []]);
    expect((help ?? '').length).toBeLessThanOrEqual(160);
    await incidentOf(phone.number);
    const aide = someone();
    expect((await aide.text('aide!'))[0]).toContain('ligne d');
    const panicked = someone();
    expect((await panicked.text('HELP my instagram account is hacked'))[0]).toMatch(/^We have your report/);
  });
});

describe('texts that carriers mangle', { timeout: 60_000 }, () => {
  test('come in parts and out of order, and are one incident, all kept, answered once', async () => {
    const phone = someone();
    const long = `We think our voter list was taken last night. ${'It was on the shared drive of the campaign. '.repeat(5)}`;
    const texts = await phone.text(long, { parts: { marked: true, reversed: true } });
    const reports = await rig.rows<{ incident_id: string }>(
      'SELECT t.incident_id FROM report r JOIN triage_result t ON t.report_id = r.id WHERE r.sender = $1',
      [phone.number],
    );
    expect(reports).toHaveLength(2);
    expect(new Set(reports.map(({ incident_id: id }) => id)).size).toBe(1);
    expect(texts.filter((text) => text.startsWith('We have your report'))).toHaveLength(1);
    const [last] = await rig.rows<Pick<Report, 'id' | 'channel' | 'sender' | 'receivedAt'>>(
      `SELECT id, channel, sender, received_at AS "receivedAt" FROM report WHERE sender = $1 ORDER BY received_at DESC LIMIT 1`,
      [phone.number],
    );
    if (last === undefined) throw new Error('there is no report');
    const joined = await rig.runtime.database.transaction((tx) => readTextsSince(tx, last, 600_000));
    expect(joined?.text.replaceAll(/\s+/g, ' ')).toBe(long.replaceAll(/\s+/g, ' ').trim());
  });

  test('come twice, and are heard once', async () => {
    const params = {
      MessageSid: `SM${'ab'.repeat(16)}`,
      From: '+16135550299',
      To: rig.firstRun.hotline.phone,
      Body: 'our website is defaced',
      NumMedia: '0',
    };
    for (let time = 0; time < 3; time += 1) expect((await rig.webhook('/hooks/twilio/sms', params)).status).toBe(200);
    await rig.fastForward('10s');
    await rig.fastForward('10s');
    expect((await rig.textsTo('+16135550299')).filter((text) => text.includes('Code'))).toHaveLength(1);
  });

  test('lose their webhook, and are read back once', async () => {
    const phone = someone();
    await fetch(`${rig.sandboxUrl}/api/faults`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ kind: 'webhooks', to: phone.number, lose: true }),
    });
    const sid = await phone.send('The minister’s mailbox is hacked and nobody answers');
    const count = async () =>
      (await rig.rows('SELECT 1 FROM report WHERE channel = $1 AND external_id = $2', ['sms', sid])).length;
    expect(await count()).toBe(0);
    await rig.fastForward('120s');
    expect(await count()).toBe(1);
    for (let minute = 0; minute < 3; minute += 1) await rig.fastForward('60s');
    expect([await count(), (await phone.read()).some((text) => text.startsWith('We have your report'))]).toEqual([
      1,
      true,
    ]);
  });
});

describe('a picture', () => {
  test('is kept with the report, whose text was taken in before', async () => {
    const phone = someone();
    const png = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';
    await phone.text('This is what their fake page looks like', { media: [{ contentType: 'image/png', base64: png }] });
    const [kept] = await rig.rows<{ name: string; source: string; size: number }>(
      `SELECT a.name, a.source, a.size::int AS size FROM attachment a JOIN report r ON r.id = a.report_id WHERE r.sender = $1`,
      [phone.number],
    );
    expect(kept).toMatchObject({ source: 'mms', size: Buffer.from(png, 'base64').length });
    expect(kept?.name).toMatch(/^ME\w+\.png$/);
  });
});

describe('STOP', { timeout: 60_000 }, () => {
  test('in the middle of an incident ends all texts, tells the responders, and START lifts it', async () => {
    const phone = someone();
    await phone.text('Our Facebook page is hacked, they are posting right now');
    const answers = await phone.text('Stop.');
    expect(answers).toEqual([expect.stringContaining('unsubscribed')]);
    const incident = await incidentOf(phone.number);
    expect((await timelineOf(incident.id)).map(({ type }) => type)).toContain('reporter.opted-out');
    expect(await phone.text('they are still in')).toEqual([]);
    const sent = await rig.rows(
      `SELECT 1 FROM delivery d JOIN text_opt_out o ON o.phone = d.address WHERE d.address = $1 AND d.created_at > o.opted_out_at`,
      [phone.number],
    );
    expect(sent).toEqual([]);
    expect(await phone.text('START')).toEqual([expect.stringContaining('re-subscribed')]);
    expect((await phone.text('STATUS'))[0]).toMatch(/^[A-Z0-9]{4}-[A-Z0-9]{3}: /);
  });

  test('of a responder is told to the managers, and a page still goes by mail', async () => {
    const responder = rig.firstRun.users.find(({ role, phone }) => role === 'responder' && phone !== null);
    const phone = new TextPhone(rig, responder?.phone ?? '');
    await phone.text('STOP');
    const [notice] = await rig.rows<{ kind: string; facts: Record<string, string> }>(
      `SELECT kind, facts FROM notice WHERE kind = 'responder-opted-out'`,
    );
    expect(notice).toMatchObject({ kind: 'responder-opted-out', facts: { name: responder?.name } });
    await phone.text('START');
  });
});

describe('a number that is not safe', { timeout: 60_000 }, () => {
  test('because its SIM was swapped gets the neutral receipt alone: no steps, no question, no status', async () => {
    const phone = someone();
    const texts = [
      ...(await phone.text(
        `My SIM was swapped and this number ${phone.number} is in the hands of the attacker, everything you send here they read`,
      )),
      ...(await phone.text('STATUS')),
      ...(await phone.text('STEPS')),
    ];
    const incident = await incidentOf(phone.number);
    expect(incident.compromised.join(' ')).toContain(phone.number);
    expect(new Set(texts)).toEqual(new Set(['Your message has arrived.']));
    print('A stolen number', phone);
  });

  test('because its owner says so is told nothing more', async () => {
    const phone = someone();
    await phone.text('Our email is hacked and we are locked out');
    expect(await phone.text('2 safe@elsewhere.example')).toEqual(['Your message has arrived.']);
    expect((await incidentOf(phone.number)).compromised).toContain(phone.number);
    expect((await rig.mailbox('safe@elsewhere.example')).at(-1)?.text).toContain('Thank you');
    expect((await phone.text('STATUS')).every((text) => text === 'Your message has arrived.')).toBe(true);
  });
});
