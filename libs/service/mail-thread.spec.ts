import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { mailThreadAddress, mailThreadMessageId, reportIdFromThread } from './mail-thread.js';
import { Secrets } from './secrets.js';

const secrets = new Secrets('key', 'token', 'AC0');
const other = new Secrets('another key', 'token', 'AC0');
const reportId = '0b5f6a2c-3a51-4c1e-9c3b-2f5e8d7a9b10';

describe('a mail proves which report it continues', () => {
  test('by the address it is written to, in whatever case it comes back', () => {
    const address = mailThreadAddress(secrets, 'hotline@vigil.example', reportId);
    expect(address).toMatch(/^hotline\+[a-z2-7]{42}@vigil\.example$/);
    expect(address.indexOf('@')).toBeLessThanOrEqual(64);
    expect(reportIdFromThread(secrets, [address.toUpperCase()])).toBe(reportId);
  });

  test('by one of our Message-IDs among those that it answers', () => {
    const messageId = mailThreadMessageId(secrets, 'vigil.example', reportId, 'c0ffee-1');
    expect(messageId).toMatch(/^<report\.[0-9a-f-]{36}\.[\w-]{22}\.c0ffee-1@vigil\.example>$/);
    expect(reportIdFromThread(secrets, ['<x@y>', messageId])).toBe(reportId);
  });

  test('for every report', () => {
    fc.assert(
      fc.property(fc.uuid(), (id) => {
        expect(reportIdFromThread(secrets, [mailThreadAddress(secrets, 'h@x.example', id)])).toBe(id);
        expect(reportIdFromThread(secrets, [mailThreadMessageId(secrets, 'x.example', id, 'a')])).toBe(id);
      }),
    );
  });

  test.each([
    ['made with another key', mailThreadAddress(other, 'hotline@vigil.example', reportId)],
    ['made with another key', mailThreadMessageId(other, 'vigil.example', reportId, 'a')],
    ['of another report', mailThreadMessageId(secrets, 'vigil.example', reportId, 'a').replace('0b5f', '0b5e')],
    ['without its mac', `<report.${reportId}@vigil.example>`],
    ['with an empty mac', `<report.${reportId}..a@vigil.example>`],
    ['a plain address', 'hotline@vigil.example'],
    ['somebody’s own tag', 'hotline+help@vigil.example'],
    ['hostile length', `${'+a'.repeat(100_000)}@`],
  ])('never by one %s', (_, candidate) => {
    expect(reportIdFromThread(secrets, [candidate])).toBeNull();
  });

  test('never by any text', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        expect(reportIdFromThread(secrets, [text])).toBeNull();
      }),
    );
  });
});
