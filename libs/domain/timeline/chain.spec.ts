import { createHash } from 'node:crypto';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  canonicalJson,
  chainEntry,
  type ChainHead,
  digestInput,
  genesisHash,
  type Json,
  type TimelineEntry,
  verifyChain,
} from './index.js';

const sha256 = (text: string) => createHash('sha256').update(text, 'utf8').digest('hex');

function chainOf(details: readonly string[]): TimelineEntry[] {
  const entries: TimelineEntry[] = [];
  for (const [index, detail] of details.entries()) {
    const draft = {
      subjectKind: 'incident',
      subjectId: 'a2',
      at: new Date(Date.UTC(2027, 9, 1, 0, index)),
      actor: 'triage',
      type: 'incident.noted',
      data: { detail },
    } as const;
    entries.push(chainEntry(entries.at(-1) ?? null, draft, sha256));
  }
  return entries;
}

const headOf = (entries: readonly TimelineEntry[]): ChainHead | null => entries.at(-1) ?? null;

describe('canonical JSON', () => {
  test('sorts keys at every depth and spells numbers and text in one way', () => {
    expect(canonicalJson({ b: [1e21, -0, 0.1], a: { d: 'é\n', c: null } })).toBe(
      '{"a":{"c":null,"d":"é\\n"},"b":[1e+21,0,0.1]}',
    );
  });

  test('is the same after a value went through storage, whatever the order of its keys', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const text = canonicalJson(value as Json);
        expect(canonicalJson(JSON.parse(text) as Json)).toBe(text);
      }),
    );
  });
});

describe('the timeline', () => {
  test('an entry hashes everything in it, the hash before it included', () => {
    const [first] = chainOf(['one']);
    expect(first && digestInput(first)).toBe(
      `{"actor":"triage","at":"2027-10-01T00:00:00.000Z","data":{"detail":"one"},"previousHash":"${genesisHash}","seq":1,"subjectId":"a2","subjectKind":"incident","type":"incident.noted"}`,
    );
  });

  test('is intact as written', () => {
    fc.assert(
      fc.property(fc.array(fc.string(), { maxLength: 8 }), (details) => {
        const entries = chainOf(details);
        expect(verifyChain(entries, headOf(entries), sha256)).toEqual({ outcome: 'intact', length: details.length });
      }),
    );
  });

  const someChain = fc.array(fc.string(), { minLength: 2, maxLength: 8 }).map(chainOf);

  test('names the first entry of which any part was changed', () => {
    const changes: ((entry: TimelineEntry) => TimelineEntry)[] = [
      (entry) => ({ ...entry, actor: `${entry.actor}x` }),
      (entry) => ({ ...entry, type: 'incident.moved' }),
      (entry) => ({ ...entry, at: new Date(entry.at.getTime() + 1) }),
      (entry) => ({ ...entry, data: { ...entry.data, more: 1 } }),
      (entry) => ({ ...entry, subjectId: 'other' }),
      (entry) => ({ ...entry, subjectKind: 'report' }),
      (entry) => ({ ...entry, hash: sha256(entry.hash) }),
      (entry) => ({ ...entry, previousHash: sha256(entry.previousHash) }),
      (entry) => ({ ...entry, seq: entry.seq + 1 }),
    ];
    fc.assert(
      fc.property(someChain, fc.nat(), fc.constantFrom(...changes), (entries, pick, change) => {
        const index = pick % entries.length;
        const forged = entries.map((entry, place) => (place === index ? change(entry) : entry));
        expect(verifyChain(forged, headOf(entries), sha256)).toMatchObject({ outcome: 'broken', seq: index + 1 });
      }),
    );
  });

  test('names the place where an entry was removed, the end included', () => {
    fc.assert(
      fc.property(someChain, fc.nat(), (entries, pick) => {
        const index = pick % entries.length;
        const forged = entries.filter((_, place) => place !== index);
        expect(verifyChain(forged, headOf(entries), sha256)).toEqual({
          outcome: 'broken',
          seq: index + 1,
          reason: index === entries.length - 1 ? 'truncated' : 'gap',
        });
      }),
    );
  });

  test('names the first of two entries that changed places', () => {
    fc.assert(
      fc.property(someChain, fc.nat(), fc.nat(), (entries, one, two) => {
        const [a, b] = [one % entries.length, two % entries.length];
        fc.pre(a !== b);
        const forged = entries.map((entry, place) => entries[place === a ? b : place === b ? a : place] ?? entry);
        expect(verifyChain(forged, headOf(entries), sha256)).toMatchObject({ seq: Math.min(a, b) + 1, reason: 'gap' });
      }),
    );
  });

  test('an end rewritten with sound hashes still does not match the recorded head', () => {
    const entries = chainOf(['one', 'two']);
    const forged = chainOf(['one', 'other']);
    expect(verifyChain(forged, headOf(entries), sha256)).toEqual({
      outcome: 'broken',
      seq: 2,
      reason: 'head-mismatch',
    });
    expect(verifyChain(chainOf(['one', 'two', 'three']), headOf(entries), sha256)).toMatchObject({ seq: 3 });
    expect(verifyChain(entries, null, sha256)).toMatchObject({ reason: 'head-mismatch' });
    expect(verifyChain([], headOf(entries), sha256)).toEqual({ outcome: 'broken', seq: 1, reason: 'truncated' });
  });
});
