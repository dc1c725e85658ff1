/** The name of a term in a catalogue; a term that the catalogue does not know yet is shown as it is, readably. */
export function nameOf(names: Readonly<Record<string, string>>, term: string): string {
  return Object.hasOwn(names, term) ? (names[term] ?? term) : term.replaceAll(/[_.-]+/gu, ' ');
}
