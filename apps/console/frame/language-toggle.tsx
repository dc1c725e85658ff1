import { useWords } from '../words/use-words.js';

/** Names the other language in that language, as people look for it. */
export function LanguageToggle() {
  const { words, choose } = useWords();
  const { code, name } = words.otherLanguage;
  return (
    <button type="button" className="quiet" lang={code} onClick={() => choose(code)}>
      {name}
    </button>
  );
}
