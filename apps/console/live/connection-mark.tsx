import { useWords } from '../words/use-words.js';
import { useLiveState } from './live-provider.js';

/** Whether what is on the screen is kept up by itself. Said by word and shape; announced when it changes. */
export function ConnectionMark() {
  const { words } = useWords();
  const state = useLiveState();
  return (
    <output className={`connection connection-${state}`} title={words.live.hint[state]}>
      <svg viewBox="0 0 12 12" aria-hidden="true">
        {state === 'open' ? <circle cx="6" cy="6" r="5" /> : <path d="M2 2l8 8M10 2l-8 8" />}
      </svg>
      {words.live.state[state]}
    </output>
  );
}
