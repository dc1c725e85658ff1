import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readReport } from './read-report.js';

const data = join(import.meta.dirname, '../../../../shared/data/mail');
const longestReading = 10_000;

const readRaw = (raw: Buffer) =>
  readReport({
    channel: 'email',
    mediaType: 'message/rfc822',
    raw,
    sender: 'env@x.example',
    language: null,
    truncated: false,
  });

function filesBelow(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => join(folder, name))
    .filter((path) => statSync(path).isFile());
}

describe('real mail, much of it broken or hostile', () => {
  test('is read without an error, each within ten seconds', { timeout: 300_000 }, async (context) => {
    if (!existsSync(data)) context.skip('the collections of real mail are not here');
    const slow: string[] = [];
    const unfit: string[] = [];
    for (const path of filesBelow(data)) {
      const started = performance.now();
      const { text } = await readRaw(readFileSync(path));
      if (/[\0\p{Cs}]/u.test(text)) unfit.push(relative(data, path));
      if (performance.now() - started > longestReading) slow.push(relative(data, path));
    }
    expect({ slow, unfit }).toEqual({ slow: [], unfit: [] });
  });

  test('says who wrote it in the cases where that is known', async (context) => {
    if (!existsSync(data)) context.skip('the collections of real mail are not here');
    const expected = JSON.parse(readFileSync(join(data, 'helpdesk/expected.json'), 'utf8')) as {
      file: string;
      from_email: string | null;
    }[];
    const wrong: string[] = [];
    for (const { file, from_email: from } of expected) {
      const { senderAddress } = await readRaw(readFileSync(join(data, 'helpdesk', file)));
      if (from !== null && senderAddress !== from.toLowerCase()) wrong.push(file);
    }
    // Measured 4 of 54: what is expected there is not an address.
    expect(wrong.length).toBeLessThanOrEqual(expected.length * 0.08);
  });

  test('is recognised as automatic where it is', async (context) => {
    if (!existsSync(data)) context.skip('the collections of real mail are not here');
    const bounces = filesBelow(join(data, 'bounces/eml'));
    const missed: string[] = [];
    for (const path of bounces)
      if ((await readRaw(readFileSync(path))).automatic === null) missed.push(relative(data, path));
    // Measured 0 of 150.
    expect(missed.length).toBeLessThanOrEqual(bounces.length * 0.02);
  });
});
