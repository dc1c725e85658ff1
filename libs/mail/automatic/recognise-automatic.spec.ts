import { assert as check, constantFrom, oneof, property, record, string } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { growthByFour } from '#testing';
import type { MailToJudge } from './automatic-mail.js';
import { recogniseAutomatic } from './recognise-automatic.js';

interface Given extends Partial<Omit<MailToJudge, 'headers'>> {
  readonly headers?: Readonly<Record<string, string>>;
}

const mail = ({ headers = {}, ...given }: Given): MailToJudge => ({
  contentType: 'text/plain',
  parts: [],
  subject: 'Our page',
  fromAddress: 'ann@party.example',
  envelopeFrom: 'ann@party.example',
  text: 'Our page was taken over.',
  ...given,
  headers: (name) => (headers[name] === undefined ? [] : [headers[name]]),
});

const report = 'multipart/report; report-type=delivery-status; boundary=x';
const server = { fromAddress: 'MAILER-DAEMON@mx.party.example', envelopeFrom: '' };
const returned = {
  contentType: 'message/rfc822',
  text: 'From: help@centre.example\nMessage-ID: <abc.1@centre.example>\n\nHello',
};
const statusOf = (action: string, status: string) => ({
  contentType: 'message/delivery-status',
  text: `Reporting-MTA: dns; mx.party.example\n\nFinal-Recipient: rfc822; ann@party.example\nAction: ${action}\nStatus: ${status}\nDiagnostic-Code: smtp; 550 ${status} No such user\n`,
});

describe('a delivery report', () => {
  it.each([
    ['failed', '5.1.1', 'bounce', true],
    ['failed (bad mailbox)', '5.1.1', 'bounce', true],
    ['failed', '4.4.7', 'bounce', true],
    ['delayed', '4.4.1', 'bounce', false],
    ['delivered', '2.0.0', 'delivered', null],
    ['relayed', '2.0.0', 'delivered', null],
  ])('that says %s %s is a %s', (action, status, kind, permanent) => {
    const found = recogniseAutomatic(
      mail({ ...server, contentType: report, parts: [statusOf(action, status), returned] }),
    );
    expect(found).toEqual({
      kind,
      permanent,
      status,
      recipient: 'ann@party.example',
      originalMessageIds: ['abc.1@centre.example'],
    });
  });

  it('of several recipients tells of the one who was not reached', () => {
    const text = `Reporting-MTA: dns; a\r\n\r\nFinal-Recipient: rfc822; bob@party.example\r\nAction: delivered\r\nStatus: 2.1.5\r\n\r\nFinal-Recipient: rfc822; ann@party.example\r\nAction: failed\r\nStatus: 5.2.2\r\n`;
    expect(
      recogniseAutomatic(mail({ contentType: report, parts: [{ contentType: 'message/delivery-status', text }] })),
    ).toMatchObject({ kind: 'bounce', permanent: true, status: '5.2.2', recipient: 'ann@party.example' });
  });
});

describe('words of a mail server', () => {
  it.each([
    [
      'Mail delivery failed: returning message to sender',
      'A message that you sent could not be delivered:\n\n  ann@party.example\n    550 5.1.1 unknown user',
      true,
    ],
    ['Undelivered Mail Returned to Sender', '<ann@party.example>: host mx said: 550 5.1.1 no', true],
    [
      'failure notice',
      'Hi. This is the qmail-send program.\n<ann@party.example>:\nSorry, no mailbox here by that name. (#5.1.1)',
      true,
    ],
    [
      'Warning: message 1abc delayed 24 hours',
      'This is a warning message only. You do not need to resend. ann@party.example has not yet been delivered.',
      false,
    ],
    [
      'Delivery Status Notification (Delay)',
      'Delivery to ann@party.example has been delayed. We will keep trying. 4.4.1',
      false,
    ],
    ['Non remis : Votre page', 'Échec de la remise à ann@party.example. 550 5.1.1 destinataire inconnu', true],
    ['Échec de la remise du message', 'Votre message n’a pas pu être remis à ann@party.example.', true],
    ['Unzustellbar: Seite', 'Ihre Nachricht an ann@party.example konnte nicht zugestellt werden.', true],
  ])('%s', (subject, text, permanent) => {
    expect(recogniseAutomatic(mail({ ...server, subject, text }))).toMatchObject({
      kind: 'bounce',
      permanent,
      recipient: 'ann@party.example',
    });
  });
});

const isOurs = (id: string): boolean => id.endsWith('@centre.example');

describe('what a machine wrote', () => {
  const answer = 'auto-reply';
  it.each<[string, Given, string]>([
    ['RFC 3834', { headers: { 'auto-submitted': 'auto-replied (vacation)' } }, answer],
    ['an old vacation program', { headers: { precedence: 'auto_reply' } }, answer],
    ['X-Autoreply', { headers: { 'x-autoreply': 'yes' } }, answer],
    ['Outlook', { subject: 'Automatic reply: Your report' }, answer],
    ['Outlook in French', { subject: 'Réponse automatique : Votre signalement' }, answer],
    ['Outlook in German', { subject: 'Automatische Antwort: Meldung' }, answer],
    [
      'a subject of absence with its text',
      { subject: 'Absente jusqu’au 5 mai', text: 'Je suis absente du bureau et de retour le 5 mai.' },
      answer,
    ],
    ['a read receipt', { contentType: 'multipart/report; report-type=disposition-notification' }, answer],
    [
      'a complaint',
      {
        contentType: 'multipart/report; report-type=feedback-report',
        parts: [
          { contentType: 'message/feedback-report', text: 'Feedback-Type: abuse\nOriginal-Rcpt-To: ann@party.example' },
        ],
      },
      'complaint',
    ],
    ['a list', { headers: { 'list-id': '<news.party.example>' } }, 'list'],
    ['a newsletter', { headers: { 'list-unsubscribe': '<mailto:x@y.example>' } }, 'list'],
    ['bulk mail', { headers: { precedence: 'bulk' } }, 'list'],
    ['a system', { headers: { 'auto-submitted': 'auto-generated' } }, 'list'],
    ['a mail program that has seen it before', { headers: { 'x-loop': 'yes' } }, 'loop'],
    ['our own message', { headers: { 'message-id': '<r.1@centre.example>' } }, 'loop'],
  ])('%s', (_name, given, kind) => {
    expect(recogniseAutomatic(mail(given), { isOurs })?.kind).toBe(kind);
  });

  it('tells which message of ours an automatic reply answers', () => {
    const found = recogniseAutomatic(
      mail({ subject: 'Automatic reply: Hi', headers: { 'in-reply-to': '<r.7@centre.example>' } }),
    );
    expect(found?.originalMessageIds).toEqual(['r.7@centre.example']);
  });
});

describe('what a person wrote', () => {
  it.each<[string, Given]>([
    ['a plain report', {}],
    [
      'asking about a bounce',
      { subject: 'Bounced mail?', text: 'We get hundreds like this:\n\nMail delivery failed: 550 5.1.1 user unknown' },
    ],
    [
      'forwarding one',
      {
        subject: 'Fwd: Undelivered Mail Returned to Sender',
        text: 'Did they send from our account?\n\n> 550 5.1.1 unknown user',
      },
    ],
    [
      'attaching one',
      {
        contentType: 'multipart/mixed',
        subject: 'Is our account abused?',
        parts: [
          { contentType: 'text/plain' },
          { contentType: 'message/rfc822', text: statusOf('failed', '5.1.1').text },
        ],
      },
    ],
    [
      'attaching a report that lost its envelope',
      { contentType: 'multipart/mixed', parts: [statusOf('failed', '5.1.1')] },
    ],
    [
      'with the server’s subject',
      { subject: 'Undeliverable: invoice', text: 'I never sent this. What is it? 550 5.1.1' },
    ],
    [
      'from postmaster@ about a mailbox',
      {
        fromAddress: 'postmaster@party.example',
        subject: 'Mailbox hacked',
        text: 'Somebody filled it, the mailbox is full.',
      },
    ],
    [
      'as “Mail Administrator”',
      {
        headers: { from: 'Mail Administrator <it@party.example>' },
        text: 'Our mail cannot be delivered: 550 5.7.1 blocked since the attack.',
      },
    ],
    ['about automatic replies', { subject: 'Automatic reply switched on by the hacker' }],
    ['about absence', { subject: 'Out of office staff got phishing', text: 'Three colleagues clicked.' }],
    ['in French about absence', { subject: 'Absence de réponse de Meta', text: 'Nous attendons depuis lundi.' }],
    ['answering an automatic reply', { subject: 'Re: Automatic reply: Your report' }],
    ['marked as written by a person', { headers: { 'auto-submitted': 'no' } }],
    ['from a phone gateway that names no sender', { envelopeFrom: '' }],
    [
      'phishing that calls itself a report',
      { contentType: 'multipart/report; boundary=x', parts: [{ contentType: 'text/html' }], subject: 'Your parcel' },
    ],
  ])('%s', (_name, given) => {
    expect(recogniseAutomatic(mail(given))).toBeNull();
  });
});

describe('whatever comes', () => {
  const text = oneof(
    string({ unit: 'binary', maxLength: 300 }),
    constantFrom('550 5.1.1 unknown', 'Message-ID: <a@b>', 'Status: 5.1.1'),
  );
  it('is judged without a failure', () => {
    check(
      property(
        record({
          subject: text,
          fromAddress: text,
          text,
          contentType: text,
          partType: text,
          partText: text,
          header: text,
        }),
        (given) => {
          const found = recogniseAutomatic({
            ...given,
            envelopeFrom: null,
            headers: () => [given.header],
            parts: [{ contentType: given.partType, text: given.partText }],
          });
          expect(found?.originalMessageIds.length ?? 0).toBeLessThanOrEqual(20);
        },
      ),
    );
  });

  it.each([
    '5.',
    '550 ',
    'a@',
    'Message-ID: <',
    '<a@b>',
    '\n\n',
    'Action: failed\n',
    'delivery to ',
    'i am ',
    ' ',
    'x',
  ])('the time that fields of %j take grows with their length alone', async (scrap) => {
    const growth = await growthByFour(1_000_000, (length) => {
      const long = scrap.repeat(Math.ceil(length / scrap.length));
      recogniseAutomatic(
        mail({
          ...server,
          subject: long,
          text: long,
          contentType: report,
          parts: [
            { contentType: 'message/delivery-status', text: long },
            { contentType: 'message/rfc822', text: long },
          ],
        }),
      );
      recogniseAutomatic(
        mail({
          fromAddress: long,
          subject: long,
          text: long,
          headers: { from: long, 'message-id': long, 'auto-submitted': long },
        }),
      );
    });
    expect(growth).toBeLessThan(10);
  });
});
