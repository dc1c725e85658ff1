/** What a name becomes as a key: its letters without accents, and its digits; empty when it has neither. */
export function keyOf(name: string): string {
  const plain = name.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase();
  return plain
    .split(/[^a-z0-9]+/u)
    .filter((part) => part !== '')
    .join('-');
}
