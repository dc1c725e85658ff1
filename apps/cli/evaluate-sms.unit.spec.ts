import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { evaluateSms } from './evaluate-sms.js';

const data = join(import.meta.dirname, '../../../shared/data/sms');

describe('the collections of texts and signatures', () => {
  test.for(['segments.json', 'twilio_signatures.json'])('%s is read exactly as it should be', (file, context) => {
    const path = join(data, file);
    if (!existsSync(path)) context.skip('the collections of texts are not here');
    const { results, summary } = evaluateSms(JSON.parse(readFileSync(path, 'utf8')));
    expect(results.filter(({ passed }) => passed === false)).toEqual([]);
    expect(Object.values(summary).every(({ passed, total }) => passed === total && total > 0)).toBe(true);
  });
});
