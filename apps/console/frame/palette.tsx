/* oxlint-disable jsx-a11y/prefer-tag-over-role -- a list that a field with the focus works has no tag of its own (ARIA 1.2, combobox) */
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { type KeyboardEvent, useCallback, useEffect, useId, useRef, useState } from 'react';
import { call } from '../api/call.js';
import { useMay } from '../session/use-session.js';
import { nameOf } from '../words/naming.js';
import { useWords } from '../words/use-words.js';
import { type Command, commandGroups, fits } from './commands.js';
import { useCommandWords } from './command-words.js';
import { isDialogOpen, useAllCommands } from './use-commands.js';

/** How long nobody types before incidents are searched, and how many are shown. */
const pauseMs = 180;
const most = 8;

const isMac = /Mac|iP(hone|ad)/.test(navigator.platform);
export const paletteKey = isMac ? '⌘ K' : 'Ctrl K';

/** Everything that can be done from here, found by typing: a combobox with a list, worked by the keyboard alone. Ctrl-K opens it. */
export function Palette() {
  const w = useCommandWords();
  const dialog = useRef<HTMLDialogElement>(null);
  const [isOpen, setOpen] = useState(false);
  const open = useCallback(() => {
    setOpen(true);
    dialog.current?.showModal();
  }, []);
  useEffect(() => {
    function press(event: globalThis.KeyboardEvent) {
      const isOurs = (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey && event.key === 'k';
      if (!isOurs || event.isComposing || event.repeat) return;
      // Whatever the browser has under it, for example its own search.
      event.preventDefault();
      if (dialog.current?.open === true) dialog.current.close();
      else if (!isDialogOpen()) open();
    }
    window.addEventListener('keydown', press);
    return () => window.removeEventListener('keydown', press);
  }, [open]);
  return (
    <>
      <button type="button" className="quiet palette-button" aria-keyshortcuts="Control+K Meta+K" onClick={open}>
        {w.palette} <kbd aria-hidden="true">{paletteKey}</kbd>
      </button>
      <dialog ref={dialog} className="palette" aria-label={w.paletteTitle} onClose={() => setOpen(false)}>
        {isOpen && <Finder close={() => dialog.current?.close()} />}
      </dialog>
    </>
  );
}

function Finder({ close }: { readonly close: () => void }) {
  const w = useCommandWords();
  const id = useId();
  const field = useRef<HTMLInputElement>(null);
  const list = useRef<HTMLDivElement>(null);
  const [typed, setTyped] = useState('');
  const [chosen, setChosen] = useState(0);
  const commands = useAllCommands().filter(({ label, group }) => fits(typed, `${label} ${w.groups[group]}`));
  const found = useFoundIncidents(typed.trim());
  const shown = [...commands, ...found.commands];
  const at = Math.min(chosen, shown.length - 1);
  useEffect(() => {
    list.current?.querySelector('[aria-selected=true]')?.scrollIntoView({ block: 'nearest' });
  });
  useEffect(() => field.current?.focus(), []);

  const run = (command: Command) => {
    // Closing gives the focus back to where it was; what the command does comes after.
    close();
    command.run();
  };
  const press = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, PageDown: at + 8, PageUp: at - 8 }[event.key];
    const command = shown[at];
    if (to !== undefined && shown.length > 0) {
      const isStep = event.key.startsWith('Arrow');
      const last = shown.length - 1;
      setChosen(isStep ? (to + shown.length) % shown.length : Math.max(0, Math.min(last, to)));
    } else if (event.key === 'Enter' && command !== undefined) run(command);
    else return;
    event.preventDefault();
  };
  const groups = [
    ...commandGroups.map((group) => ({ title: w.groups[group], of: commands.filter((one) => one.group === group) })),
    { title: w.incidents, of: found.commands },
  ].filter(({ of }) => of.length > 0);
  return (
    <>
      <div className="palette-head">
        <input
          ref={field}
          type="text"
          role="combobox"
          aria-label={w.field}
          aria-expanded="true"
          aria-controls={`${id}-list`}
          aria-autocomplete="list"
          aria-activedescendant={shown.length > 0 ? `${id}-${at}` : undefined}
          placeholder={w.placeholder}
          autoComplete="off"
          spellCheck={false}
          maxLength={100}
          value={typed}
          onKeyDown={press}
          onChange={({ target }) => {
            setTyped(target.value);
            setChosen(0);
          }}
        />
        <button type="button" className="quiet" onClick={close}>
          {w.close}
        </button>
      </div>
      <div role="listbox" id={`${id}-list`} aria-label={w.list} className="palette-list" ref={list}>
        {groups.map(({ title, of }, place) => (
          <div role="group" key={title} aria-labelledby={`${id}-group-${place}`}>
            <p role="presentation" id={`${id}-group-${place}`}>
              {title}
            </p>
            {of.map((command) => {
              const index = shown.indexOf(command);
              return (
                // The field has the focus and the keys; a pointer may choose too.
                // oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/interactive-supports-focus
                <div
                  role="option"
                  key={command.id}
                  id={`${id}-${index}`}
                  aria-selected={index === at}
                  onPointerMove={() => setChosen(index)}
                  onClick={() => run(command)}
                >
                  <span>{command.label}</span>
                  {command.key !== undefined && <kbd aria-hidden="true">{command.key}</kbd>}
                </div>
              );
            })}
          </div>
        ))}
      </div>
      <output className="hint">
        {found.isSearching ? w.searching : shown.length === 0 ? w.none : w.found(shown.length)}
        {found.hasFailed && ` ${w.notSearched}`}
      </output>
    </>
  );
}

/** Incidents by reference or words, as the queue's own search finds them: the most urgent few, of those one may see. */
function useFoundIncidents(typed: string) {
  const { words } = useWords();
  const navigate = useNavigate();
  const mayRead = useMay('incident.read');
  const [q, setQ] = useState('');
  useEffect(() => {
    const timer = setTimeout(() => setQ(typed), pauseMs);
    return () => clearTimeout(timer);
  }, [typed]);
  const isAsked = mayRead && typed.length >= 2 && /[\p{L}\p{N}]/u.test(typed);
  const { data, error } = useQuery({
    queryKey: ['palette', q],
    queryFn: ({ signal }) => call('GET /incidents', { query: { q, state: 'all', limit: most }, signal }),
    enabled: isAsked && q === typed,
  });
  const items = isAsked && q === typed ? (data?.items ?? []) : [];
  return {
    isSearching: isAsked && (q !== typed || (data === undefined && error === null)),
    hasFailed: isAsked && q === typed && error !== null,
    commands: items.map(({ id, reference, category, severity, state }): Command => ({
      id: `incident ${id}`,
      group: 'incident',
      label: `${reference} ${nameOf(words.category, category)}, ${words.severity[severity]}, ${words.state[state]}`,
      run: () => void navigate({ to: '/incidents/$id', params: { id } }),
    })),
  };
}
