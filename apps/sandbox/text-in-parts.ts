import { setTimeout as pause } from 'node:timers/promises';
import type { Carrier } from './carrier.js';
import type { TextRecord } from './carrier-records.js';
import { textTheHotline } from './text-the-hotline.js';

/** How some carriers bring a long text: in pieces of one segment, with or without saying which is which, in any order. */
export interface PartsPlan {
  readonly marked: boolean;
  readonly reversed: boolean;
  /** Between two pieces, in milliseconds. */
  readonly apartMs: number;
}

/** Septets of one piece, with room for the mark. */
const PIECE = 140;

/** A phone texts the hotline something long, which arrives as several texts. Resolves when all are in the carrier's file. */
export async function textInParts(
  carrier: Carrier,
  from: string,
  to: string,
  body: string,
  { marked, reversed, apartMs }: PartsPlan,
): Promise<{ readonly texts: readonly TextRecord[]; readonly firstAnswer: Promise<number> }> {
  const characters = Array.from(body);
  const pieces = Array.from({ length: Math.max(Math.ceil(characters.length / PIECE), 1) }, (_, index) =>
    characters.slice(index * PIECE, (index + 1) * PIECE).join(''),
  );
  const parts = pieces.map((piece, index) => (marked ? `(${index + 1}/${pieces.length}) ${piece}` : piece));
  const texts: TextRecord[] = [];
  let answers: Promise<number>[] = [];
  for (const [index, part] of (reversed ? parts.toReversed() : parts).entries()) {
    if (index > 0 && apartMs > 0) await pause(apartMs, undefined, { signal: carrier.closing }).catch(() => undefined);
    const { text, firstAnswer } = await textTheHotline(carrier, from, to, part);
    texts.push(text);
    answers = [...answers, firstAnswer];
  }
  return { texts, firstAnswer: Promise.all(answers).then((all) => all.at(-1) ?? 0) };
}
