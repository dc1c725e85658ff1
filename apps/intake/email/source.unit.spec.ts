import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isTakenAddress, languageOf } from './recognise-recipient.js';
import { SourceLimits } from './source-limits.js';
import { networkList, networkOf } from '../source-network.js';

describe('the network that a source counts as', () => {
  test.each([
    ['192.0.2.7', '192.0.2.7'],
    ['::ffff:192.0.2.7', '192.0.2.7'],
    ['2001:db8:0:1:aaaa::1', '2001:db8:0:1::/64'],
    ['2001:0DB8:0000:0001:ffff:ffff:ffff:ffff', '2001:db8:0:1::/64'],
    ['2001:db8::1', '2001:db8:0:0::/64'],
    ['::1', '0:0:0:0::/64'],
    ['fe80::1%eth0', 'fe80:0:0:0::/64'],
    ['', 'unknown'],
    ['not an address', 'unknown'],
  ])('of %s is %s', (address, network) => {
    expect(networkOf(address)).toBe(network);
  });

  test('is one for all of a /64 and another for any other', () => {
    fc.assert(
      fc.property(fc.ipV6(), fc.ipV6(), (one, two) => {
        expect(networkOf(one)).toBe(networkOf(one.toUpperCase()));
        expect(networkOf(two)).toMatch(/^[0-9a-f:]+::\/64$|^\d+(\.\d+){3}$/);
      }),
    );
  });

  test.each([
    ['127.0.0.1', true],
    ['::ffff:127.9.9.9', true],
    ['::1', true],
    ['2001:db8:5::9', true],
    ['2001:db9::1', false],
    ['128.0.0.1', false],
    ['nonsense', false],
  ])('%s is a relay of ours: %s', (address, isOurs) => {
    expect(networkList(['127.0.0.0/8', '::1/128', '2001:db8::/32'])(address)).toBe(isOurs);
  });
});

const at = (seconds: number) => new Date(Date.UTC(2026, 10, 23, 10, 0, seconds));

describe('the mails that one source may bring', () => {
  test('are so many at once, and then as many as come free', () => {
    const limits = new SourceLimits(60);
    const taken = (seconds: number, tries: number) =>
      Array.from({ length: tries }, () => limits.takeMail('a', at(seconds))).filter(Boolean).length;
    expect(taken(0, 100)).toBe(60);
    expect(taken(10, 100)).toBe(10);
    expect(taken(11, 100)).toBe(1);
    expect(taken(300, 100)).toBe(60);
  });

  test('never count against another source', () => {
    const limits = new SourceLimits(1);
    for (let index = 0; index < 100; index += 1) limits.takeMail('flood', at(0));
    expect(limits.takeMail('party', at(0))).toBe(true);
  });

  test('are counted in a bounded memory, and a clock that goes back takes nothing away', () => {
    const limits = new SourceLimits(5);
    for (let index = 0; index < 50_000; index += 1) limits.takeMail(`source ${index}`, at(0));
    expect(limits.takeMail('late', at(1))).toBe(true);
    expect(limits.takeMail('late', at(0))).toBe(true);
  });
});

describe('the addresses that mail is taken for', () => {
  const emails = ['hotline@vigil.example', 'assistance@vigil.example', 'Aide@Urne.example'];

  test.each([
    ['hotline@vigil.example', true],
    ['HOTLINE+tag@VIGIL.example', true],
    ['postmaster@vigil.example', true],
    ['Abuse@urne.example', true],
    ['PostMaster', true],
    ['abuse', false],
    ['postmaster@elsewhere.example', false],
    ['postmaster@vigil.example@elsewhere.example', false],
    ['someone@vigil.example', false],
    ['', false],
  ])('%s: %s', (address, isTaken) => {
    expect(isTakenAddress(address, emails)).toBe(isTaken);
  });

  test.each([
    [['assistance@vigil.example'], 'fr'],
    [['Assistance+tag@Vigil.example', 'aide@urne.example'], 'fr'],
    [['assistance@vigil.example', 'stranger@elsewhere.example'], 'fr'],
    [['assistance@vigil.example', 'hotline@vigil.example'], null],
    [['hotline@vigil.example'], null],
    [['postmaster@vigil.example'], null],
    [[], null],
  ] as const)('of %j the language is %s', (recipients, language) => {
    const languages = { 'assistance@vigil.example': 'fr', 'aide@urne.example': 'fr' } as const;
    expect(languageOf(recipients, emails, languages)).toBe(language);
  });
});
