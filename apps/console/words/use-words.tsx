import { useQueryClient } from '@tanstack/react-query';
import {
  createContext,
  type ReactNode,
  useCallback,
  useContext,
  useEffect,
  useLayoutEffect,
  useMemo,
  useState,
} from 'react';
import type { Language } from '#contracts';
import { recall, remember } from '../frame/browser-memory.js';
import { en } from './words.en.js';
import { fr } from './words.fr.js';
import type { Words } from './words.js';

const catalogues: Readonly<Record<Language, Words>> = { en, fr };
const isLanguage = (value: string | null): value is Language => value === 'en' || value === 'fr';

interface Spoken {
  readonly words: Words;
  /** Chosen by hand: kept in this browser, and stronger than the language of the account. */
  readonly choose: (language: Language) => void;
}

const WordsContext = createContext<Spoken>({ words: en, choose: () => {} });

export const useWords = (): Spoken => useContext(WordsContext);

/** The language of everything below: what was chosen here, else the account's, else the browser's. */
export function WordsProvider({
  account,
  children,
}: {
  readonly account: Language | null;
  readonly children: ReactNode;
}) {
  const client = useQueryClient();
  const [chosen, setChosen] = useState<Language | null>(() => {
    const kept = recall('language');
    return isLanguage(kept) ? kept : null;
  });
  const language = chosen ?? account ?? (navigator.language.startsWith('fr') ? 'fr' : 'en');
  // Before any effect that fetches: the first requests already say which language to answer in.
  useLayoutEffect(() => {
    document.documentElement.lang = language;
  }, [language]);
  const choose = useCallback((next: Language) => {
    remember('language', next);
    setChosen(next);
  }, []);
  useEffect(() => {
    // What the server writes (steps, tasks, refusals) follows the language that is asked for.
    if (chosen !== null) void client.invalidateQueries();
  }, [chosen, client]);
  const spoken = useMemo(() => ({ words: catalogues[language], choose }), [language, choose]);
  return <WordsContext value={spoken}>{children}</WordsContext>;
}
