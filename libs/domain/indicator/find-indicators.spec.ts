import { existsSync, readFileSync } from 'node:fs';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findIndicators, mostIndicators } from './find-indicators.js';
import { defang } from './defang.js';
import { refang } from './refang.js';

const context = {
  ownDomains: ['mapleparty.example'],
  sender: 'Ann Lee <ann@webmail.example.com>',
  wellKnownDomains: new Set(['facebook.com', 'google.com']),
  sharedHosts: new Set(['gmail.com', 'example.com', 'bit.ly']),
};

function found(text: string): readonly string[] {
  return findIndicators(text, context).map(({ type, value }) => `${type} ${value}`);
}

describe('indicators', () => {
  it.each([
    [
      'hxxps://donate-maple[.]example/confirm.',
      ['url https://donate-maple.example/confirm', 'domain donate-maple.example'],
    ],
    ['https[:]//portal[.]example/login', ['url https://portal.example/login', 'domain portal.example']],
    ['hXXp://files(.)example was it', ['url http://files.example', 'domain files.example']],
    ['hxxps[://]evil{.}example/a?b=c', ['url https://evil.example/a?b=c', 'domain evil.example']],
    ['from who[@]evil[.]example today', ['email who@evil.example', 'domain evil.example']],
    ['from who [at] evil [dot] example', ['email who@evil.example', 'domain evil.example']],
    ['écrivez : boite(arobase)gmail.com', ['email boite@gmail.com']],
    ['http://198.51.100.7:8080/x', ['url http://198.51.100.7:8080/x', 'ipv4 198.51.100.7']],
    ['IP 203[.]0[.]113[.]77, then 2001:db8::8a2e:370:7334', ['ipv4 203.0.113.77', 'ipv6 2001:db8::8a2e:370:7334']],
    ['https://bit.ly/3xYz', ['url https://bit.ly/3xYz']],
    [
      'un lien de dons qui n’est pas le nôtre : https://dons-erable.example/donnez',
      ['url https://dons-erable.example/donnez', 'domain dons-erable.example'],
    ],
    [
      'a page that isn’t ours: https://maple-gifts.example',
      ['url https://maple-gifts.example', 'domain maple-gifts.example'],
    ],
    ['le nôtre est https://dons-erable.example', []],
    ['sha256 ' + 'ab12'.repeat(16), ['sha256 ' + 'ab12'.repeat(16)]],
    ['a fake account @MapleLeaderReal_ appeared', ['handle @MapleLeaderReal_']],
    ['hacked by T34M_NullVoid', ['handle T34M_NullVoid']],
    ['The calls show 902-555-0143.', ['phone +19025550143']],
    ['Texts say that voting ended at 3. Sent from 519-555-0166.', ['phone +15195550166']],
    ['Afficheur : 514-555-0194', ['phone +15145550194']],
    ['une page dit « vos fichiers sont chiffrés, appelez le 1-888-555-0142 »', ['phone +18885550142']],
    ['it says "0wned by GrimHarrier"', ['handle GrimHarrier']],
    ['la page affiche « à vendre — ZK-Corbeau »', ['handle ZK-Corbeau']],
    ['a "FreeLlamaCrew wuz here" banner', ['handle FreeLlamaCrew']],
    ['Le compte est @verdon.direct.', ['handle @verdon.direct']],
    [
      'Two official agents received mail from a@late-returns.example',
      ['email a@late-returns.example', 'domain late-returns.example'],
    ],
    ['2001:db8:9f::/48 mostly, e.g. 2001:db8:9f::1c', ['ipv6 2001:db8:9f::1c']],
    ['someone registered mаpleparty.example (it shows as xn--mpleparty-0yh.example)', ['domain mаpleparty.example']],
  ])('are found in %s', (text, expected) => {
    expect(found(text)).toEqual(expected);
  });

  it.each([
    ['our own site', 'mapleparty.example and www.mapleparty.example are down'],
    ['our own address', 'the mailbox info@mapleparty.example'],
    ['the reporter’s address', 'write to ann@webmail.example.com'],
    ['a big platform', 'we used facebook.com/hacked and https://www.google.com/x'],
    ['the real handle', 'Our real handle is @MaplePartyLead'],
    ['le vrai compte', 'Le vrai compte est @cheffe_erable'],
    ['a number to call', 'Please call the office 204-555-0190'],
    ['what somebody looks after', 'I look after the site of our candidate (leblanc.example)'],
    ['the true one', 'the true one is traffic@ckbzradio.example'],
    ['a file', 'nomination_forms.docm and notes.pdf, facture.zip'],
    ['a missing space', 'He called me.It was late'],
    ['a version', 'Go-http-client/1.1 and version 10.2.3.4'],
    ['who did it in plain words', 'hacked by someone, hacked by Russia'],
    ['a time or a ratio', 'at 10:42:13, 3:1'],
  ])('are not %s', (_, text) => {
    expect(found(text)).toEqual([]);
  });

  it('stop at the limit', () => {
    const many = Array.from({ length: 1_500 }, (_, i) => `h${i}.example`).join(' ');
    expect(findIndicators(many, context)).toHaveLength(mostIndicators);
  });

  it('are shown so that nothing makes them a link', () => {
    fc.assert(
      fc.property(fc.webUrl(), (url) => {
        const shown = defang(url);
        expect(shown).not.toMatch(/https?:/u);
        expect(shown).not.toMatch(/[^[]\.[^\]]/u);
      }),
    );
    expect(defang('who@evil.example')).toBe('who[@]evil[.]example');
    expect(defang('2001:db8::1')).toBe('2001[:]db8[:][:]1');
  });

  it('are whole again after defanging', () => {
    fc.assert(
      fc.property(fc.domain(), fc.nat(9_999), (domain, n) => {
        const url = `https://${domain}/a/${n}`;
        expect(refang(defang(url))).toBe(url);
      }),
    );
  });
});

describe('refanging', () => {
  const defanged = new URL('../../../../shared/data/hostile/ioc_fanger_defanged.txt', import.meta.url);
  const fanged = new URL('../../../../shared/data/hostile/ioc_fanger_fanged.txt', import.meta.url);

  it('reads the lines of defanged text beside the project as their counterparts', (test) => {
    if (!existsSync(defanged)) test.skip('the defanged lines are not beside this clone (../shared/data/hostile)');
    const given = readFileSync(defanged, 'utf8').split('\n');
    const wanted = readFileSync(fanged, 'utf8').split('\n');
    const right = given.filter(
      (line, i) => refang(line).trim().toLowerCase() === (wanted[i] ?? '').trim().toLowerCase(),
    ).length;
    expect(right / given.length).toBeGreaterThanOrEqual(0.95);
  });
});
