import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { loadConfig } from '#config';
import { placeReport, triage } from '#domain';
import { hotlineAddresses, ownDomains } from '#service';
import { readReport } from './read-report.js';
import type { ReadReport } from './report-reading.js';

const config = loadConfig({});
const ours = hotlineAddresses(config);
const phishing = join(import.meta.dirname, '../../../../shared/data/mail/phishing');

const read = (raw: Buffer, sender: string | null = 'bounce@mailing.example') =>
  readReport(
    { channel: 'email', mediaType: 'message/rfc822', raw, sender, language: null, truncated: false },
    { ours },
  );

function placed({
  subject,
  text,
  ownText,
  forwardedText,
  automatic,
  readable,
  senderAddress,
  attachmentNames,
}: ReadReport) {
  const isTold = ownText !== '' || forwardedText !== '';
  const { severity, disposition } = triage(
    {
      channel: 'email',
      subject,
      text: isTold ? ownText : text,
      forwarded: forwardedText === '' ? null : forwardedText,
      sender: senderAddress,
      statedLanguage: null,
      statedAccountKind: null,
      attachmentNames,
      ownDomains: ownDomains(config),
      pollsCloseAt: null,
      receivedAt: new Date('2026-05-04T12:00:00Z'),
    },
    config.triage,
  );
  const facts = { windowOpen: true, readable, severity, disposition, belongsTo: null };
  return { outcome: placeReport({ ...facts, automatic: automatic !== null }).outcome, severity, disposition };
}

const mailing = (fields: readonly string[], words: string): Buffer =>
  Buffer.from(
    ['From: Wallet <no-reply@wallet.example>', 'Subject: Verify your password now', ...fields, '', words].join('\r\n'),
  );
const oneClick = ['List-Unsubscribe: <https://mail.example/u>', 'List-Unsubscribe-Post: List-Unsubscribe=One-Click'];
const lure = 'Your mailbox is suspended. Verify your password at https://evil.example/login within 24 hours.';

describe('a phishing mail with the fields of a mailing', () => {
  test('that somebody resent is what is reported, and they are whom to reach', async () => {
    const raw = mailing([...oneClick, 'To: ann@party.example', 'Resent-From: Ann <ann@party.example>'], lure);
    const reading = await read(raw);
    expect(reading).toMatchObject({
      automatic: null,
      passedOn: true,
      ownText: '',
      forwardedText: lure,
      senderAddress: 'no-reply@wallet.example',
      contact: { email: 'ann@party.example' },
    });
    expect(placed(reading).outcome).toBe('opened');
  });

  test('that was addressed to somebody else is reported, and nobody is written to at its sender’s', async () => {
    const reading = await read(mailing([...oneClick, 'To: ann@party.example'], lure));
    expect(reading).toMatchObject({ automatic: null, passedOn: true, contact: { email: null } });
    expect(placed(reading).outcome).toBe('opened');
  });

  test('is still a list’s when it is addressed to us', async () => {
    const reading = await read(mailing([...oneClick, `To: ${config.hotline.email}`], lure));
    expect(reading).toMatchObject({ automatic: 'list', passedOn: false });
    expect(placed(reading).outcome).toBe('no-incident');
  });
});

test('what a person wrote to us through a group is theirs', async () => {
  const fields = [
    'To: security@party.example',
    `Cc: ${config.hotline.email}`,
    'List-Post: <mailto:security@party.example>',
  ];
  const reading = await read(mailing([...fields, 'Precedence: list'], 'Our page was taken over.'));
  expect(reading).toMatchObject({
    automatic: null,
    passedOn: true,
    ownText: 'Our page was taken over.',
    contact: { email: 'no-reply@wallet.example' },
  });
});

test('no real phishing mail with the fields of a mailing that was addressed to somebody else is set aside unseen', async (context) => {
  if (!existsSync(phishing)) context.skip('the collections of real mail are not here');
  const files = readdirSync(phishing).filter((name) => name.endsWith('.eml'));
  const lost: string[] = [];
  let passedOn = 0;
  for (const file of files) {
    const reading = await read(readFileSync(join(phishing, file)));
    if (!reading.passedOn) {
      if (reading.automatic !== null) lost.push(`${file}: ${reading.automatic}`);
      continue;
    }
    passedOn += 1;
    const { outcome, severity, disposition } = placed(reading);
    if (outcome !== 'opened') lost.push(`${file}: ${reading.automatic} ${severity} ${disposition}`);
  }
  expect({ passedOn, lost }).toEqual({ passedOn: 15, lost: [] });
});
