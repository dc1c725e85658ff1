/** The GSM 7-bit alphabet (3GPP TS 23.038): a text of these alone takes 160 characters, any other only 70. */
const basic = new Set(
  '@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !"#¤%&\'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà',
);

/** Its extension table: an escape and the character, two places that are never parted. */
const extended = new Set('^{}\\[~]|€\f');

/** Places (septets) that a character takes in the GSM 7-bit alphabet; 0 when the alphabet lacks it. */
export function gsmPlaces(character: string): 0 | 1 | 2 {
  if (basic.has(character)) return 1;
  return extended.has(character) ? 2 : 0;
}

export function isGsm7(text: string): boolean {
  return Array.from(text).every((character) => gsmPlaces(character) > 0);
}
