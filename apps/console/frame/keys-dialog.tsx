import { useMemo, useRef, useState } from 'react';
import { queueWords } from '../queue/queue-words.js';
import { useWords } from '../words/use-words.js';
import { recall, remember } from './browser-memory.js';
import { useSingleKeys } from './single-keys.js';

/** The button that shows the keys, and the dialog it opens; `?` opens it as well. */
export function KeysDialog() {
  const { words } = useWords();
  const dialog = useRef<HTMLDialogElement>(null);
  const [used, setUsed] = useState(() => recall('single-keys') !== 'off');
  useSingleKeys(useMemo(() => ({ '?': () => dialog.current?.showModal() }), []));

  function use(on: boolean) {
    remember('single-keys', on ? 'on' : 'off');
    setUsed(on);
  }

  const rows = [
    ['j', words.keys.next],
    ['k', words.keys.previous],
    ['Enter', words.keys.open],
    ['c', queueWords[words.language].keys.take],
    ['x', queueWords[words.language].keys.select],
    ['/', queueWords[words.language].keys.search],
    ['u', words.keys.queue],
    ['?', words.keys.help],
  ] as const;
  return (
    <>
      <button type="button" className="quiet keys-button" onClick={() => dialog.current?.showModal()}>
        {words.frame.keys}
      </button>
      <dialog ref={dialog} aria-labelledby="keys-title">
        <h2 id="keys-title">{words.keys.title}</h2>
        <dl className="keys">
          {rows.map(([key, meaning]) => (
            <div key={key}>
              <dt>
                <kbd>{key}</kbd>
              </dt>
              <dd>{meaning}</dd>
            </div>
          ))}
        </dl>
        <label className="check">
          <input type="checkbox" checked={used} onChange={(event) => use(event.target.checked)} />
          {words.keys.use}
        </label>
        <p className="hint">{words.keys.useHint}</p>
        <button type="button" onClick={() => dialog.current?.close()}>
          {words.keys.close}
        </button>
      </dialog>
    </>
  );
}
