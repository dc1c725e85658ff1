import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type ContactFacts, decideChannel, isCompromised, type KnownAddress, mask, normalizeAddress } from './index.js';

const email = (address: string, facts: Partial<KnownAddress> = {}): KnownAddress => ({
  kind: 'email',
  address,
  verified: false,
  stated: false,
  ...facts,
});
const sms = (address: string, facts: Partial<KnownAddress> = {}): KnownAddress => ({
  ...email(address, facts),
  kind: 'sms',
});
const decide = (facts: Partial<ContactFacts>) => {
  const { send, because } = decideChannel({
    purpose: 'receipt',
    addresses: [],
    compromised: [],
    cameFrom: null,
    ...facts,
  });
  return { send: send.map(({ address, content }) => [address, content]), because };
};

describe('an address', () => {
  test.each([
    [' Jane.Doe@Red-Oak.Example ', 'jane.doe@red-oak.example'],
    ['<mailto:a@b.example>', 'a@b.example'],
    ['<A@b.example>', 'a@b.example'],
    ['(613) 555-0101', '+16135550101'],
    ['1 613 555 0101', '+16135550101'],
    ['+1 613-555-0101', '+16135550101'],
    ['0044 20 7946 0018', '+442079460018'],
    ['tel:+16135550101', '+16135550101'],
    ['@Candidate', '@candidate'],
    ['', ''],
  ])('%j is written %j', (given, expected) => {
    expect(normalizeAddress(given)).toBe(expected);
  });

  test('is written the same when it is written again', () => {
    fc.assert(
      fc.property(fc.oneof(fc.emailAddress(), fc.string(), fc.stringMatching(/^\+?[\d ()-]{0,20}$/)), (text) => {
        const once = normalizeAddress(normalizeAddress(text));
        expect(normalizeAddress(once)).toBe(once);
      }),
    );
  });

  test.each([
    ['jane@red-oak.example', 'JANE@red-oak.example', true],
    ['jane+work@red-oak.example', 'jane@red-oak.example', true],
    ['j.a.n.e@gmail.com', 'jane@googlemail.com', true],
    ['jane@red-oak.example', 'red-oak.example', true],
    ['jane@mail.red-oak.example', '@red-oak.example', true],
    ['jane@notred-oak.example', 'red-oak.example', false],
    ['jane@red-oak.example', 'bob@red-oak.example', false],
    ['+16135550101', '613-555-0101', true],
    ['+16135550101', '613-555-0102', false],
    ['jane@facebook.com', 'facebook.com/jane', false],
    ['jane@red-oak.example', '@jane', false],
    ['jane@red-oak.example', 'Outlook: Jane <jane@red-oak.example>, since Monday', true],
    ['jane@red-oak.example', 'all mail at red-oak.example', true],
    ['jane@red-oak.example', 'the page at facebook.com/red-oak', false],
    ['jane@red-oak.example', '', false],
    ['', '', false],
  ])('%s is covered by %j: %s', (address, named, covered) => {
    expect(isCompromised(address, [named])).toBe(covered);
  });

  test.each([
    ['jane.doe@red-oak.example', 'j***@red-oak.example'],
    ['+16135550101', '***01'],
    ['911', '***'],
    ['', '***'],
  ])('%j is shown as %j', (address, shown) => {
    expect(mask(address)).toBe(shown);
  });
});

describe('the trust gate', () => {
  test('answers where the report came from when nothing speaks against it', () => {
    expect(decide({ addresses: [email('a@x.example')], cameFrom: 'A@x.example' })).toEqual({
      send: [['a@x.example', 'full']],
      because: 'came-from',
    });
  });

  test('gives a compromised mailbox a neutral receipt and the safe phone everything', () => {
    expect(
      decide({
        addresses: [email('a@x.example'), sms('+16135550101', { stated: true })],
        compromised: ['a@x.example'],
        cameFrom: 'a@x.example',
      }),
    ).toEqual({
      send: [
        ['+16135550101', 'full'],
        ['a@x.example', 'neutral'],
      ],
      because: 'stated-safe',
    });
  });

  test.each(['guidance', 'message'] as const)('sends no %s when every known address is compromised', (purpose) => {
    const facts = { purpose, addresses: [email('a@x.example', { verified: true })], cameFrom: 'a@x.example' };
    expect(decide({ ...facts, compromised: ['x.example'] })).toEqual({ send: [], because: 'only-compromised' });
  });

  test('prefers what is both named as safe and verified', () => {
    const addresses = [
      email('a@x.example'),
      sms('+16135550101', { stated: true }),
      email('b@y.example', { verified: true, stated: true }),
    ];
    expect(decide({ purpose: 'message', addresses, cameFrom: 'a@x.example' }).send).toEqual([['b@y.example', 'full']]);
  });

  test('sends nothing at all by text to a number that asked for none, and looks for another way', () => {
    const phone = '+16135550188';
    const facts = { cameFrom: phone, optedOut: [phone] };
    expect(decide({ ...facts, addresses: [sms(phone)] }).send).toEqual([]);
    expect(decide({ ...facts, addresses: [sms(phone)], override: phone }).send).toEqual([]);
    const mailbox = email('kim@elsewhere.example', { verified: true, registered: true });
    expect(decide({ ...facts, addresses: [sms(phone), mailbox] }).send).toEqual([['kim@elsewhere.example', 'full']]);
  });

  test('says so when there is no address at all', () => {
    expect(decide({})).toEqual({ send: [], because: 'no-address' });
  });

  const verified = { registered: true, verified: true } as const;
  const reporter = email('zoe@red-oak.example', verified);
  const ownPhone = sms('+16135550199', verified);
  const privateMail = email('zoe@mail.example', { ...verified, preferred: true });
  const office = email('office@red-oak.example', verified);

  test.each<[string, Partial<ContactFacts>, string | null, string]>([
    ['answers a verified contact where they wrote from', {}, 'zoe@red-oak.example', 'verified'],
    [
      'takes the telephone when the mailbox is taken',
      { compromised: ['zoe@red-oak.example'] },
      '+16135550199',
      'verified',
    ],
    [
      'takes another provider’s mailbox when the telephones are taken too',
      { compromised: ['zoe@red-oak.example'], phonesTaken: true },
      'zoe@mail.example',
      'verified',
    ],
    [
      'takes the neighbouring mailbox only when nothing else is left',
      { compromised: ['zoe@red-oak.example', 'mail.example'], phonesTaken: true },
      'office@red-oak.example',
      'verified',
    ],
    [
      'takes nothing of a domain that is taken as a whole',
      { compromised: ['red-oak.example', 'mail.example'], phonesTaken: true },
      null,
      'only-compromised',
    ],
    ['does not answer where a forged mail says it came from', { forged: true }, '+16135550199', 'verified'],
  ])('%s', (_name, facts, address, because) => {
    const addresses = [reporter, office, privateMail, ownPhone];
    const decision = decide({ purpose: 'message', addresses, cameFrom: reporter.address, ...facts });
    expect(decision).toEqual({ send: address === null ? [] : [[address, 'full']], because });
  });

  test('does not believe a safe address that a taken mailbox names, for more than the first steps', () => {
    const facts = {
      addresses: [email('a@x.example'), sms('+16135550101', { stated: true })],
      compromised: ['a@x.example'],
      cameFrom: 'a@x.example',
    };
    expect(decide({ ...facts, purpose: 'message' })).toEqual({ send: [], because: 'only-compromised' });
    expect(decide({ ...facts, purpose: 'guidance' }).send).toEqual([['+16135550101', 'full']]);
  });

  test('writes to a registered address that nobody has verified only when a manager says so', () => {
    const addresses = [sms('+16135550199', { registered: true })];
    expect(decide({ purpose: 'message', addresses })).toEqual({ send: [], because: 'unproven' });
    expect(decide({ purpose: 'message', addresses, override: '613-555-0199' })).toEqual({
      send: [['+16135550199', 'full']],
      because: 'override',
    });
  });

  test('never sends content to a compromised address, nor to more than one, nor anything but a receipt to a second', () => {
    const address = fc.constantFrom('a@x.example', 'b@y.example', '+16135550101', '+16135550102', 'c@gmail.com');
    const known = fc.record({
      kind: fc.constantFrom<'email' | 'sms'>('email', 'sms'),
      address,
      verified: fc.boolean(),
      stated: fc.boolean(),
      registered: fc.boolean(),
      preferred: fc.boolean(),
    });
    fc.assert(
      fc.property(
        fc.record<ContactFacts>({
          purpose: fc.constantFrom<ContactFacts['purpose']>('receipt', 'guidance', 'message'),
          addresses: fc.array(known, { maxLength: 5 }),
          compromised: fc.array(fc.oneof(address, fc.constantFrom('x.example', 'gmail.com', '@candidate')), {
            maxLength: 3,
          }),
          cameFrom: fc.option(address),
          phonesTaken: fc.boolean(),
          forged: fc.boolean(),
          override: fc.option(fc.oneof(address, fc.constant('elsewhere@z.example'))),
        }),
        (facts) => {
          const { send, considered } = decideChannel(facts);
          const full = send.filter(({ content }) => content === 'full');
          const overridden = full.filter((item) => item.address === facts.override);
          expect(full.length).toBeLessThanOrEqual(1);
          for (const { address: to } of overridden.length > 0 ? [] : full) {
            expect(isCompromised(to, facts.compromised)).toBe(false);
            const facing = facts.addresses.filter((item) => item.address === to);
            // Somebody proved it, the reporter gave it, or the report came from it.
            expect(facing.some((item) => item.verified || item.stated) || to === facts.cameFrom).toBe(true);
          }
          expect(facts.purpose === 'receipt' || send.length === full.length).toBe(true);
          expect(new Set(send.map(({ address: to }) => to)).size).toBe(send.length);
          expect(considered.filter(({ content }) => content !== 'nothing').length).toBe(send.length);
        },
      ),
      { numRuns: 2_000 },
    );
  });
});
