import { readFile } from 'node:fs/promises';
import { isSignedBody, isSignedForm } from '#courier';
import { measureSms, smartEncode } from '#domain';
import { printJson } from './print.js';

interface SegmentCase {
  readonly id?: string;
  readonly body: string;
  readonly expected?: {
    readonly encoding?: string;
    readonly segments?: number;
    readonly messageSize?: number;
    readonly totalSize?: number;
    readonly characters?: number;
    readonly unicodeScalars?: number;
    readonly nonGsm?: readonly string[];
  };
}

interface EncodingCase {
  readonly from: string;
  readonly to?: string;
}

interface SignatureCase {
  readonly id?: string;
  readonly kind?: 'form' | 'json-body';
  readonly authToken: string;
  readonly url: string;
  readonly params?: Readonly<Record<string, string | readonly string[]>>;
  readonly body?: string;
  readonly signature: string | null;
  readonly valid?: boolean;
}

interface Answered {
  readonly id: string;
  readonly kind: string;
  readonly actual: unknown;
  readonly expected: unknown;
  /** Null where the file expects nothing. */
  readonly passed: boolean | null;
}

/** Cases of segmentation, smart encoding and webhook signatures in; for each what Vigil makes of it out. */
export async function evaluateSmsFile(options: { readonly file: string }): Promise<void> {
  printJson(evaluateSms(JSON.parse(await readFile(options.file, 'utf8'))));
}

/** A file holds either kind of collection, or a bare list of texts to measure. */
export function evaluateSms(content: unknown): {
  readonly results: readonly Answered[];
  readonly summary: Readonly<Record<string, { readonly passed: number; readonly total: number }>>;
} {
  const file = (Array.isArray(content) ? { cases: content } : content) as {
    readonly cases?: readonly SegmentCase[];
    readonly smart_encoding?: readonly EncodingCase[];
    readonly vectors?: readonly SignatureCase[];
  };
  const results = [
    ...(file.cases ?? []).map(measure),
    ...(file.smart_encoding ?? []).map(encode),
    ...(file.vectors ?? []).map(checkSignature),
  ];
  const kinds = [...new Set(results.map(({ kind }) => kind))];
  const summary = Object.fromEntries(
    kinds.map((kind) => {
      const judged = results.filter((result) => result.kind === kind && result.passed !== null);
      return [kind, { passed: judged.filter(({ passed }) => passed).length, total: judged.length }];
    }),
  );
  return { results, summary };
}

function measure({ id, body, expected }: SegmentCase, index: number): Answered & Record<string, unknown> {
  const { encoding, segments, characters, messageBits, totalBits, outsideGsm7 } = measureSms(body);
  const actual = {
    encoding,
    segments,
    messageSize: messageBits,
    totalSize: totalBits,
    characters,
    unicodeScalars: Array.from(body).length,
    nonGsm: outsideGsm7,
  };
  const answered = { id: id ?? String(index), kind: 'segments', actual, expected: expected ?? null };
  return { ...answered, ...actual, passed: expected === undefined ? null : agrees(actual, expected) };
}

function encode({ from, to }: EncodingCase): Answered {
  const actual = smartEncode(from);
  return {
    id: from,
    kind: 'smart-encoding',
    actual,
    expected: to ?? null,
    passed: to === undefined ? null : actual === to,
  };
}

function checkSignature(
  { id, kind, authToken, url, params, body, signature, valid }: SignatureCase,
  index: number,
): Answered & { readonly valid: boolean } {
  const request = { url, signature };
  const actual =
    kind === 'json-body' || (params === undefined && body !== undefined)
      ? isSignedBody(authToken, request, body ?? '')
      : isSignedForm(authToken, request, params ?? {});
  return {
    id: id ?? String(index),
    kind: 'signature',
    actual,
    expected: valid ?? null,
    passed: valid === undefined ? null : actual === valid,
    valid: actual,
  };
}

/** Whether everything that is expected is there; what the file does not name does not matter. */
function agrees(actual: Readonly<Record<string, unknown>>, expected: Readonly<Record<string, unknown>>): boolean {
  return Object.entries(expected).every(([name, value]) => JSON.stringify(actual[name]) === JSON.stringify(value));
}
