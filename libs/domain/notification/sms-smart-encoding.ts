import { gsmPlaces, isGsm7 } from './sms-alphabet.js';
import { smsSegments } from './sms-segments.js';

/** What carriers put in the place of look-alikes (Twilio’s list of smart encoding), most of them typography. */
const lookAlikes: readonly (readonly [string, string])[] = [
  ['"', '«»“”ʺˮ‟❝❞〝〞„'],
  ["'", '‘’ʻˈʼʽʹ‛´ˊ`ˋ❛❜\u0313\u0314︐︑‗'],
  ['/', '÷⧸\u0337\u0338⁄∕'],
  ['1/4', '¼'],
  ['1/2', '½'],
  ['3/4', '¾'],
  ['\\', '⧹⧵\u20E5﹨'],
  ['_', '\u0332'],
  ['|', '\u20D2\u20D3∣⎸⎹⏐⎜⎟'],
  ['-', '⎼⎽―﹣‐⁃—–•'],
  ['@', '﹫'],
  ['$', '﹩'],
  ['!', 'ǃ︕﹗'],
  ['#', '﹟'],
  ['%', '﹪'],
  ['&', '﹠'],
  [',', '‚\u0326﹐﹑､、'],
  ['(', '❨❪﹙⟮⦅'],
  [')', '❩❫﹚⟯⦆'],
  ['*', '⁎∗⊛✢✣✤✥✱✲✳✺✻✼✽❃❉❊❋⧆﹡'],
  ['+', '˖﹢'],
  ['.', '。﹒｡'],
  [':', 'ː˸⦂꞉︓'],
  [';', '⁏︔﹔'],
  ['<', '﹤›'],
  ['=', '\u0347꞊﹦'],
  ['>', '﹥‹'],
  ['?', '︖﹖'],
  ['^', 'ˆ\u0302\u1DCD'],
  ['{', '❴﹛'],
  ['}', '❵﹜'],
  ['~', '˜˷\u0303\u0330\u0334∼'],
  ['!!', '‼'],
  ['...', '…'],
  [' ', '\u2028\u2029\u2001'],
  [
    '  ',
    '\u00A0\u2000\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200A\u202F\u205F\u3000\u008D\u009F\u0080\u0090\u009B',
  ],
  ['       ', '\t'],
  ['', '\u0000\u0003\u0004\u0010\u0011\u0012\u0013\u0014\u0017\u0019\u200B\u2060\uFEFF'],
];

/** Small capitals, in the order of the letters beside them. */
const smallCapitals = 'ᴀʙᴄᴅᴇꜰɢʜɪᴊᴋʟᴍɴᴏᴘʀꜱᴛᴜᴠᴡʏᴢ';
const capitals = 'ABCDEFGHIJKLMNOPRSTUVWYZ';

const encoded: ReadonlyMap<string, string> = new Map([
  ...lookAlikes.flatMap(([plain, signs]) => Array.from(signs, (sign) => [sign, plain] as const)),
  ...Array.from(smallCapitals, (small, index) => [small, capitals.charAt(index)] as const),
  // Full-width forms stand in the order of ASCII.
  ...Array.from({ length: 0x5e }, (_, index) => {
    const wide = String.fromCharCode(0xff01 + index);
    return [wide, String.fromCharCode(0x21 + index)] as const;
  }),
]);

/** A text as carriers' "smart encoding" would send it, look-alikes replaced and every other character kept. */
export function smartEncode(text: string): string {
  return Array.from(text, (character) => encoded.get(character) ?? character).join('');
}

/** Where a typist would write otherwise than smart encoding does: one space for a no-break space, none within guillemets. */
const typed: Readonly<Record<string, string>> = {
  œ: 'oe',
  Œ: 'OE',
  '\u2011': '-',
};

/** Typography as a typist without it would write it; every letter stays. */
export function asTyped(text: string): string {
  const spaced = text
    .normalize('NFC')
    .replace(/«[ \u00A0\u202F]?|[ \u00A0\u202F]?»/g, '"')
    .replace(/[\u00A0\u202F\t]/g, ' ')
    .replace(/[‹›]/g, "'");
  return Array.from(spaced, (character) => typed[character] ?? encoded.get(character) ?? character).join('');
}

/**
 * The nearest text in the GSM 7-bit alphabet, for messages of ours that must be as few texts as can be: typography as typed, a
 * letter that the alphabet lacks loses its accent, and what has no twin at all becomes a question mark. Not for what people
 * wrote themselves.
 */
export function toGsm7(text: string): string {
  return Array.from(asTyped(text), (character) => {
    if (gsmPlaces(character) > 0) return character;
    const plain = character.normalize('NFD').replace(/\p{M}/gu, '');
    return isGsm7(plain) ? plain : '?';
  }).join('');
}

/** A text as it is sent: with typography as typed where that makes it fewer texts, as it was written otherwise. */
export function withFewestSegments(text: string): string {
  const plain = asTyped(text);
  return smsSegments(plain) < smsSegments(text) ? plain : text;
}
