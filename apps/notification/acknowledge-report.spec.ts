import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { formatReceiptCode } from '#domain';
import { reportIdFromThread } from '#service';
import { type GivenReport, NotificationRig } from './notification-rig.js';

let rig: NotificationRig;
let count = 0;

/** An address of its own for each test, so that the guard against floods keeps out of the way. */
const someone = () => `someone${(count += 1)}@red-oak.example`;

beforeAll(async () => {
  rig = await NotificationRig.start();
});
afterAll(() => rig.stop());
beforeEach(() => {
  rig.courier.sent.length = 0;
});

const mailFrom = (sender: string, given: GivenReport = {}): GivenReport => ({
  channel: 'email',
  sender,
  raw: `From: ${sender}\r\nMessage-ID:\r\n <first.1@red-oak.example>\r\nSubject: Help\r\n\r\nMessage-ID: <not.this@x>\r\n`,
  ...given,
});

describe('The acknowledgement of a report', () => {
  it('answers a mail in its thread, with the reference, the receipt code and the first steps', async () => {
    const sender = someone();
    const { reportId, reference } = await rig.triaged(mailFrom(sender));
    const [mail, ...more] = rig.courier.sent;
    expect(more).toEqual([]);
    expect(mail).toMatchObject({
      channel: 'email',
      address: sender,
      inReplyTo: '<first.1@red-oak.example>',
      automatic: true,
    });
    expect(mail?.subject).toContain(reference);
    expect(mail?.body).toContain(formatReceiptCode(rig.runtime.secrets.sign('receipt-code', reportId)));
    expect(mail?.body).toContain('1. Use another device.');
    const { secrets } = rig.runtime;
    expect(reportIdFromThread(secrets, [mail?.messageId ?? ''])).toBe(reportId);
    expect(reportIdFromThread(secrets, [mail?.replyTo ?? ''])).toBe(reportId);
  });

  it('keeps no receipt code in the database', async () => {
    const { reportId } = await rig.triaged(mailFrom(someone()));
    const code = formatReceiptCode(rig.runtime.secrets.sign('receipt-code', reportId));
    const rows = await rig.sql(
      'SELECT 1 FROM delivery d, message m WHERE position($1 IN d.body) > 0 OR position($1 IN m.text) > 0',
      [code],
    );
    expect(rows).toEqual([]);
  });

  it.each<[string, GivenReport, readonly string[]]>([
    ['a French verdict', { verdict: { language: 'fr' } }, ['Nous avons reçu']],
    ['an English verdict', { verdict: { language: 'en' } }, ['We have received']],
    ['both languages', { verdict: { language: 'bilingual' } }, ['We have received', 'Nous avons reçu']],
    ['a stated language over the words', { language: 'fr', verdict: { language: 'en' } }, ['Nous avons reçu']],
  ])('speaks the language of the reporter: %s', async (_name, given, greetings) => {
    await rig.triaged(mailFrom(someone(), given));
    const [mail] = rig.courier.sent;
    const heard = ['We have received', 'Nous avons reçu'].filter((greeting) => mail?.body.includes(greeting));
    expect(heard).toEqual(greetings);
  });

  it('answers a text by text', async () => {
    const { reference } = await rig.triaged({ channel: 'sms', sender: '+16135550177' });
    expect(rig.courier.sent).toMatchObject([{ channel: 'sms', address: '+16135550177' }]);
    expect(rig.courier.sent[0]?.body).toContain(reference);
    expect(rig.courier.sent[0]?.body.length).toBeLessThanOrEqual(1_600);
  });

  it('goes to the contact that a web report names, and keeps a copy without the code for responders', async () => {
    const address = someone();
    const { reportId } = await rig.triaged({ channel: 'web', contactEmail: address });
    expect(rig.courier.sent).toMatchObject([{ channel: 'email', address, inReplyTo: null }]);
    const [message] = await rig.sql<{ kind: string; text: string }>(
      'SELECT kind, text FROM message WHERE report_id = $1',
      [reportId],
    );
    expect(message).toMatchObject({ kind: 'acknowledgement' });
    expect(message?.text).toContain('****');
  });

  it('prefers the contact that the reporter calls safe, and says no more than that it arrived where the mail came from', async () => {
    const [sender, safe] = [someone(), someone()];
    const { reference } = await rig.triaged(mailFrom(sender, { contactEmail: safe }));
    expect(rig.courier.to(safe)[0]?.body).toContain(reference);
    expect(rig.courier.to(sender)[0]?.body).toContain('Your message has arrived');
    expect(rig.courier.to(sender)[0]?.body).not.toContain(reference);
  });

  describe('never helps whoever reads a compromised address', () => {
    const cases: readonly [string, (address: string) => GivenReport, readonly string[]][] = [
      ['the incident names it', () => ({}), ['address']],
      ['the incident names its whole domain', () => ({}), ['domain']],
      ['the report names it', (address) => ({ verdict: { compromisedAddresses: [address] } }), []],
      ['the report came over the very channel', () => ({ verdict: { compromisedChannel: true } }), []],
    ];
    it.each(cases)('%s', async (_name, given, incidentNames) => {
      const sender = someone();
      const named = incidentNames.map((what) => (what === 'domain' ? 'red-oak.example' : sender.toUpperCase()));
      const incidentId = await rig.incident(named);
      const { reportId, reference } = await rig.triaged(mailFrom(sender, { incidentId, ...given(sender) }));
      const [mail, ...more] = rig.courier.sent;
      expect(more).toEqual([]);
      expect(mail?.address).toBe(sender);
      const said = `${mail?.subject} ${mail?.body} ${mail?.messageId} ${mail?.replyTo ?? ''}`;
      const secrets = [
        reference,
        reportId,
        'device. Do not',
        formatReceiptCode(rig.runtime.secrets.sign('receipt-code', reportId)),
      ];
      for (const secret of secrets) expect(said).not.toContain(secret);
      expect(reportIdFromThread(rig.runtime.secrets, [mail?.messageId ?? '', mail?.replyTo ?? ''])).toBeNull();
      expect((await rig.timeline(incidentId)).map(({ type }) => type)).toEqual([
        'acknowledgement.withheld',
        'delivery.requested',
        'delivery.accepted',
      ]);
    });
  });

  it('sends nothing at all where the only contact of a web report is the account that was taken over', async () => {
    const contactEmail = someone();
    const incidentId = await rig.incident([`${contactEmail} (Outlook)`]);
    await rig.triaged({ channel: 'web', contactEmail, incidentId });
    expect(rig.courier.sent).toEqual([]);
    expect(await rig.timeline(incidentId)).toMatchObject([
      { type: 'acknowledgement.withheld', data: { because: 'only-compromised' } },
    ]);
  });

  it('is sent once, however often the event comes, and only once for each report', async () => {
    const sender = someone();
    const { reportId } = await rig.triaged(mailFrom(sender), 3);
    await rig.announce('report.triaged', { reportId, incidentId: null, disposition: 'opened' });
    expect(rig.courier.to(sender)).toHaveLength(1);
  });

  it('says after the cutoff, in both languages, that the hotline has closed and where to turn', async () => {
    await rig.triaged(mailFrom(someone(), { disposition: 'after-cutoff', verdict: { language: 'fr' } }));
    const body = rig.courier.sent[0]?.body ?? '';
    expect(body).toContain('Canadian Centre for Cyber Security');
    expect(body.indexOf('Où vous adresser')).toBeLessThan(body.indexOf('Where to turn'));
    expect(body).toContain('7 janvier 2027');
    expect(body).toContain('January 7, 2027');
  });

  it.each<[string, GivenReport]>([
    [
      'an automatic mail',
      mailFrom('colleague@red-oak.example', { disposition: 'no-incident', verdict: { automatic: 'auto-reply' } }),
    ],
    ['a mailbox that nobody reads', mailFrom('MAILER-DAEMON@mx.example')],
    ['our own address', mailFrom('hotline+tag@vigil.example')],
    ['our own number', { channel: 'sms', sender: '+16135550100' }],
    [
      'spam by mail',
      mailFrom('victim@other.example', { disposition: 'no-incident', verdict: { disposition: 'close_spam' } }),
    ],
    [
      'a text that says STOP',
      { channel: 'sms', sender: '+16135550178', disposition: 'no-incident', verdict: { disposition: 'opt_out' } },
    ],
    [
      'what was added on the follow-up page',
      { channel: 'web', contactEmail: 'someone@red-oak.example', disposition: 'joined' },
    ],
  ])('never answers %s', async (name, given) => {
    const follows = name.includes('follow-up') ? { followsReportId: (await rig.report()).reportId } : {};
    await rig.triaged({ ...given, ...follows });
    expect(rig.courier.sent).toEqual([]);
  });

  it('answers the first of a burst that joins an incident, and the next a minute later', async () => {
    const sender = '+16135550190';
    const joins = { channel: 'sms', sender, disposition: 'joined' } as const;
    await rig.triaged(joins);
    await rig.triaged(joins);
    expect(rig.courier.to(sender)).toHaveLength(1);
    rig.clock.advance('61s');
    await rig.triaged(joins);
    expect(rig.courier.to(sender)).toHaveLength(2);
  });

  it('stops answering one address after ten in an hour: two machines are talking', async () => {
    const sender = someone();
    for (let time = 0; time < 12; time += 1) await rig.triaged(mailFrom(sender));
    expect(rig.courier.to(sender)).toHaveLength(10);
    rig.clock.advance('61m');
    await rig.triaged(mailFrom(sender));
    expect(rig.courier.to(sender)).toHaveLength(11);
  });

  it('leaves no address in the record', async () => {
    const sender = someone();
    const incidentId = await rig.incident();
    await rig.triaged(mailFrom(sender, { incidentId }));
    const told = JSON.stringify(await rig.timeline(incidentId));
    expect(told).toContain('s***@red-oak.example');
    expect(told).not.toContain(sender);
  });
});
