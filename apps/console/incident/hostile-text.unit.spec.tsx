import { existsSync, readFileSync } from 'node:fs';
import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import type { IncidentView } from '#contracts';
import { findIndicators } from '#domain';
import { Indicators } from './indicators.js';
import { Reports } from './reports.js';

const samples = new URL('../../../../shared/data/hostile/dompurify_expect.json', import.meta.url);

/** Our own few, so that a clone without the samples is tried too. */
const own = [
  '<script>alert(1)</script>',
  '"><img src=x onerror=alert(1)>',
  "' autofocus onfocus=alert(1) x='",
  '<a href="javascript:alert(1)">https://evil.example/</a>',
  '<iframe srcdoc="<script>alert(1)</script>"></iframe><form action="https://evil.example"><input></form>',
  '</code></dd></dl><style>*{display:none}</style>',
  '<svg/onload=alert(1)>&lt;script&gt;',
  '\u202Ehttps://evil.example/\u202C',
];

function payloads(): readonly string[] {
  if (!existsSync(samples)) return own;
  const { cases } = JSON.parse(readFileSync(samples, 'utf8')) as {
    readonly cases: readonly { readonly payload: string }[];
  };
  return [...own, ...cases.map(({ payload }) => payload)];
}

/** The elements of a page with the names of their attributes, and every attribute that a browser follows or runs. */
function skeletonOf(html: string): readonly string[] {
  return Array.from(
    html.matchAll(/<(\/?[a-zA-Z][^\s/>]*)((?:[^"'>]|"[^"]*"|'[^']*')*)>/gu),
    ([, name = '', rest = '']) => {
      const attributes = Array.from(rest.matchAll(/([^\s=/]+)(?:="([^"]*)")?/gu), ([, attribute = '', value = '']) =>
        /^(?:href|src|action|formaction|style|on.*)$/iu.test(attribute) ? `${attribute}=${value}` : attribute,
      );
      return `${name} ${attributes.join(' ')}`;
    },
  );
}

function indicatorsPage(text: string): string {
  const shown = [
    { type: text, defanged: text, lookalike: { of: text, how: 'homoglyph' as const } },
    { type: 'url', defanged: text },
  ];
  return renderToStaticMarkup(<Indicators incident={{ indicators: shown, compromisedAddresses: [text] }} />);
}

function reportsPage(text: string): string {
  const report: IncidentView['reports'][number] = {
    id: '00000000-0000-4000-8000-000000000000',
    reference: 'K7Q4-MPX',
    channel: 'email',
    receivedAt: '2027-10-01T12:00:00.000Z',
    sender: text,
    subject: text,
    text: `${text} and more`,
    ownText: text,
    forwardedText: text,
    readable: true,
    standing: 'unknown',
    senderCheck: null,
    sha256: 'ab'.repeat(32),
    size: 1,
    truncated: false,
    attachments: [],
  };
  const because = [{ rule: 'some-rule', severityRule: 'M7', evidence: 'zzz' }];
  return renderToStaticMarkup(
    <Reports incident={{ reports: [report], because, language: 'en' } as unknown as IncidentView} />,
  );
}

describe('hostile text in the console', () => {
  it.each([
    ['indicators', indicatorsPage],
    ['reports', reportsPage],
  ])('adds no element, attribute, address or script among the %s', (_, render) => {
    const plain = skeletonOf(render('plain words'));
    expect(plain.length).toBeGreaterThan(5);
    for (const payload of payloads())
      expect({ payload, skeleton: skeletonOf(render(payload)) }).toEqual({ payload, skeleton: plain });
  });

  it('never becomes a link: indicators found in it are shown defanged, beside a button', () => {
    const context = {
      ownDomains: [],
      sender: null,
      wellKnownDomains: new Set<string>(),
      sharedHosts: new Set<string>(),
    };
    for (const payload of payloads()) {
      const indicators = findIndicators(payload, context).map(({ type, defanged }) => ({ type, defanged }));
      const html = renderToStaticMarkup(<Indicators incident={{ indicators, compromisedAddresses: [] }} />);
      expect(html).not.toMatch(/<a\s|https?:\/\/|javascript:\/\//iu);
    }
  });
});
