import { measureSms } from '../notification/sms-segments.js';

/** A text as it came. Its order is that of its arrival, which need not be that of its writing. */
export interface ArrivedPart {
  readonly body: string;
  readonly receivedAt: Date;
}

/** Parts of one text come within so many milliseconds of one another. */
export const partsApartMs = 90_000;

/** Which of how many parts a text says that it is: "(1/3)", "2/3", "[3 of 3]", « (2 de 3) »; null when it does not say. */
export function partMark(body: string): { readonly number: number; readonly of: number } | null {
  const head = /^\s*[([]?\s*(\d{1,2})\s*(?:\/|of|de|sur)\s*(\d{1,2})\s*[)\]:.]?(?=\s|$)/i.exec(body.slice(0, 40));
  const tail = /(?:^|\s)[([]\s*(\d{1,2})\s*(?:\/|of|de|sur)\s*(\d{1,2})\s*[)\]]\s*$/i.exec(body.slice(-40));
  const [, number, of] = head ?? tail ?? [];
  const mark = { number: Number(number), of: Number(of) };
  return mark.of >= 2 && mark.number >= 1 && mark.number <= mark.of ? mark : null;
}

/** A text without the mark that says which part it is. */
function withoutMark(body: string): string {
  if (partMark(body) === null) return body;
  return body
    .replace(/^\s*[([]?\s*\d{1,2}\s*(?:\/|of|de|sur)\s*\d{1,2}\s*[)\]:.]?(?=\s|$)\s*/i, '')
    .replace(/\s*[([]\s*\d{1,2}\s*(?:\/|of|de|sur)\s*\d{1,2}\s*[)\]]\s*$/i, '');
}

/** Whether a text fills its segments, so that its end may be a cut and not an end. */
function isFull(body: string): boolean {
  const { encoding, messageBits } = measureSms(body);
  const units = messageBits / (encoding === 'GSM-7' ? 7 : 16);
  const rooms = encoding === 'GSM-7' ? [160, 153] : [70, 67];
  return rooms.some((room) => units >= room - 2 && (units % room === 0 || units % room >= room - 2));
}

/**
 * What one person texted in pieces, as one text: parts that say their number in that order, whenever they came, all others in
 * the order of their arrival. What a carrier cut within a word grows together again.
 */
export function joinTexts(parts: readonly ArrivedPart[]): string {
  const arrived = parts.toSorted((a, b) => a.receivedAt.getTime() - b.receivedAt.getTime());
  const ordered = inTheirOrder(arrived);
  let joined = '';
  let cut = false;
  for (const { body } of ordered) {
    const piece = withoutMark(body);
    if (joined === '') joined = piece;
    else joined += cut && isWithinSentence(joined, piece) ? piece : `\n${piece.trim()}`;
    cut = isFull(body);
  }
  return joined;
}

/** A cut leaves a word, or a space, on one side and a small letter on the other. */
function isWithinSentence(before: string, piece: string): boolean {
  return /[\p{L}\d,] ?$/u.test(before) && /^ ?[\p{Ll}\d]/u.test(piece);
}

/** Sets of numbered parts stand where their first arrival stood. */
function inTheirOrder(arrived: readonly ArrivedPart[]): readonly ArrivedPart[] {
  const placed: ArrivedPart[] = [];
  const used = new Set<ArrivedPart>();
  for (const part of arrived) {
    if (used.has(part)) continue;
    const mark = partMark(part.body);
    const set =
      mark === null
        ? [part]
        : arrived
            .filter(
              (other) =>
                !used.has(other) &&
                partMark(other.body)?.of === mark.of &&
                other.receivedAt.getTime() - part.receivedAt.getTime() <= partsApartMs,
            )
            .toSorted((a, b) => (partMark(a.body)?.number ?? 0) - (partMark(b.body)?.number ?? 0));
    for (const member of set) used.add(member);
    placed.push(...set);
  }
  return placed;
}
