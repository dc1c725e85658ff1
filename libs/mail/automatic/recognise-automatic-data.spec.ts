import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { bounds, BoundsMet } from '../bounds.js';
import { readAddresses } from '../mime/read-addresses.js';
import { valueOf } from '../mime/read-head.js';
import { type Part, textField, textOf, walkParts } from '../mime/walk-parts.js';
import type { AutomaticFinding } from './automatic-mail.js';
import { judgeParts } from './judge-parts.js';
import { recogniseAutomatic } from './recognise-automatic.js';

const folder = '../shared/data/mail';

const words = (part: Part): string =>
  part.children.length > 0
    ? part.children.map(words).join('\n')
    : part.type.startsWith('text/')
      ? textOf(part, null)
      : '';

function judge(raw: Buffer): AutomaticFinding | null {
  const met = new BoundsMet();
  const root = walkParts(raw.subarray(0, bounds.message), met);
  const returnPath = root.fields.some(({ name }) => name === 'return-path')
    ? valueOf(root.fields, 'return-path')
    : null;
  return recogniseAutomatic(
    judgeParts(root, {
      subject: textField(root.fields, 'subject', null),
      fromAddress: readAddresses(valueOf(root.fields, 'from'), null, met)[0]?.address ?? '',
      envelopeFrom: returnPath === null ? null : returnPath.replace(/[<>\s]/gu, ''),
      text: root.children.length > 0 ? words(root) : textOf(root, null),
    }),
    { isOurs: (id) => id.endsWith('@hotline.example.org') },
  );
}

const json = (path: string): unknown => JSON.parse(readFileSync(join(folder, path), 'utf8'));
const share = (of: readonly boolean[]): number => of.filter(Boolean).length / of.length;
const print = (line: string): void => void process.stdout.write(`${line}\n`);

describe.runIf(existsSync(folder))('automatic mail of the real world', () => {
  it('is recognised: bounces, complaints and vacation notices of over 90 kinds of server', () => {
    const cases = (
      json('bounces/expected.json') as readonly {
        readonly file: string;
        readonly reasons: readonly string[];
        readonly recipients: readonly { readonly status: string }[];
      }[]
    ).filter(({ file }) => !file.startsWith('not_bounce'));
    const found = cases.map(({ file }) => judge(readFileSync(join(folder, 'bounces', file))));
    const isRight = cases.map(({ reasons }, index) => {
      const kind = found[index]?.kind;
      if (reasons.includes('feedback')) return kind === 'complaint';
      if (reasons.includes('vacation')) return kind === 'auto-reply';
      return reasons.includes('delivered') ? kind === 'delivered' : kind === 'bounce';
    });
    cases.forEach(({ file, reasons }, index) => {
      if (isRight[index] !== true)
        print(`  ${file} (${reasons.join(', ')}): ${found[index]?.kind ?? 'not recognised'}`);
    });
    const told = cases.flatMap(({ recipients }, index) => {
      const status = recipients[0]?.status ?? '';
      // The set makes statuses up where a server gives none (x.0.9xx).
      return /^[245]\.\d\.\d{1,2}$/u.test(status) && found[index]?.kind === 'bounce'
        ? [recipients.some((one) => one.status === found[index]?.status)]
        : [];
    });
    print(
      `bounces: kind ${share(isRight).toFixed(3)} of ${cases.length}, recognised ${share(found.map((one) => one !== null)).toFixed(3)}; status ${share(told).toFixed(3)} of ${told.length}; recipient named ${share(found.map((one) => one?.recipient !== null)).toFixed(3)}; original ${share(found.map((one) => (one?.originalMessageIds.length ?? 0) > 0)).toFixed(3)}`,
    );
    expect(share(isRight)).toBeGreaterThanOrEqual(0.98);
    expect(share(told)).toBeGreaterThanOrEqual(0.9);
  });

  it('is not seen in what is no bounce', () => {
    const files = readdirSync(join(folder, 'bounces/not_bounce'));
    const taken = files.filter(
      (file) => judge(readFileSync(join(folder, 'bounces/not_bounce', file)))?.kind === 'bounce',
    );
    expect(taken).toEqual([]);
  });

  it('is recognised by headers as the helpdesk cases say', () => {
    const cases = json('automatic/auto_response_cases.json') as readonly {
      readonly id: string;
      readonly raw: string;
      readonly expected: { readonly send_auto_response?: boolean; readonly out_of_office?: boolean };
    }[];
    const wrong = cases.filter(({ raw, expected }) => {
      const found = judge(Buffer.from(raw));
      const isAnswered = expected.send_auto_response ?? found === null;
      const isAbsence = expected.out_of_office ?? found?.kind === 'auto-reply';
      return (found === null) !== isAnswered || (found?.kind === 'auto-reply') !== isAbsence;
    });
    expect(wrong.map(({ id }) => id)).toEqual([]);
  });

  it('is not seen in what people, or phishers, write', () => {
    const alarms: string[] = [];
    const files = [
      ...readdirSync(join(folder, 'helpdesk'))
        .filter((name) => name.endsWith('.box'))
        .map((name) => `helpdesk/${name}`),
      ...readdirSync(join(folder, 'phishing'))
        .filter((name) => name.endsWith('.eml'))
        .map((name) => `phishing/${name}`),
    ];
    for (const file of files) {
      const kind = judge(readFileSync(join(folder, file)))?.kind ?? null;
      if (kind !== null) print(`  ${file}: ${kind}`);
      // Lists and notices of systems call themselves so in their headers.
      if (kind !== null && kind !== 'list') alarms.push(file);
    }
    expect(alarms.filter((file) => !/mail0(?:33|53|55)/u.test(file))).toEqual([]);
    expect(alarms).toHaveLength(3);
  });
});
