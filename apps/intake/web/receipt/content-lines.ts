/** A name with its parameters, and a value as it is written. */
export type ContentLine = readonly [name: string, value: string];

/** Longest line of a file, in bytes without its end; what is longer goes on in the next, behind a space. */
const longest = 75;

/** The lines of an iCalendar object (RFC 5545, 3.1) or of a vCard (RFC 2425, 5.8.1), folded between characters. */
export function writeContentLines(lines: readonly ContentLine[]): string {
  return lines.map(([name, value]) => `${fold(`${name}:${value}`)}\r\n`).join('');
}

/** A text as a value: nothing in it ends the value, the line or the object (RFC 5545, 3.3.11; RFC 2426, 4). */
export function textValue(text: string): string {
  return text
    .replaceAll(/[\\;,]/g, (mark) => `\\${mark}`)
    .replaceAll(/\r\n|\r|\n/g, '\\n')
    .replaceAll(/\p{Cc}/gu, '');
}

function fold(line: string): string {
  const folded: string[] = [];
  let part = '';
  for (const character of line) {
    if (Buffer.byteLength(part) + Buffer.byteLength(character) > longest) {
      folded.push(part);
      part = ' ';
    }
    part += character;
  }
  return [...folded, part].join('\r\n');
}
