/** What this browser keeps between visits: preferences only, never anything of an incident. */
type Preference =
  'alarm-sound' | 'alarm-volume' | 'alarm-notice' | 'language' | 'theme' | 'single-keys' | 'folded-sections';

/** Null when nothing is kept, or when the browser refuses to keep anything. */
export function recall(preference: Preference): string | null {
  try {
    return localStorage.getItem(`vigil.${preference}`);
  } catch {
    return null;
  }
}

export function remember(preference: Preference, value: string): void {
  try {
    localStorage.setItem(`vigil.${preference}`, value);
  } catch {
    // A browser that keeps nothing still works for this visit.
  }
}
