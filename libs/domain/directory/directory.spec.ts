import * as fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import {
  type KnownContact,
  type KnownDirectory,
  handlesIn,
  matchReporter,
  parseAccount,
  parseCsv,
  planImport,
  type ReadRow,
  readContactRow,
  readHeader,
  type RegisteredMatch,
  undefuse,
  writeCsv,
} from './index.js';

const rowsOf = (text: string, most = 1_000) => {
  const parsed = parseCsv(text, most);
  return parsed.outcome === 'parsed' ? parsed.rows.map(({ fields }) => fields) : parsed.reason;
};

describe('a CSV file', () => {
  test.each([
    [
      'a,b\r\n1,2\r\n',
      [
        ['a', 'b'],
        ['1', '2'],
      ],
    ],
    [
      'a;b\n1;2',
      [
        ['a', 'b'],
        ['1', '2'],
      ],
    ],
    [
      'a\tb\r1\t2',
      [
        ['a', 'b'],
        ['1', '2'],
      ],
    ],
    ['\uFEFFa,b\n', [['a', 'b']]],
    ['"a ""quoted"", word","two\nlines"\n', [['a "quoted", word', 'two\nlines']]],
    ['a, b ," c "\n', [['a', 'b', ' c ']]],
    [
      'a,b\n\n,\n1,2',
      [
        ['a', 'b'],
        ['1', '2'],
      ],
    ],
    ['"a" ,b', [['a', 'b']]],
    ['"never closed', 'quote-open'],
    ['', []],
  ])('%j is read as %j', (text, rows) => {
    expect(rowsOf(text)).toEqual(rows);
  });

  it('tells the line on which a row begins, line breaks inside quotes counted', () => {
    const parsed = parseCsv('a,b\r\n"1\r\n2",x\r\ny,z', 10);
    expect(parsed.outcome === 'parsed' && parsed.rows.map(({ line }) => line)).toEqual([1, 2, 4]);
  });

  it('refuses more rows than it was asked to take', () => {
    expect(rowsOf('a\n'.repeat(12), 10)).toBe('too-many-rows');
  });

  it('comes back as it was written, and no cell of it starts a formula', () => {
    const text = fc.string({ unit: 'grapheme' }).filter((value) => value.trim() !== '' && !value.includes('\uFEFF'));
    fc.assert(
      fc.property(fc.array(fc.tuple(text, text), { minLength: 1, maxLength: 5 }), (rows) => {
        const written = writeCsv([['Name', 'Notes'], ...rows]);
        const back = rowsOf(written);
        expect(Array.isArray(back) && back.slice(1).map((row) => row.map(undefuse))).toEqual(rows);
        const cells = typeof back === 'string' ? [] : back.flat();
        expect(cells.filter((cell) => /^[=+\-@\t\r|%]/.test(cell))).toEqual([]);
      }),
    );
  });
});

describe('an account', () => {
  test.each([
    ['instagram:@Candidate.Roy', { platform: 'instagram', handle: 'candidate.roy' }],
    ['x @roy', { platform: 'x', handle: 'roy' }],
    ['twitter: roy', { platform: 'x', handle: 'roy' }],
    ['https://www.facebook.com/RedOakParty/', { platform: 'facebook', handle: 'redoakparty' }],
    ['linkedin.com/company/red-oak', { platform: 'linkedin', handle: 'red-oak' }],
    ['red-oak.example', { platform: 'website', handle: 'red-oak.example' }],
    ['roy', null],
    ['', null],
    ['https://evil.example/facebook.com/roy', null],
  ])('%j is %j', (text, account) => {
    expect(parseAccount(text)).toEqual(account);
  });

  it('is found where a text names it, and a mail address is none', () => {
    expect(handlesIn('They post as @Roy_2027. See facebook.com/RedOakParty, write to roy@red-oak.example')).toEqual([
      'roy_2027',
      'redoakparty',
    ]);
  });
});

const parties = [{ id: 'p1', key: 'red-oak', names: ['Red Oak Party', 'Parti du Chêne rouge'] }];
const header = 'Parti;Circonscription;Nom;Fonction;Langue;Courriel;Courriel 2;Téléphone;Comptes;Chef;Vérifié\n';

function read(text: string): readonly ReadRow[] {
  const parsed = parseCsv(text, 1_000);
  if (parsed.outcome !== 'parsed') throw new Error(parsed.reason);
  const [first, ...rows] = parsed.rows;
  const head = first === undefined ? null : readHeader(first);
  if (head?.outcome !== 'read') throw new Error('no header');
  return rows.map((row) => readContactRow(row, head.header));
}

function plan(text: string, contacts: readonly KnownContact[] = []) {
  let count = 0;
  const directory: KnownDirectory = { parties, contacts };
  return planImport(read(text), directory, () => `new-${(count += 1)}`);
}

describe('an import', () => {
  const file =
    header +
    'Chene rouge;Calgary;Zoé Roy;Cheffe;Français;zoe@red-oak.example;zoe@mail.example;(613) 555-0199;x:@zoe;oui;oui\n' +
    'Parti du Chêne rouge;Calgary;Zoé Roy;Cheffe;Français;zoe@red-oak.example;;;x:@zoe;oui;oui\n' +
    'red-oak;;Max Li;;en;max@red-oak;;;;;\n' +
    'red-oak;;Max Li;;en;max@red-oak.example;;555;;;\n' +
    'red-oak;;Max Li;;klingon;max@red-oak.example;;;;;\n' +
    'red-oak;;Max Li;;en;zoe@red-oak.example;;;;;\n' +
    'RED OAK PARTY;;Max Li;IT;en;max@red-oak.example;;+1 613 555 0199;;;\n';

  it('says of each row what it would do, and why one is refused', () => {
    expect(plan(file).results.map(({ line, outcome, reason }) => [line, outcome, reason])).toEqual([
      [2, 'refused', 'party-unknown'],
      [3, 'created', null],
      [4, 'refused', 'email-malformed'],
      [5, 'refused', 'phone-malformed'],
      [6, 'refused', 'language-unknown'],
      [7, 'refused', 'address-taken'],
      [8, 'created', null],
    ]);
  });

  it('changes nothing when it is done again, whatever it did', () => {
    const first = plan(file);
    const again = plan(
      file,
      first.writes.map(({ contact }) => contact),
    );
    expect(again.writes).toEqual([]);
    expect(again.results.filter(({ outcome }) => outcome === 'unchanged')).toHaveLength(2);
  });

  it('adds to a contact, and takes nothing away that the file does not name', () => {
    const [known] = plan(file).writes.map(({ contact }) => contact);
    if (known === undefined) throw new Error('nobody was created');
    const { writes, results } = plan(`${header}red-oak;;Zoe Roy;;;zoe@red-oak.example;;613-555-0142;;;\n`, [known]);
    expect(results[0]?.outcome).toBe('updated');
    expect(writes[0]?.changed).toEqual(['addresses']);
    expect(writes[0]?.contact).toMatchObject({ role: 'Cheffe', leader: true, district: 'Calgary', language: 'fr' });
    expect(writes[0]?.contact.addresses.map(({ address }) => address)).toEqual(['zoe@red-oak.example', '+16135550142']);
  });

  it('does not take two of one name for the same person when their mailboxes differ', () => {
    const [known] = plan(`${header}red-oak;;Jean Roy;;;jean@a.example;;;;;\n`).writes.map(({ contact }) => contact);
    const { results } = plan(`${header}red-oak;;Jean Roy;;;jean@b.example;;;;;\n`, known === undefined ? [] : [known]);
    expect(results[0]).toMatchObject({ outcome: 'refused', reason: 'ambiguous' });
  });

  it.each([
    ['Nom;Courriel\nZoé;z@x.example', ['party']],
    ['Party,Email\nred-oak,z@x.example', ['name']],
  ])('needs a party and a name: %j lacks %j', (text, missing) => {
    const parsed = parseCsv(text, 10);
    const first = parsed.outcome === 'parsed' ? parsed.rows[0] : undefined;
    expect(first !== undefined && readHeader(first)).toEqual({ outcome: 'refused', missing });
  });

  it('never throws, whatever a row holds', () => {
    const cell = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.constantFrom('red-oak', 'oui', 'zoe@red-oak.example', '+16135550199', '|'),
    );
    fc.assert(
      fc.property(fc.array(fc.array(cell, { minLength: 1, maxLength: 12 }), { maxLength: 6 }), (rows) => {
        const { results } = plan(header + writeCsv(rows).replaceAll(',', ';'));
        expect(results.every(({ outcome, reason }) => (outcome === 'refused') === (reason !== null))).toBe(true);
      }),
    );
  });
});

const match = (address: string, facts: Partial<RegisteredMatch> = {}): RegisteredMatch => ({
  address,
  contactId: 'c1',
  partyId: 'p1',
  verified: false,
  ...facts,
});
const find = (facts: Partial<Parameters<typeof matchReporter>[0]>) => {
  const none = { sender: null, stated: [], authenticated: null, matches: [], domainParties: [], accountParties: [] };
  const { partyId, contactId, standing, because } = matchReporter({ ...none, ...facts });
  return [partyId, contactId, standing, because];
};

describe('who reports', () => {
  const zoe = 'zoe@red-oak.example';

  test.each([
    [
      { sender: zoe, authenticated: true, matches: [match(zoe, { verified: true })] },
      ['p1', 'c1', 'registered-verified', 'sender-verified'],
    ],
    [
      { sender: zoe, authenticated: null, matches: [match(zoe, { verified: true })] },
      ['p1', 'c1', 'registered', 'sender-registered'],
    ],
    [{ sender: zoe, authenticated: true, matches: [match(zoe)] }, ['p1', 'c1', 'registered', 'sender-registered']],
    [
      { sender: zoe, authenticated: false, matches: [match(zoe, { verified: true })] },
      ['p1', null, 'domain', 'sender-unproven'],
    ],
    [
      { stated: [zoe], authenticated: true, matches: [match(zoe, { verified: true })] },
      ['p1', 'c1', 'registered', 'stated-address'],
    ],
    [
      {
        sender: '+1613',
        authenticated: true,
        matches: [match('+1613', { verified: true }), match('+1613', { contactId: 'c2', verified: true })],
      },
      ['p1', null, 'registered', 'shared-address'],
    ],
    [
      {
        sender: '+1613',
        authenticated: true,
        matches: [match('+1613'), match('+1613', { contactId: 'c2', partyId: 'p2' })],
      },
      [null, null, 'unknown', 'several-parties'],
    ],
    [{ sender: 'x@red-oak.example', domainParties: ['p1'] }, ['p1', null, 'domain', 'party-domain']],
    [{ sender: 'x@y.example', accountParties: ['p1'] }, ['p1', null, 'unknown', 'named-account']],
    [{ domainParties: ['p1', 'p2'] }, [null, null, 'unknown', 'several-parties']],
    [{}, [null, null, 'unknown', 'nothing-known']],
  ] as const)('%j is %j', (facts, expected) => {
    expect(find(facts)).toEqual(expected);
  });

  it('is never a verified contact unless a verified address proved that the report came from it', () => {
    const address = fc.constantFrom('a@x.example', 'b@x.example', '+16135550101');
    const party = fc.constantFrom('p1', 'p2');
    fc.assert(
      fc.property(
        fc.option(address),
        fc.array(address, { maxLength: 2 }),
        fc.constantFrom(true, false, null),
        fc.array(
          fc.record({ address, contactId: fc.constantFrom('c1', 'c2'), partyId: party, verified: fc.boolean() }),
          { maxLength: 4 },
        ),
        fc.array(party, { maxLength: 2 }),
        (sender, stated, authenticated, matches, domainParties) => {
          const found = matchReporter({ sender, stated, authenticated, matches, domainParties, accountParties: [] });
          const proven = matches.some(
            (item) => item.address === sender && item.verified && item.contactId === found.contactId,
          );
          expect(found.standing !== 'registered-verified' || (authenticated === true && proven)).toBe(true);
          expect(authenticated !== false || stated.length > 0 || found.contactId === null).toBe(true);
        },
      ),
    );
  });
});
