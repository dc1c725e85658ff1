import { useCallback, useMemo, useRef, useState } from 'react';
import { useWords } from '../words/use-words.js';
import { recall, remember } from './browser-memory.js';
import { type KeyedName, keyOf } from './commands.js';
import { useCommandWords } from './command-words.js';
import { paletteKey } from './palette.js';
import { useCommands } from './use-commands.js';

/** The button that shows the keys, and the dialog it opens; `?` opens it as well. */
export function KeysDialog() {
  const { words } = useWords();
  const dialog = useRef<HTMLDialogElement>(null);
  const [used, setUsed] = useState(() => recall('single-keys') !== 'off');
  const w = useCommandWords();
  const { help } = w.named;
  const show = useCallback(() => dialog.current?.showModal(), []);
  useCommands(
    useMemo(() => [{ id: 'help', group: 'settings', label: help, key: keyOf.help, run: show }], [help, show]),
  );

  function use(on: boolean) {
    remember('single-keys', on ? 'on' : 'off');
    setUsed(on);
  }

  const rows = [
    [paletteKey, w.paletteTitle],
    ['Enter', words.keys.open],
    ...Object.entries(keyOf).map(([name, key]) => [key, w.named[name as KeyedName]] as const),
  ] as const;
  return (
    <>
      <button type="button" className="quiet keys-button" onClick={show}>
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
