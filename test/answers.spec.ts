import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { FakeClock } from '#testing';
import { type BoxedMail, HotlineRig } from './hotline-rig.js';

/** Amélie has the watch, Daniel stands behind her. */
const clock = new FakeClock(new Date('2026-11-23T08:00:00Z'));
let rig: HotlineRig;
let email: string;

beforeAll(async () => {
  rig = await HotlineRig.start({ clock });
  email = rig.person('amelie').email ?? '';
});

afterAll(async () => rig?.stop());

interface PagedIncident {
  readonly incidentId: string;
  readonly page: BoxedMail;
}

let paged: PagedIncident;

beforeEach(async () => {
  clock.advance('3d');
  const description = 'Our campaign email account was hacked, the password was changed and we are locked out of it.';
  const { reference } = await rig.reportByApi({ description });
  await rig.settled();
  const [incident] = await rig.rows<{ id: string; reference: string }>(
    'SELECT i.id, i.reference FROM incident i JOIN triage_result t ON t.incident_id = i.id JOIN report r ON r.id = t.report_id WHERE r.reference = $1',
    [reference],
  );
  const page = (await rig.mailbox(email)).findLast(({ subject }) => subject.includes(incident?.reference ?? '-'));
  if (incident === undefined || page === undefined) throw new Error('Amélie got no mail');
  paged = { incidentId: incident.id, page };
});

async function reply(text: string, more: Readonly<Record<string, unknown>> = {}): Promise<string> {
  const { messageId, subject } = paged.page;
  const sent = await rig.mail({
    from: `Amélie <${email}>`,
    subject: `Re: ${subject}`,
    text: `${text}\n\nLe lun. 23 nov. 2026 à 03:00, Ligne Vigil <aide@vigil.example> a écrit :\n> ${paged.page.text.replaceAll('\n', '\n> ')}\n`,
    inReplyTo: messageId ?? '',
    references: [messageId ?? ''],
    ...more,
  });
  await rig.settled();
  return sent.reference;
}

const answersOf = async () =>
  rig.rows<{ type: string; via: string | null }>(
    `SELECT type, data->>'via' AS via FROM timeline_entry WHERE subject_id = $1 AND type IN ('page.acknowledged', 'page.declined', 'page.passed-on', 'page.snoozed')`,
    [paged.incidentId],
  );

const kept = async (reference: string) =>
  (
    await rig.rows<{ disposition: string; automatic: string | null; incident_id: string | null }>(
      `SELECT t.disposition, t.verdict->>'automatic' AS automatic, t.incident_id FROM triage_result t JOIN report r ON r.id = t.report_id WHERE r.reference = $1`,
      [reference],
    )
  )[0];

describe('A responder who replies to the mail of a page', () => {
  it.each([
    { says: 'ACK', type: 'page.acknowledged', hears: 'est à vous' },
    { says: 'Je m’en occupe', type: 'page.acknowledged', hears: 'est à vous' },
    { says: 'non', type: 'page.declined', hears: 'personne suivante' },
    { says: 'ESC', type: 'page.passed-on', hears: 'personne suivante' },
    { says: 'RAPPELER 15', type: 'page.snoozed', hears: '15' },
    { says: 'ACK\n\nAmélie Tremblay\n613-555-0100', type: 'page.acknowledged', hears: 'est à vous' },
  ])('has answered it: $says', async ({ says, type, hears }) => {
    const before = (await rig.mailbox(email)).length;
    const stored = await reply(says);
    expect(await answersOf()).toEqual([{ type, via: 'email' }]);
    expect(await kept(stored)).toEqual({ disposition: 'no-incident', automatic: 'page-answer', incident_id: null });
    const answer = (await rig.mailbox(email))
      .slice(before)
      .find(({ subject }) => subject === 'Votre réponse à une alerte');
    expect(answer?.text).toContain(hears);
    expect(answer?.headers['auto-submitted']).toBeDefined();
  });

  it.each([
    'Je ne suis pas sûre de comprendre ce que cela veut dire',
    'OK\nmais je ne peux pas m’en occuper cette nuit',
  ])('is asked again when it is not understood, and nobody is taken for awake: %j', async (says) => {
    await reply(says);
    expect(await answersOf()).toEqual([]);
    const answer = (await rig.mailbox(email)).findLast(({ subject }) => subject === 'Votre réponse à une alerte');
    expect(answer?.text).toContain('ACK');
  });

  it.each<{ what: string; more: Readonly<Record<string, unknown>> }>([
    {
      what: 'comes from another address, as of somebody who was forwarded it',
      more: { from: 'eve@elsewhere.example' },
    },
    {
      what: 'names a Message-ID that we did not make',
      more: { inReplyTo: '<delivery.x@vigil.example>', references: [] },
    },
    { what: 'is a vacation notice', more: { headers: { 'Auto-Submitted': 'auto-replied' } } },
  ])('has answered nothing when it $what', async ({ more }) => {
    await reply('ACK', more);
    expect(await answersOf()).toEqual([]);
  });
});

describe('A phone that answers every text by itself', () => {
  it('is asked five times what it means, and no more until it says something that is understood', async () => {
    const { phone } = rig.person('amelie');
    // Not every text: pages of other incidents may climb to her meanwhile.
    const answers = async () =>
      (await rig.rows(`SELECT 1 FROM delivery WHERE purpose = 'reply-answer' AND channel = 'sms'`)).length;
    const write = async (text: string, times = 1) => {
      const before = await answers();
      for (let time = 0; time < times; time += 1) {
        await rig.textFrom(phone, text);
        await rig.settled();
      }
      return (await answers()) - before;
    };
    expect(await write('Je conduis et je ne peux pas lire ceci pour le moment', 8)).toBe(5);
    expect(await write('ack')).toBe(1);
  });
});
