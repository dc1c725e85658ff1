import { describe, expect, it } from 'vitest';
import { howPassedOn, type PassedOn } from './how-passed-on.js';

const ours = ['hotline@vigil.example', 'aide@vigil.example'];
const passedOn = (fields: Readonly<Record<string, string>>, addresses: readonly string[] = ours): PassedOn | null =>
  howPassedOn({ headers: (name) => (fields[name] === undefined ? [] : [fields[name]]) }, addresses);

const mailing = {
  'list-unsubscribe': '<https://mail.example/u>',
  'list-unsubscribe-post': 'List-Unsubscribe=One-Click',
};
const discussion = {
  'list-id': 'Security <security.party.example>',
  'list-post': '<mailto:security@party.example>',
  precedence: 'list',
};

describe('a mail with the fields of a list was passed on by a person', () => {
  it.each<[string, Readonly<Record<string, string>>, PassedOn?]>([
    ['who has resent it', { ...mailing, to: 'hotline@vigil.example', 'resent-from': 'Ann <ann@party.example>' }],
    ['who has resent a post of a list', { ...discussion, to: 'x@y.example', 'resent-from': 'ann@oak.example' }],
    ['to whom the mailing was addressed', { ...mailing, to: 'Ann <ann@party.example>' }],
    ['whom it does not name', { ...mailing, precedence: 'bulk', to: 'undisclosed recipients:;' }],
    ['to whom a system’s notice was addressed', { 'auto-submitted': 'auto-generated', to: 'ann@party.example' }],
    [
      'who wrote to us through a group’s address',
      { ...discussion, to: 'security@party.example', cc: 'aide@vigil.example' },
      'by-a-list',
    ],
    ['with an address that only ends like ours', { ...mailing, to: 'not-hotline@vigil.example' }],
  ])('%s', (_, fields, how = 'as-it-came') => {
    expect(passedOn(fields)).toBe(how);
  });

  it.each<[string, Readonly<Record<string, string>>]>([
    ['a newsletter to us', { ...mailing, to: 'Hotline <Hotline@vigil.example>' }],
    ['a newsletter to us under a tag', { ...mailing, to: 'hotline+news@vigil.example' }],
    ['a newsletter of a list, to us', { ...discussion, ...mailing, to: 'hotline@vigil.example' }],
    ['a post of a list that we read', { ...discussion, to: 'security@party.example' }],
    [
      'a post that the list itself resends',
      { ...discussion, to: 'security@party.example', 'resent-from': 'security@party.example' },
    ],
    ['a notice of a system to us', { 'auto-submitted': 'auto-generated', to: 'hotline@vigil.example' }],
  ])('but not %s', (_, fields) => {
    expect(passedOn(fields)).toBeNull();
  });

  it('which nobody can tell without our addresses, but for what was resent', () => {
    expect(passedOn({ ...mailing, to: 'ann@party.example' }, [])).toBeNull();
    expect(passedOn({ ...mailing, 'resent-from': 'ann@party.example' }, [])).toBe('as-it-came');
  });

  it('in a moment, however long its fields are', () => {
    const began = performance.now();
    for (const scrap of ['a@', '<', '+', 'hotline+', ' ,', 'x'])
      passedOn({
        to: scrap.repeat(1_000_000),
        'resent-from': scrap.repeat(1_000_000),
        'list-id': scrap.repeat(1_000_000),
      });
    expect(performance.now() - began).toBeLessThan(1_000);
  });
});
