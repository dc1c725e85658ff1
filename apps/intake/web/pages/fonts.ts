import { fontData } from './font-data.js';

/** A file of characters in one weight. */
export interface Font {
  readonly name: string;
  /** As the stylesheet calls it. */
  readonly family: string;
  readonly weight: string;
  /** What the file holds, as the stylesheet says it. Anything else is shown in a font of the reader's device. */
  readonly range: string;
  readonly content: Buffer;
}

/** English and French, and the names of their neighbours. */
const textRange =
  'U+20-7E, U+A0-FF, U+152-153, U+178, U+2010-2014, U+2018-201A, U+201C-201E, U+2022, U+2026, U+202F, U+2039-203A, U+20AC';
/** English and French alone. */
const headingRange =
  'U+20-7E, U+A0, U+AB, U+BB, U+C0, U+C2, U+C7-CB, U+CE-CF, U+D4, U+D9, U+DB-DC, U+E0, U+E2, U+E7-EB, U+EE-EF, U+F4, U+F9, U+FB-FC, U+FF, U+152-153, U+178, U+2011, U+2013-2014, U+2019, U+2026';

const font = (name: string, family: string, weight: string, range: string, data: string): Font => ({
  name,
  family,
  weight,
  range,
  content: Buffer.from(data, 'base64'),
});

/** Lato for headings, Noto Sans for everything else, as the GC Design System has it. Nothing on a page is slanted. */
export const fonts: readonly Font[] = [
  font('text', 'Hotline Text', '400', textRange, fontData.text),
  font('text-strong', 'Hotline Text', '500 700', textRange, fontData.textStrong),
  font('headings', 'Hotline Headings', '700', headingRange, fontData.headings),
];
