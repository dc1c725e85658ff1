/** The GSM 7-bit alphabet (3GPP TS 23.038): a text of these alone takes 160 characters, any other only 70. */
const basic = new Set(
  '@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !"#¤%&\'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà',
);

/** These take two places each. */
const extended = new Set('^{}\\[~]|€\f');

export function isGsm7(text: string): boolean {
  return Array.from(text).every((character) => basic.has(character) || extended.has(character));
}

/** Typographic characters that have a plain twin. French keeps é è à ù, which the alphabet has. */
const twins: Readonly<Record<string, string>> = {
  '’': "'",
  '‘': "'",
  '“': '"',
  '”': '"',
  '«': '"',
  '»': '"',
  '–': '-',
  '—': '-',
  '…': '...',
  œ: 'oe',
  Œ: 'OE',
  '\u00A0': ' ',
  '\u202F': ' ',
  '\u2011': '-',
  '\t': ' ',
};

/**
 * The nearest text in the GSM 7-bit alphabet, for messages of ours that must fit in one text: typographic signs become plain
 * ones, a letter that the alphabet lacks loses its accent, and what has no twin at all becomes a question mark. Not for what
 * people wrote themselves.
 */
export function toGsm7(text: string): string {
  return Array.from(text.normalize('NFC').replace(/«[ \u00A0]?|[ \u00A0]?»/g, '"'))
    .map((character) => {
      if (basic.has(character) || extended.has(character)) return character;
      const plain = twins[character] ?? character.normalize('NFD').replace(/\p{M}/gu, '');
      return isGsm7(plain) ? plain : '?';
    })
    .join('');
}

/** How many texts the carrier makes of a message: 160 places for one and 153 for each of several, or 70 and 67 in UCS-2. */
export function smsSegments(text: string): number {
  if (isGsm7(text)) {
    const places = Array.from(text).reduce((sum, character) => sum + (extended.has(character) ? 2 : 1), 0);
    return places <= 160 ? 1 : Math.ceil(places / 153);
  }
  return text.length <= 70 ? 1 : Math.ceil(text.length / 67);
}
