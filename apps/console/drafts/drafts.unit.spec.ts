import { beforeEach, describe, expect, it } from 'vitest';
import { type DraftShelf, keepDraft, keepOnlyDraftsOf, readDraft, wipeDrafts } from './drafts.js';

class Shelf implements DraftShelf {
  readonly kept = new Map<string, string>([['vigil.language', 'fr']]);
  isFull = false;
  get length() {
    return this.kept.size;
  }
  key = (place: number) => [...this.kept.keys()][place] ?? null;
  getItem = (key: string) => this.kept.get(key) ?? null;
  removeItem = (key: string) => void this.kept.delete(key);
  setItem(key: string, value: string) {
    if (this.isFull) throw new Error('QuotaExceededError');
    this.kept.set(key, value);
  }
}

const hour = 3_600_000;
const place = { userId: 'priya', incidentId: 'i1', field: 'message' } as const;

describe('what is typed and not sent', () => {
  let shelf: Shelf;
  beforeEach(() => {
    shelf = new Shelf();
    keepDraft(shelf, place, 'We are', hour);
    keepDraft(shelf, place, 'We are on it', hour);
  });

  it.each([
    ['the same field', place, 2, 'We are on it'],
    ['the same field a day later', place, 25, ''],
    ['another field', { ...place, field: 'note' }, 2, ''],
    ['another incident', { ...place, incidentId: 'i2' }, 2, ''],
    ['another person', { ...place, userId: 'daniel' }, 2, ''],
  ])('is there for %s', (_, at, hours, text) => {
    expect(readDraft(shelf, at, hours * hour)).toBe(text);
  });

  it('goes when it is sent', () => {
    keepDraft(shelf, place, '', 2 * hour);
    expect([...shelf.kept.keys()]).toEqual(['vigil.language']);
  });

  it('goes when somebody else signs in, and stays for the same person', () => {
    keepDraft(shelf, { ...place, incidentId: 'i2' }, 'Of another night', -24 * hour);
    keepOnlyDraftsOf(shelf, 'priya', 2 * hour);
    expect(readDraft(shelf, place, 2 * hour)).toBe('We are on it');
    expect(shelf.kept.size).toBe(2);
    keepOnlyDraftsOf(shelf, 'daniel', 2 * hour);
    expect([...shelf.kept.keys()]).toEqual(['vigil.language']);
  });

  it('goes when its person signs out; a preference stays', () => {
    wipeDrafts(shelf);
    expect([...shelf.kept.keys()]).toEqual(['vigil.language']);
  });

  it.each(['nonsense', 'null', '[]', '{"text": 3, "at": "x"}'])('is none when the browser keeps %s', (kept) => {
    shelf.kept.set('vigil.draft.priya.i1.message', kept);
    expect(readDraft(shelf, place, 2 * hour)).toBe('');
  });

  it('is not kept by a browser that is full, and nothing breaks', () => {
    shelf.isFull = true;
    keepDraft(shelf, { ...place, field: 'note' }, 'Too much', hour);
    expect(readDraft(shelf, { ...place, field: 'note' }, hour)).toBe('');
  });
});
