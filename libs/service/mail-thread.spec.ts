import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  mailDeliveryMessageId,
  mailThreadAddress,
  mailThreadMessageId,
  ourMessageIdsIn,
  reportIdFromThread,
} from './mail-thread.js';
import { Secrets } from './secrets.js';

const secrets = new Secrets('key', 'token', 'AC0', { publicKey: '', privateKey: '' });
const other = new Secrets('another key', 'token', 'AC0', { publicKey: '', privateKey: '' });
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

describe('a bounce names the delivery that came back', () => {
  const deliveryId = '7d9c1f4e-2b1a-4f9d-8a77-0c1e5b3d2f60';
  const threaded = mailThreadMessageId(secrets, 'vigil.example', reportId, deliveryId);
  const plain = mailDeliveryMessageId(secrets, 'vigil.example', deliveryId);

  test.each([
    ['in a header', [`In-Reply-To: ${threaded}`]],
    ['in the part that quotes our mail', ['The following failed:', `> Message-ID:\r\n> ${threaded}\r\n> Subject: x`]],
    ['when it carried no key to a conversation', [`Message-ID: ${plain}`]],
    ['once, however often', [threaded, threaded.toUpperCase().replace(/\.[\w-]{22}\./, `.${macOf(threaded)}.`), plain]],
  ])('%s', (_, texts) => {
    expect(ourMessageIdsIn(secrets, texts)).toEqual([deliveryId]);
  });

  test.each([
    ['made with another key', mailThreadMessageId(other, 'vigil.example', reportId, deliveryId)],
    ['made with another key', mailDeliveryMessageId(other, 'vigil.example', deliveryId)],
    ['of another delivery, with this one’s proof', plain.replace('7d9c', '7d9d')],
    ['of a report, used for a delivery', plain.replace(macOf(plain), macOf(threaded))],
    ['without a delivery', mailThreadMessageId(secrets, 'vigil.example', reportId, 'a')],
  ])('never by one %s', (_, text) => {
    expect(ourMessageIdsIn(secrets, [text])).toEqual([]);
  });

  test('in a hostile text of any length in a moment, and no more than fifty', () => {
    const many = Array.from({ length: 1_000 }, (__, index) =>
      mailDeliveryMessageId(secrets, 'v.example', `7d9c1f4e-2b1a-4f9d-8a77-${String(index).padStart(12, '0')}`),
    );
    const began = performance.now();
    expect(ourMessageIdsIn(secrets, [many.join(' ')])).toHaveLength(50);
    expect(ourMessageIdsIn(secrets, ['report.'.repeat(1_000_000), 'delivery.0b5f6a2c-'.repeat(100_000)])).toEqual([]);
    expect(performance.now() - began).toBeLessThan(1_000);
  });

  test('and a thread of a thousand Message-IDs is looked at no further than its bound', () => {
    const strangers = Array.from({ length: 1_000 }, (__, index) => `<${index}@elsewhere.example>`);
    expect(reportIdFromThread(secrets, [threaded, ...strangers])).toBe(reportId);
    expect(reportIdFromThread(secrets, [...strangers, threaded])).toBeNull();
  });
});

function macOf(messageId: string): string {
  return /\.([\w-]{22})[.@]/.exec(messageId)?.[1] ?? '';
}
