import { gsmPlaces } from './sms-alphabet.js';

export interface SmsMeasure {
  readonly encoding: 'GSM-7' | 'UCS-2';
  /** How many texts the carrier makes of it; an empty one is one. */
  readonly segments: number;
  /** Septets in GSM-7; in UCS-2 the characters as a reader counts them. */
  readonly characters: number;
  /** Of the characters alone, in bits. */
  readonly messageBits: number;
  /** With the header that each of several segments carries, in bits. */
  readonly totalBits: number;
  /** The characters that keep it out of the GSM 7-bit alphabet, in their order. */
  readonly outsideGsm7: readonly string[];
}

const segmentBits = 140 * 8;
/** User data header that puts a text together again (3GPP TS 23.040, 9.2.3.24.1). */
const headerBits = 6 * 8;

const graphemes = new Intl.Segmenter('und', { granularity: 'grapheme' });

/**
 * What a text costs as SMS. One segment holds 160 septets or 70 UTF-16 units, each of several 153 or 67. No segment ends
 * within an extended character, a surrogate pair, or a character that a reader sees as one.
 */
export function measureSms(text: string): SmsMeasure {
  const outsideGsm7 = Array.from(text).filter((character) => gsmPlaces(character) === 0);
  const isGsm = outsideGsm7.length === 0;
  const sizes = isGsm ? Array.from(text, (character) => gsmPlaces(character) * 7) : unitsOf(text);
  const messageBits = sizes.reduce((sum, size) => sum + size, 0);
  const segments = messageBits <= segmentBits ? 1 : pack(sizes);
  return {
    encoding: isGsm ? 'GSM-7' : 'UCS-2',
    segments,
    characters: isGsm ? messageBits / 7 : charactersOf(text).length,
    messageBits,
    totalBits: messageBits + (segments === 1 ? 0 : segments * headerBits),
    outsideGsm7,
  };
}

/** How many texts the carrier makes of a message. */
export function smsSegments(text: string): number {
  return measureSms(text).segments;
}

function pack(sizes: readonly number[]): number {
  const room = segmentBits - headerBits;
  let segments = 1;
  let used = 0;
  for (const size of sizes) {
    if (used + size > room) {
      segments += 1;
      used = 0;
    }
    used += size;
  }
  return segments;
}

/** Bits of each character; one of more units than a segment holds is taken apart, pair by pair. */
function unitsOf(text: string): readonly number[] {
  return charactersOf(text).flatMap((character) =>
    character.length * 16 <= segmentBits - headerBits
      ? [character.length * 16]
      : Array.from(character, (point) => point.length * 16),
  );
}

/** Characters as a reader counts them, but a line break of two signs is two. */
function charactersOf(text: string): readonly string[] {
  return Array.from(graphemes.segment(text), ({ segment }) => segment).flatMap((character) =>
    character === '\r\n' ? ['\r', '\n'] : [character],
  );
}
