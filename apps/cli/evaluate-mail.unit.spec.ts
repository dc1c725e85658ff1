import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { evaluateCollections } from './evaluate-mail.js';

const data = join(import.meta.dirname, '../../../shared/data');

/** What has been reached; less is a step back. */
const reached: readonly (readonly [set: string, rate: string, least: number])[] = [
  ['helpdesk', 'read', 1],
  ['helpdesk', 'sender', 0.96],
  ['helpdesk', 'subject', 0.98],
  ['helpdesk', 'text (words)', 0.95],
  ['helpdesk', 'attachments', 0.85],
  ['bounces', 'read', 1],
  ['bounces', 'automatic', 0.98],
  ['bounces', 'kind', 0.98],
  ['bounces', 'no wrong alarm', 1],
  ['automatic', 'automatic', 0.98],
  ['phishing', 'read', 1],
  ['phishing', 'sender', 0.98],
  ['phishing', 'subject', 0.98],
  ['robustness', 'read', 1],
];

describe('the collections of real mail', () => {
  test('are read as they should be', { timeout: 120_000 }, async (context) => {
    if (!existsSync(data)) context.skip('the collections of real mail are not here');
    const rates = (await evaluateCollections(data)).flatMap(({ set, rates }) =>
      Object.entries(rates).map(([name, { right, total }]) => ({ set, name, share: right / total })),
    );
    const short = reached.filter(
      ([set, name, least]) => (rates.find((rate) => rate.set === set && rate.name === name)?.share ?? 0) < least,
    );
    expect(short).toEqual([]);
  });
});
