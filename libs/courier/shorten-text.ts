/** The longest text message that carriers take, in UTF-16 units (Twilio error 21617). */
export const longestText = 1_600;

/**
 * A text of at most `longest` units, ending in `tail`. One that is longer is cut after a word where there is one near the
 * end, never inside a character; what was left out is only ever the end.
 */
export function shortenText(text: string, longest = longestText, tail = '…'): string {
  if (text.length <= longest) return text;
  const room = Math.max(0, longest - tail.length);
  const splitsPair = /[\uD800-\uDBFF]/.test(text.charAt(room - 1));
  const cut = text.slice(0, splitsPair ? room - 1 : room);
  const end = Math.max(cut.lastIndexOf(' '), cut.lastIndexOf('\n'));
  return `${end > room * 0.8 ? cut.slice(0, end) : cut}${tail}`;
}
