/** ICAO spelling alphabet, Annex 10 volume II: the same words in English and French. */
const spelling: Readonly<Record<string, string>> = Object.fromEntries(
  'Alfa Bravo Charlie Delta Echo Foxtrot Golf Hotel India Juliett Kilo Lima Mike November Oscar Papa Quebec Romeo Sierra Tango Uniform Victor Whiskey X-ray Yankee Zulu'
    .split(' ')
    .map((word) => [word.charAt(0), word]),
);

/** A reference as one says it over a bad line: `K7Q4-MPX` is "Kilo 7 Quebec 4, Mike Papa X-ray". */
export function spellOut(reference: string): string {
  return reference
    .split('-')
    .map((group) => Array.from(group, (symbol) => spelling[symbol] ?? symbol).join(' '))
    .join(', ');
}
