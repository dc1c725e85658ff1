import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { lookalikeOf } from './lookalike.js';

const parties = [
  'mapleparty.example',
  'redoak.example',
  'partidufleuve.example',
  'parti-boreal.qc.ca',
  'pnd.ca',
  'harbourparty.ca',
];

describe('a domain that passes for a party’s', () => {
  it.each([
    ['mаpleparty.example', 'mapleparty.example', 'homoglyph'],
    ['maplеpаrty.example', 'mapleparty.example', 'homoglyph'],
    ['map1eparty.example', 'mapleparty.example', 'homoglyph'],
    ['rnapleparty.example', 'mapleparty.example', 'homoglyph'],
    ['mapIeparty.example', 'mapleparty.example', 'homoglyph'],
    ['máplepárty.example', 'mapleparty.example', 'homoglyph'],
    ['red0ak.example', 'redoak.example', 'homoglyph'],
    ['redοak.net', 'redoak.example', 'homoglyph'],
    ['xn--mpleparty-0yh.example', 'mapleparty.example', 'punycode'],
    ['www.xn--mpleparty-0yh.example', 'mapleparty.example', 'punycode'],
    ['mapeparty.example', 'mapleparty.example', 'typo'],
    ['mapleparrty.example', 'mapleparty.example', 'typo'],
    ['mpalepatry.example', 'mapleparty.example', 'typo'],
    ['redoaks.example', 'redoak.example', 'typo'],
    ['partidufluve.example', 'partidufleuve.example', 'typo'],
    ['mapleparty.net', 'mapleparty.example', 'other-suffix'],
    ['www.mapleparty.co.uk', 'mapleparty.example', 'other-suffix'],
    ['parti-boreal.ca', 'parti-boreal.qc.ca', 'other-suffix'],
    ['maple-party.example', 'mapleparty.example', 'hyphen'],
    ['partiboreal.qc.ca', 'parti-boreal.qc.ca', 'hyphen'],
    ['parti-du-fleuve.net', 'partidufleuve.example', 'hyphen'],
    ['mapleparty.example.evil.example', 'mapleparty.example', 'subdomain'],
    ['mapleparty.login-portal.example', 'mapleparty.example', 'subdomain'],
    ['redoak.secure-mail.example', 'redoak.example', 'subdomain'],
    ['redoak-donate.example', 'redoak.example', 'combined'],
    ['donate-mapleparty.example', 'mapleparty.example', 'combined'],
    ['mapleparty2026.example', 'mapleparty.example', 'combined'],
    ['joinmapleparty.org', 'mapleparty.example', 'combined'],
    ['secure-map1eparty-login.example', 'mapleparty.example', 'combined'],
    ['dons-parti-boreal.example', 'parti-boreal.qc.ca', 'combined'],
    ['redoakcanada.com', 'redoak.example', 'combined'],
    ['DONATE-MAPLEPARTY.EXAMPLE.', 'mapleparty.example', 'combined'],
  ])('%s', (domain, of, how) => {
    expect(lookalikeOf(domain, parties)).toEqual({ of, how });
  });

  it.each([
    ...parties,
    'www.mapleparty.example',
    'mail.donate.redoak.example',
    'maple.example',
    'party.example',
    'oak.example',
    'wearedoakley.example',
    'gmail.com',
    'elections.ca',
    'fleuve.example',
    // Initials stand in too many names.
    'pnd.org',
    'pndesign.com',
    'harbour.ca',
    'laborparty.ca',
  ])('is not %s', (domain) => {
    expect(lookalikeOf(domain, parties)).toBeNull();
  });

  it('is never one under a party’s own, whatever stands in front', () => {
    fc.assert(
      fc.property(fc.domain(), fc.constantFrom(...parties), (front, own) => {
        expect(lookalikeOf(`${front}.${own}`, parties)).toBeNull();
      }),
    );
  });

  it('is decided for any text without a fault', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 80 }), (text) => {
        expect(() => [lookalikeOf(text, parties), lookalikeOf(`xn--${text}.ca`, parties)]).not.toThrow();
      }),
    );
  });
});
