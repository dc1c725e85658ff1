import { generateKeyPairSync } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { dkimSign, type DNSResolver } from 'mailauth';
import { describe, expect, test } from 'vitest';
import { type ArrivalFacts, authenticateSender, type AuthenticationOptions } from './authenticate-sender.js';

const keys = generateKeyPairSync('rsa', {
  modulusLength: 2048,
  publicKeyEncoding: { type: 'spki', format: 'der' },
  privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
});

/** What DNS knows in these tests. */
const zone: Readonly<Record<string, readonly string[]>> = {
  'TXT red-oak.example': ['v=spf1 ip4:192.0.2.10 -all'],
  'TXT _dmarc.red-oak.example': ['v=DMARC1; p=reject'],
  'TXT s1._domainkey.red-oak.example': [`v=DKIM1; k=rsa; p=${keys.publicKey.toString('base64')}`],
  'TXT s1._domainkey.evil.example': [`v=DKIM1; k=rsa; p=${keys.publicKey.toString('base64')}`],
  'TXT plain.example': ['v=spf1 ip4:192.0.2.20 -all'],
  'TXT evil.example': ['v=spf1 +all'],
};

const resolver: DNSResolver = async (name, type) => {
  const found = zone[`${type} ${name.toLowerCase()}`];
  if (found === undefined) throw Object.assign(new Error(`no ${name}`), { code: 'ENOTFOUND' });
  return found.map((text) => [text]);
};

const silent: DNSResolver = () => new Promise(() => undefined);

const broken =
  (code: string): DNSResolver =>
  async () => {
    throw Object.assign(new Error(code), { code });
  };

const mail = (from = 'Aide <aide@red-oak.example>', more = '') =>
  `${more}From: ${from}\r\nTo: hotline@vigil.example\r\nSubject: Help\r\nDate: Mon, 23 Nov 2026 10:00:00 +0000\r\nMessage-ID: <1@red-oak.example>\r\n\r\nWe were hacked.\r\n`;

async function signed(text: string, domain = 'red-oak.example', maxBodyLength?: number): Promise<string> {
  const { signatures } = await dkimSign(text, {
    signatureData: [
      {
        signingDomain: domain,
        selector: 's1',
        privateKey: keys.privateKey,
        ...(maxBodyLength !== undefined && { maxBodyLength }),
      },
    ],
  } as Parameters<typeof dkimSign>[1]);
  return `${signatures}${text}`;
}

const direct: ArrivalFacts = {
  via: 'smtp',
  remoteAddress: '192.0.2.10',
  helo: 'mx.red-oak.example',
  mailFrom: 'aide@red-oak.example',
};
const stranger: ArrivalFacts = { ...direct, remoteAddress: '198.51.100.66' };
const collected: ArrivalFacts = { via: 'imap', remoteAddress: null, helo: null, mailFrom: 'aide@red-oak.example' };

const check = (raw: string | Buffer, arrival: ArrivalFacts | null, options: Partial<AuthenticationOptions> = {}) =>
  authenticateSender(Buffer.from(raw), arrival, { resolver, timeoutMs: 2_000, ...options });

const foundBy = (who: string) =>
  `Authentication-Results: ${who}; spf=pass smtp.mailfrom=aide@red-oak.example;\r\n\tdmarc=pass (p=reject; dis=none) header.from=red-oak.example\r\n`;

const signature = (value: string) => `DKIM-Signature: v=1; a=rsa-sha256; d=red-oak.example; s=s1; ${value}\r\n`;

describe('the sender of a mail', () => {
  test('is who it says when the domain’s own server sent it', async () => {
    expect(await check(mail(), direct)).toMatchObject({
      spf: { result: 'pass', domain: 'red-oak.example' },
      dkim: [],
      dmarc: { result: 'pass', domain: 'red-oak.example', policy: 'reject' },
      alignedFrom: true,
      summary: 'pass',
    });
  });

  test('is who it says when the domain signed it, whoever brought it', async () => {
    for (const arrival of [stranger, collected, null]) {
      expect(await check(await signed(mail()), arrival)).toMatchObject({
        dkim: [{ result: 'pass', domain: 'red-oak.example', selector: 's1', aligned: true }],
        alignedFrom: true,
        summary: 'pass',
      });
    }
  });

  test('is not who it says when neither vouches and the domain’s policy says so', async () => {
    expect(await check(mail(), stranger)).toMatchObject({
      spf: { result: 'fail' },
      dmarc: { result: 'fail' },
      alignedFrom: false,
      summary: 'fail',
    });
    expect(
      await check(await signed(mail(), 'evil.example'), { ...stranger, mailFrom: 'x@evil.example' }),
    ).toMatchObject({
      spf: { result: 'pass', domain: 'evil.example' },
      dkim: [{ result: 'pass', aligned: false }],
      alignedFrom: false,
      summary: 'fail',
    });
  });

  test('who has no policy is vouched for by that very domain’s servers alone', async () => {
    const arrival = { ...direct, remoteAddress: '::ffff:192.0.2.20', mailFrom: 'a@plain.example' };
    expect(await check(mail('a@plain.example'), arrival)).toMatchObject({ dmarc: { result: 'none' }, summary: 'pass' });
    expect(await check(mail('a@other.example'), arrival)).toMatchObject({ alignedFrom: false, summary: 'none' });
  });

  test('is not condemned by what a mailbox elsewhere cannot know', async () => {
    expect(await check(mail(), collected)).toMatchObject({
      spf: { result: 'none' },
      dmarc: { result: 'none' },
      summary: 'none',
    });
    const cut = (await signed(mail())).slice(0, -10);
    expect(await check(cut, collected, { truncated: true })).toMatchObject({ dkim: [], summary: 'none' });
  });

  test('is not vouched for by a signature over a beginning, a changed body, or beside a second From', async () => {
    const partial = `${await signed(mail(), 'red-oak.example', 5)}and more that nobody signed\r\n`;
    expect(await check(partial, stranger)).toMatchObject({ alignedFrom: false, summary: 'fail' });
    const changed = (await signed(mail())).replace('hacked', 'fine');
    expect((await check(changed, stranger)).alignedFrom).toBe(false);
    const twice = await signed(mail('aide@red-oak.example', 'From: chief@blue-heron.example\r\n'));
    expect(await check(twice, direct)).toMatchObject({ alignedFrom: false });
    const two = await signed(mail('aide@red-oak.example, chief@blue-heron.example'));
    expect(await check(two, direct)).toMatchObject({ alignedFrom: false });
  });

  test.each(['ETIMEOUT', 'ESERVFAIL', 'EREFUSED', 'ECONNREFUSED'])(
    'is not known when DNS fails with %s',
    async (code) => {
      expect(await check(await signed(mail()), direct, { resolver: broken(code) })).toMatchObject({
        spf: { result: 'temperror' },
        dkim: [{ result: 'temperror' }],
        dmarc: { result: 'temperror' },
        alignedFrom: false,
        summary: 'temperror',
      });
    },
  );

  test('is not known, in time, when DNS never answers', async () => {
    const began = performance.now();
    expect(await check(await signed(mail()), direct, { resolver: silent, timeoutMs: 100 })).toMatchObject({
      summary: 'temperror',
    });
    expect(performance.now() - began).toBeLessThan(1_000);
  });

  test('is not asked about where DNS is off', async () => {
    expect(await check(await signed(mail()), direct, { resolver: null })).toEqual({
      spf: { result: 'none', domain: null },
      dkim: [],
      dmarc: { result: 'none', domain: null, policy: null },
      arc: { result: 'none', hops: 0 },
      alignedFrom: false,
      summary: 'none',
      ownServerResults: [],
    });
  });
});

describe('what a mail server of our own found', () => {
  const ownAuthservIds = ['mx.centre.example'];
  const ours = `Return-Path: <aide@red-oak.example>\r\nReceived: by mx.centre.example; now\r\n${foundBy('mx.centre.example')}Received: from mx.red-oak.example\r\n`;

  test('counts when the mail came through it', async () => {
    const result = await check(mail(undefined, ours), collected, { resolver: null, ownAuthservIds });
    expect(result).toMatchObject({ alignedFrom: true, summary: 'pass' });
    expect(result.ownServerResults).toEqual([
      { server: 'mx.centre.example', method: 'spf', result: 'pass', domain: 'red-oak.example' },
      { server: 'mx.centre.example', method: 'dmarc', result: 'pass', domain: 'red-oak.example' },
    ]);
  });

  test.each<[string, string, ArrivalFacts]>([
    ['came straight to our listener', ours, stranger],
    ['names another server', `Received: by mx.centre.example\r\n${foundBy('mx.evil.example')}`, collected],
    ['names ours in a comment', `Received: a\r\n${foundBy('mx.evil.example (mx.centre.example)')}`, collected],
    [
      'was forged below what ours wrote',
      `Received: by mx.centre.example\r\nAuthentication-Results: mx.centre.example; dmarc=fail header.from=red-oak.example\r\nReceived: x\r\n${foundBy('mx.centre.example')}`,
      collected,
    ],
    [
      'stands below the servers that can be ours',
      `${'Received: x\r\n'.repeat(4)}${foundBy('mx.centre.example')}`,
      collected,
    ],
    [
      'speaks of another domain',
      `Received: x\r\n${foundBy('mx.centre.example').replaceAll('red-oak', 'evil')}`,
      collected,
    ],
  ])('counts for nothing when it %s', async (_, head, arrival) => {
    expect((await check(mail(undefined, head), arrival, { resolver: null, ownAuthservIds })).alignedFrom).toBe(false);
  });

  test('condemns when it says so', async () => {
    const failed = 'Authentication-Results: mx.centre.example 1; dmarc=fail header.from=red-oak.example\r\n';
    expect(await check(mail(undefined, failed), collected, { resolver: null, ownAuthservIds })).toMatchObject({
      summary: 'fail',
    });
  });
});

describe('a hostile mail', () => {
  test.each([
    ['a thousand signatures', mail(undefined, signature('l=1; bh=x; h=from; b=x').repeat(1_000))],
    ['a signature of 200 KB', mail(undefined, signature(`b=${'x'.repeat(200_000)}`))],
    ['a run of semicolons', mail(undefined, signature(`b=${';'.repeat(100_000)}`))],
    ['folds without end', mail(undefined, signature(`b=x${'\r\n \t'.repeat(50_000)}`))],
    ['a body of blanks', `${signature('bh=x; h=from; b=x')}${mail()}${' '.repeat(5_000_000)}`],
    [
      'a body of short blanks',
      `${signature('bh=x; c=relaxed/relaxed; h=from; b=x')}${mail()}${`${' '.repeat(60_000)}x`.repeat(80)}`,
    ],
    ['a thousand ARC sets', mail(undefined, 'ARC-Seal: i=1; cv=none\r\n'.repeat(1_000))],
    ['a header without end', 'X: y\r\n'.repeat(100_000)],
    ['nothing', ''],
    ['nested comments', mail(undefined, `Authentication-Results: ${'('.repeat(7_000)}\r\n`)],
    ['From without an address', mail('')],
    ['From full of brackets', mail('<'.repeat(50_000))],
  ])('with %s is answered in a moment', async (_, raw) => {
    const began = performance.now();
    const result = await check(raw, stranger, { ownAuthservIds: ['mx.centre.example'] });
    expect(result.alignedFrom).toBe(false);
    expect(performance.now() - began).toBeLessThan(1_500);
  });

  test('asks DNS no more than a bounded number of times', async () => {
    let asked = 0;
    const counting: DNSResolver = (name, type) => {
      asked += 1;
      if (type === 'TXT' && name.endsWith('loop.example')) {
        return Promise.resolve([
          [`v=spf1 ${Array.from({ length: 30 }, (__, n) => `include:${n}.${name}`).join(' ')} -all`],
        ]);
      }
      return resolver(name, type);
    };
    await check(mail(), { ...stranger, mailFrom: 'x@loop.example' }, { resolver: counting });
    expect(asked).toBeLessThanOrEqual(60);
  });
});

const samples = new URL('../../../shared/data/mail/robustness/auth_results/t/data/', import.meta.url);
const withSamples = existsSync(samples) ? 'of real servers' : 'of real servers (skipped: the test data is not here)';

describe.runIf(existsSync(samples))(`samples ${withSamples}`, () => {
  test.each(['spam/dmarc/quarko.eml', 'spam/dmarc/rejectko.eml', 'spam/dmarc/nodmarc.eml', 'nice/dmarc/quarok.eml'])(
    '%s vouches for nobody by what it says of itself',
    async (file) => {
      const raw = readFileSync(new URL(file, samples));
      const result = await check(raw, collected, { resolver: null, ownAuthservIds: ['mx.centre.example'] });
      expect(result).toMatchObject({ alignedFrom: false, summary: 'none', ownServerResults: [] });
    },
  );
});
