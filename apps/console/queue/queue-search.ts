/** What narrows the queue, by the names that the API has for it. The same stand in the console's address. */
export const filterNames = [
  'state',
  'severity',
  'category',
  'account',
  'party',
  'holder',
  'unacknowledged',
  'flag',
  'since',
  'q',
] as const;

export type FilterName = (typeof filterNames)[number];
export type QueueSearch = Readonly<Partial<Record<FilterName, string>>>;

/** What of an address is a filter. The router reads `1` as a number; here everything is text, as the API takes it. */
export function readSearch(search: Readonly<Record<string, unknown>>): QueueSearch {
  const told = filterNames.flatMap((name) => {
    const value = search[name];
    const text = typeof value === 'string' || typeof value === 'number' ? String(value).trim().slice(0, 600) : '';
    return text === '' ? [] : [[name, text] as const];
  });
  return Object.fromEntries(told);
}

/** The same filter with one part changed; an empty part is left out. */
export function withFilter(search: QueueSearch, name: FilterName, value: string): QueueSearch {
  return readSearch({ ...search, [name]: value });
}

export function isSameSearch(a: QueueSearch, b: QueueSearch): boolean {
  return filterNames.every((name) => a[name] === b[name]);
}
