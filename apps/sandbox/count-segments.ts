/** GSM 03.38 basic alphabet: one septet each. */
const BASIC =
  '@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !"#¤%&\'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà';
/** Its extension table: an escape and one septet. */
const EXTENDED = '^{}\\[~]|€\f';

const SEPTETS = new Map([
  ...Array.from(BASIC, (character) => [character, 1] as const),
  ...Array.from(EXTENDED, (character) => [character, 2] as const),
]);

/** How many SMS a text is sent as: 160 septets in one and 153 in each of several, or 70 and 67 UTF-16 units. */
export function countSegments(body: string): number {
  let septets = 0;
  for (const character of body) {
    const size = SEPTETS.get(character);
    if (size === undefined) return body.length <= 70 ? 1 : Math.ceil(body.length / 67);
    septets += size;
  }
  return septets <= 160 ? 1 : Math.ceil(septets / 153);
}
