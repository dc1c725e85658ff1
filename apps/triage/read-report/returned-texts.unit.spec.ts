import { describe, expect, test } from 'vitest';
import { mailDeliveryMessageId, ourMessageIdsIn, Secrets } from '#service';
import { readReport } from './read-report.js';
import { returnedTexts } from './returned-texts.js';

const secrets = new Secrets('key', 'token', 'AC0', { publicKey: '', privateKey: '' });
const deliveryId = '7d9c1f4e-2b1a-4f9d-8a77-0c1e5b3d2f60';
const messageId = mailDeliveryMessageId(secrets, 'vigil.example', deliveryId);
const ours = `From: help@vigil.example\r\nMessage-ID: ${messageId}\r\nSubject: Your report\r\n\r\nHello é`;

/** Soft line breaks within the Message-ID, as servers make them: no line over 40 characters. */
const quotedPrintable = (text: string): string =>
  text
    .replaceAll('=', '=3D')
    .replaceAll('é', '=C3=A9')
    .replace(/[^\r\n]{40}/g, '$&=\r\n');
const base64 = (text: string): string => Buffer.from(text).toString('base64').replace(/.{76}/g, '$&\r\n');

const parts = (original: string, failure = 'Content-Type: text/plain\r\n\r\nIt was not delivered: 550 5.1.1 unknown') =>
  [
    'From: MAILER-DAEMON@mx.party.example',
    'Subject: Undelivered Mail Returned to Sender',
    'Content-Type: multipart/report; report-type=delivery-status; boundary=x',
    '',
    '--x',
    failure,
    '--x',
    'Content-Type: message/delivery-status',
    '',
    'Final-Recipient: rfc822; ann@party.example\r\nAction: failed\r\nStatus: 5.1.1',
    '--x',
    original,
    '--x--',
    '',
  ].join('\r\n');

async function deliveriesIn(raw: string): Promise<readonly string[]> {
  const report = {
    channel: 'email' as const,
    mediaType: 'message/rfc822',
    raw: Buffer.from(raw),
    sender: null,
    language: null,
    truncated: false,
  };
  const reading = await readReport(report);
  expect(reading.automatic).toBe('bounce');
  return ourMessageIdsIn(secrets, returnedTexts(report.raw, reading));
}

describe('our mail is found in a bounce that returns it', () => {
  test.each([
    ['as it was', parts(`Content-Type: message/rfc822\r\n\r\n${ours}`)],
    ['in Base64', parts(`Content-Type: message/rfc822\r\nContent-Transfer-Encoding: base64\r\n\r\n${base64(ours)}`)],
    [
      'in quoted-printable, broken within the Message-ID',
      parts(
        `Content-Type: message/rfc822\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n${quotedPrintable(ours)}`,
      ),
    ],
    [
      'as its head alone, in Base64',
      parts(`Content-Type: text/rfc822-headers\r\nContent-Transfer-Encoding: base64\r\n\r\n${base64(ours)}`),
    ],
    [
      'as a file of no known kind, in Base64',
      parts(
        `Content-Type: application/octet-stream; name=original.eml\r\nContent-Transfer-Encoding: base64\r\n\r\n${base64(ours)}`,
      ),
    ],
    [
      'in the words of the server, in Base64',
      parts(
        'Content-Type: text/plain\r\n\r\nnothing',
        `Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\n${base64(`It was not delivered: 550 5.1.1 unknown\r\n\r\n${ours}`)}`,
      ),
    ],
    [
      'behind a large picture of its own',
      parts(
        `Content-Type: image/png\r\nContent-Transfer-Encoding: base64\r\n\r\n${base64('p'.repeat(600_000))}\r\n--x\r\nContent-Type: message/rfc822\r\n\r\n${ours}`,
      ),
    ],
  ])('%s', async (_, raw) => {
    expect(await deliveriesIn(raw)).toEqual([deliveryId]);
  });

  test('and not where it returns somebody else’s', async () => {
    const theirs = ours.replace('delivery.7d9c', 'delivery.7d9d');
    expect(await deliveriesIn(parts(`Content-Type: message/rfc822\r\n\r\n${theirs}`))).toEqual([]);
  });
});
