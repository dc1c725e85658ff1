/** The list with one of its items a place further up or down. */
export function reorder<T>(list: readonly T[], from: number, by: -1 | 1): readonly T[] {
  const [item] = list.slice(from, from + 1);
  return item === undefined ? list : list.toSpliced(from, 1).toSpliced(from + by, 0, item);
}
