import { existsSync, readFileSync } from 'node:fs';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { defang } from './defang.js';
import { findIndicators, type IndicatorContext } from './find-indicators.js';
import { refang } from './refang.js';

const hostile = new URL('../../../../shared/data/hostile/', import.meta.url);
const absent = 'the real samples are not beside this clone (../shared/data/hostile)';
const nothingKnown: IndicatorContext = {
  ownDomains: [],
  sender: null,
  wellKnownDomains: new Set(),
  sharedHosts: new Set(),
};

function linesOf(name: string): readonly string[] {
  return readFileSync(new URL(name, hostile), 'utf8').split('\n');
}

interface FreeText {
  readonly id: string;
  readonly text: string;
  readonly expected: readonly { readonly value: string; readonly default_type: string }[];
}

/** What these samples call indicators and a report does not hold: names of files and registry keys, vulnerabilities. */
const otherThings = new Set(['filename', 'regkey', 'vulnerability', 'AS']);

describe('real lines of defanged text', () => {
  it('are made whole as their counterparts, and found', async (test) => {
    if (!existsSync(hostile)) test.skip(absent);
    const wanted = linesOf('ioc_fanger_fanged.txt');
    const lines = linesOf('ioc_fanger_defanged.txt').flatMap((line, i) => {
      const want = (wanted[i] ?? '').trim().toLowerCase();
      return want === '' ? [] : [{ line, want }];
    });
    const whole = lines.filter(({ line, want }) => refang(line).trim().toLowerCase() === want);
    const found = lines.filter(({ line, want }) =>
      findIndicators(line, nothingKnown).some(
        ({ value }) => value.toLowerCase().replace(/\/$/u, '') === want.replace(/\/$/u, ''),
      ),
    );
    await test.annotate(
      `defanged lines: ${whole.length}/${lines.length} made whole, ${found.length}/${lines.length} found`,
    );
    expect(whole.length / lines.length).toBeGreaterThanOrEqual(0.99);
    expect(found.length / lines.length).toBeGreaterThanOrEqual(0.99);
  });

  it('of free text give their indicators and no others', async (test) => {
    if (!existsSync(hostile)) test.skip(absent);
    const { cases } = JSON.parse(linesOf('misp_freetext.json').join('\n')) as { readonly cases: readonly FreeText[] };
    let [right, expected, wrong] = [0, 0, 0];
    for (const { text, expected: labels } of cases) {
      const wanted = labels
        .filter(({ default_type: type }) => !otherThings.has(type))
        .map(({ value, default_type: type }) => valueOf(value, type));
      const hasUrl = labels.some(({ default_type: type }) => /url|link|email/u.test(type));
      // The domain of a URL or address is an indicator here, and a part of one there.
      const found = findIndicators(text, nothingKnown)
        .filter(({ type }) => !(hasUrl && type === 'domain'))
        .map(({ value }) => value.toLowerCase());
      expected += wanted.length;
      right += wanted.filter((value) => found.includes(value)).length;
      wrong += found.filter(
        (value) => !wanted.includes(value) && !labels.some((label) => label.value === value),
      ).length;
    }
    await test.annotate(`free text: ${right}/${expected} found, ${wrong} false`);
    expect(right / expected).toBeGreaterThanOrEqual(0.97);
    expect(wrong).toBeLessThanOrEqual(1);
  });
});

/** `10.0.0.1|80` is an address with a port, `a.txt|<md5>` a file with its hash, `10.0.0.0/8` a network. */
function valueOf(value: string, type: string): string {
  const [first = '', second = ''] = value.toLowerCase().split('|');
  return (type.startsWith('filename|') ? second : first).replace(/\/\d{1,2}$/u, type.startsWith('ip') ? '' : '$&');
}

describe('defanging', () => {
  const address = fc.tuple(fc.stringMatching(/^[a-z][a-z0-9]{0,12}$/u), fc.domain()).map(([who, at]) => `${who}@${at}`);
  const value = fc.oneof(
    fc.webUrl({ withQueryParameters: true, withFragments: true }),
    fc.domain(),
    fc.ipV4(),
    fc.ipV6(),
    fc.ipV6().map((host) => `http://[${host}]:8080/a`),
    address,
    fc.webUrl().map((url) => `https://filter.example/?url=${url}`),
    fc.stringMatching(/^@[a-z_]{2,20}$/u),
    fc.stringMatching(/^\+1[2-9][0-9]{9}$/u),
    fc.stringMatching(/^[0-9a-f]{64}$/u),
  );

  it('can be undone', () => {
    fc.assert(
      fc.property(value, (one) => {
        // What is found in a text has been made whole already.
        fc.pre(refang(one) === one);
        expect(refang(defang(one))).toBe(one);
      }),
      { numRuns: 500 },
    );
  });

  it('leaves nothing that a program takes for a link, an address or a mention', () => {
    fc.assert(
      fc.property(value, (one) => {
        const shown = defang(one);
        expect(shown).not.toMatch(/(?:https?|ftp):|:\/\/|www\.|[^[]\.|[^[]@|^@/iu);
      }),
    );
  });
});

describe('text made to keep a machine busy', () => {
  it.each(
    [
      'a@',
      'http://',
      'a.',
      'hxxp[:]',
      '[',
      ' at ',
      '1 ',
      'a dot ',
      'our ',
      '=\n',
      '"our account ',
      'h t t p ',
      '@ab ',
      'call from ',
      'mail 514-555-0199 ',
      'a-',
      'http://a.',
      'ab:',
      'x . ',
      ' dash a',
      '(.',
      '&#46;',
      '%2E',
      'evil[.]',
    ].map((piece) => [piece]),
  )('such as many times %j is read in less than a second', (piece) => {
    const started = performance.now();
    findIndicators(piece.repeat(Math.ceil(100_000 / piece.length)), {
      ...nothingKnown,
      ownDomains: ['mapleparty.example'],
    });
    expect(performance.now() - started).toBeLessThan(1_000);
  });
});
