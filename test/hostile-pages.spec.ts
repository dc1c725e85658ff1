import { existsSync, readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Browser, Page } from 'playwright-core';
import { loadConfig } from '#config';
import { renderFollowUpPage } from '../apps/intake/web/pages/follow-up-page.js';
import { pageFrame } from '../apps/intake/web/pages/page-frame.js';
import { renderReportForm } from '../apps/intake/web/pages/report-form.js';
import { draftOf } from '../apps/intake/web/read-report-form.js';
import { findChromium, openChromium } from './chromium.js';

const chromium = findChromium();
const samples = new URL('../../shared/data/hostile/dompurify_expect.json', import.meta.url);

const own = [
  '<script>alert(1)</script>',
  '"><img src=x onerror=alert(1)>',
  "' autofocus onfocus=alert(1) x='",
  '</textarea><iframe src="javascript:alert(1)"></iframe>',
  '</title><svg/onload=alert(1)>',
  '<a href="java\tscript:alert(1)">x</a>',
  '--><script>alert(1)</script><!--',
  '<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=1 onerror=alert(1)&gt;">',
  '&lt;script&gt;alert(1)&lt;/script&gt;',
  'javascript:alert(1)',
];

function payloads(): readonly string[] {
  if (!existsSync(samples)) return own;
  const { cases } = JSON.parse(readFileSync(samples, 'utf8')) as {
    readonly cases: readonly { readonly payload: string }[];
  };
  return [...own, ...cases.map(({ payload }) => payload)];
}

const bounds = { fileMegabytes: 10, filesPerReport: 5, reportMegabytes: 20 };
const frame = pageFrame(loadConfig(), 'en');

const pages: readonly (readonly [name: string, render: (text: string) => string])[] = [
  [
    'the form',
    (text) =>
      renderReportForm(frame, {
        draft: { ...draftOf(() => text), account: '', language: 'en' } as ReturnType<typeof draftOf>,
        nonce: text,
        faults: [],
        notStored: true,
        kept: [],
        leftOut: [],
        bounds,
        closedSince: null,
      }),
  ],
  [
    'the follow-up page',
    (text) =>
      renderFollowUpPage(frame, {
        followUp: {
          reference: 'K7Q4-MPX',
          receivedAt: '2027-10-01T12:00:00.000Z',
          status: 'received',
          steps: [text],
          conversation: [{ from: 'you', at: '2027-10-01T12:00:00.000Z', text }],
        },
        steps: [{ key: 'a-step', text, done: false }],
        status: text,
        proof: text,
        callerPhrase: 'maple, kettle, drum',
        nonce: text,
        told: null,
        draft: text,
        fault: text,
        kept: [],
        leftOut: [],
        bounds,
        channelWish: {
          state: 'open',
          address: text,
          newProvenAt: null,
          oldProvenAt: null,
          hasOld: true,
          isOver: false,
        },
        channelFault: { text, typed: text },
      }),
  ],
];

/** What a browser could run or follow in a document, and how many elements it has. */
interface Dangers {
  readonly elements: number;
  readonly scripts: readonly string[];
  readonly frames: number;
  readonly handlers: readonly string[];
  readonly addresses: readonly string[];
}

/** Runs in the browser, which only parses the documents: nothing in them is loaded or run. */
const look = `(htmls) => htmls.map((html) => {
  const elements = [...new DOMParser().parseFromString(html, 'text/html').querySelectorAll('*')];
  const attributes = elements.flatMap((element) => [...element.attributes]);
  return {
    elements: elements.length,
    scripts: elements.filter(({ localName }) => localName === 'script').map((one) => one.outerHTML),
    frames: elements.filter(({ localName }) => /^(?:iframe|object|embed|base|svg|math)$/.test(localName)).length,
    handlers: attributes.filter(({ name }) => name.startsWith('on')).map(({ name }) => name),
    addresses: attributes
      .filter(({ name }) => /^(?:href|src|action|formaction|srcdoc|xlink:href|data|poster)$/.test(name))
      .map(({ name, value }) => name + '=' + value),
  };
})`;

describe.runIf(chromium !== null)('hostile text, as a browser understands the page', () => {
  let browser: Browser;
  let page: Page;

  beforeAll(async () => {
    browser = await openChromium(chromium ?? '');
    page = await browser.newPage();
  });
  afterAll(async () => {
    await browser?.close();
  });

  const dangersIn = async (documents: readonly string[]) =>
    page.evaluate<readonly Dangers[]>(`(${look})(${JSON.stringify(documents)})`);

  it.each(pages)('runs nothing and leads nowhere in %s', async (_, render) => {
    const tried = payloads();
    const [plain, ...found] = await dangersIn([render('plain words'), ...tried.map(render)]);
    expect(plain?.elements).toBeGreaterThan(5);
    expect(plain?.handlers).toEqual([]);
    expect(plain?.addresses.filter((address) => /=\s*(?:javascript|data|vbscript):/i.test(address))).toEqual([]);
    for (const [index, dangers] of found.entries())
      expect({ payload: tried[index], dangers }).toEqual({ payload: tried[index], dangers: plain });
  });
});
