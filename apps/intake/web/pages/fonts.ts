import { fontData } from './font-data.js';

/** A file of characters in one weight. */
export interface Font {
  readonly name: string;
  /** As the stylesheet calls it. */
  readonly family: string;
  readonly weight: string;
  readonly content: Buffer;
}

const font = (name: string, family: string, weight: string, data: string): Font => ({
  name,
  family,
  weight,
  content: Buffer.from(data, 'base64'),
});

/** Lato for headings, Noto Sans for everything else, as the GC Design System has it. Nothing on a page is slanted. */
export const fonts: readonly Font[] = [
  font('text', 'Hotline Text', '400', fontData.text),
  font('text-strong', 'Hotline Text', '500 700', fontData.textStrong),
  font('headings', 'Hotline Headings', '700', fontData.headings),
];

/** What the files hold: English and French. Anything else a reporter may write is shown in a font of their device. */
export const fontRange =
  'U+20-7E, U+A0-FF, U+152-153, U+178, U+2010-2014, U+2018-201A, U+201C-201E, U+2022, U+2026, U+202F, U+2039-203A, U+20AC';
