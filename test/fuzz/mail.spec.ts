import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { fuzzMail } from './mail.js';

const data = join(import.meta.dirname, '../../../shared/data/mail');

describe('mutated messages', () => {
  test('are read without a crash or a hang: 2,000 of them', { timeout: 120_000 }, async (context) => {
    if (!existsSync(data)) context.skip('the collections of real mail are not here');
    const report = await fuzzMail({ data, count: 2_000, seed: 1, seconds: 90, here: true });
    expect(report).toMatchObject({ crashes: [], unfit: [] });
    // A machine at work on something else makes one message late; a fault in the reader makes several.
    expect(report.hangs.length).toBeLessThanOrEqual(1);
  });
});
