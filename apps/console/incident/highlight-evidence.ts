/** A stretch of a report's text; `reasons` are the places (from 0) of the rules that it fired. */
export interface Stretch {
  /** Where it begins in the text. */
  readonly at: number;
  readonly text: string;
  readonly reasons: readonly number[];
}

/** Bounds the work on hostile text: so many places of one piece of evidence are marked, so many in all. */
const longestList = 40;
const mostPlaces = 400;

/**
 * Cuts a text at the words that made rules fire. Pieces of evidence are joined by “ … ” where a rule needed several; each is
 * marked wherever it stands as a word of its own. Joined together, the stretches are the text again.
 */
export function highlightEvidence(text: string, evidence: readonly string[]): readonly Stretch[] {
  const folded = foldCase(text);
  const marks: { readonly start: number; readonly end: number; readonly reason: number }[] = [];
  for (const [reason, joined] of evidence.entries()) {
    for (const piece of joined.split(' … ')) {
      const wanted = foldCase(piece.trim());
      if (wanted.length < 2) continue;
      let found = 0;
      for (
        let at = folded.indexOf(wanted);
        at !== -1 && found < longestList && marks.length < mostPlaces;
        at = folded.indexOf(wanted, at + wanted.length)
      ) {
        if (!isWhole(folded, at, at + wanted.length)) continue;
        marks.push({ start: at, end: at + wanted.length, reason });
        found += 1;
      }
    }
  }
  const cuts = [...new Set([0, text.length, ...marks.flatMap(({ start, end }) => [start, end])])].toSorted(
    (a, b) => a - b,
  );
  return cuts.slice(0, -1).map((start, place) => {
    const end = cuts[place + 1] ?? text.length;
    const reasons = marks.filter((mark) => mark.start <= start && mark.end >= end).map(({ reason }) => reason);
    return { at: start, text: text.slice(start, end), reasons: [...new Set(reasons)] };
  });
}

/** Lower case, letter for letter: what would change the length (as İ does) stays, so that places still agree. */
function foldCase(text: string): string {
  const lower = text.toLowerCase();
  return lower.length === text.length ? lower : text;
}

const wordCharacter = /[\p{L}\p{N}]/u;

function isWhole(text: string, start: number, end: number): boolean {
  const cutsBefore = wordCharacter.test(text.charAt(start - 1)) && wordCharacter.test(text.charAt(start));
  const cutsAfter = wordCharacter.test(text.charAt(end - 1)) && wordCharacter.test(text.charAt(end));
  return !cutsBefore && !cutsAfter;
}
