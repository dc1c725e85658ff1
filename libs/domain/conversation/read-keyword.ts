import { plainWords, setOf } from './words.js';

/** A word that carriers make every sender of texts obey or answer, in the language that it is in. */
export interface CarrierKeyword {
  readonly kind: 'stop' | 'start' | 'help';
  readonly language: 'en' | 'fr';
}

const keywords: readonly (readonly [CarrierKeyword, ReadonlySet<string>])[] = [
  [{ kind: 'stop', language: 'en' }, setOf('stop stopall unsubscribe cancel end quit revoke optout')],
  [{ kind: 'stop', language: 'fr' }, setOf('arret arreter desabonner desabonnement')],
  [{ kind: 'start', language: 'en' }, setOf('start unstop optin')],
  [{ kind: 'start', language: 'fr' }, setOf('debut reprendre reabonner')],
  [{ kind: 'help', language: 'en' }, setOf('help info')],
  [{ kind: 'help', language: 'fr' }, setOf('aide')],
];

/** Keywords of two words, as one. */
const joined: Readonly<Record<string, string>> = { 'opt out': 'optout', 'opt in': 'optin', 'stop all': 'stopall' };

/**
 * Reads a carrier's keyword: alone, in any case, accented or not, with whatever signs around it, repeated or not. With any
 * other word beside it, it is somebody's sentence: "HELP my account is hacked" is a report.
 */
export function readKeyword(text: string): CarrierKeyword | null {
  const words = plainWords(text);
  const distinct = [...new Set(words)];
  const [word = ''] = distinct;
  const only = distinct.length === 1 ? word : (joined[words.join(' ')] ?? null);
  if (only === null) return null;
  return keywords.find(([, spellings]) => spellings.has(only))?.[0] ?? null;
}
