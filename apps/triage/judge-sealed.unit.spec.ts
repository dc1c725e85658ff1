import { expect, test } from 'vitest';
import { loadConfig } from '#config';
import { JudgeReport } from './judge-report.js';
import { readReport } from './read-report/read-report.js';

const config = loadConfig({});
const judge = new JudgeReport({ config });

test.each([
  ['S/MIME', 'application/pkcs7-mime; smime-type=enveloped-data; name=smime.p7m', 'MIIB'],
  [
    'PGP',
    'text/plain',
    Buffer.from('-----BEGIN PGP MESSAGE-----\r\n\r\nwcBM\r\n-----END PGP MESSAGE-----').toString('base64'),
  ],
])('what was encrypted with %s and nobody could open is a person’s to look at', async (_, type, content) => {
  const raw = [
    'From: ann@party.example',
    'Subject: SEO offer, grow your traffic, unsubscribe any time',
    `Content-Type: ${type}`,
    'Content-Transfer-Encoding: base64',
    '',
    content,
  ];
  const report = {
    channel: 'email' as const,
    mediaType: 'message/rfc822',
    raw: Buffer.from(raw.join('\r\n')),
    sender: 'ann@party.example',
    language: null,
    truncated: false,
  };
  const reading = await readReport(report);
  expect(reading).toMatchObject({ readable: true, automatic: null });
  expect(reading.encrypted?.outcome).not.toBe('decrypted');
  expect(reading.encrypted).not.toBeNull();
  const verdict = judge.judge({ ...report, receivedAt: new Date('2026-05-04T12:00:00Z') }, reading, []);
  expect(['critical', 'high', 'medium']).toContain(verdict.severity);
  expect(['open_incident', 'needs_human']).toContain(verdict.disposition);
});
