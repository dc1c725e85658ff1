/**
 * What somebody has typed and not sent, kept in this browser so that a reload, a lost session or another page does not cost it.
 * It belongs to one person: whoever signs in next at this machine neither sees nor keeps it, and signing out wipes it.
 */

const prefix = 'vigil.draft.';
/** Longer than a shift: what is older is of another night. Milliseconds. */
const keptFor = 24 * 60 * 60 * 1_000;

/** One field at one incident, of one person. */
export interface DraftPlace {
  readonly userId: string;
  readonly incidentId: string;
  readonly field: string;
}

/** The part of Storage that drafts use. */
export type DraftShelf = Pick<Storage, 'getItem' | 'setItem' | 'removeItem' | 'key' | 'length'>;

const keyOf = ({ userId, incidentId, field }: DraftPlace): string => `${prefix}${userId}.${incidentId}.${field}`;

/** Empty when there is none, or when it is too old. */
export function readDraft(shelf: DraftShelf, place: DraftPlace, now: number): string {
  const { text, at } = parse(shelf.getItem(keyOf(place)));
  return now - at < keptFor ? text : '';
}

/** An empty text is no draft. A browser that keeps nothing, or is full, still works for this visit. */
export function keepDraft(shelf: DraftShelf, place: DraftPlace, text: string, now: number): void {
  try {
    if (text === '') shelf.removeItem(keyOf(place));
    else shelf.setItem(keyOf(place), JSON.stringify({ text, at: now }));
  } catch {
    // Nothing to be done about it, and nothing is lost that is on the screen.
  }
}

/** Wipes the drafts of everybody but one person, and those that are too old. */
export function keepOnlyDraftsOf(shelf: DraftShelf, userId: string, now: number): void {
  for (const key of draftKeys(shelf)) {
    const isOwn = key.startsWith(`${prefix}${userId}.`);
    if (!isOwn || now - parse(shelf.getItem(key)).at >= keptFor) shelf.removeItem(key);
  }
}

export function wipeDrafts(shelf: DraftShelf): void {
  for (const key of draftKeys(shelf)) shelf.removeItem(key);
}

function draftKeys(shelf: DraftShelf): readonly string[] {
  return Array.from({ length: shelf.length }, (_, place) => shelf.key(place) ?? '').filter((key) =>
    key.startsWith(prefix),
  );
}

function parse(kept: string | null): { readonly text: string; readonly at: number } {
  try {
    const { text, at } = JSON.parse(kept ?? '{}') as { readonly text?: unknown; readonly at?: unknown };
    return typeof text === 'string' && typeof at === 'number' ? { text, at } : { text: '', at: 0 };
  } catch {
    return { text: '', at: 0 };
  }
}
