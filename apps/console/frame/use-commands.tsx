import { createContext, type ReactNode, useContext, useEffect, useState, useSyncExternalStore } from 'react';
import { recall } from './browser-memory.js';
import { type Command, CommandRegistry } from './commands.js';

const CommandsContext = createContext(new CommandRegistry());

/**
 * Holds what can be done, and does what has a single key when it is pressed. Single keys can be switched off (WCAG 2.1.4), and
 * never act while somebody types or a dialog is open.
 */
export function CommandsProvider({ children }: { readonly children: ReactNode }) {
  const [registry] = useState(() => new CommandRegistry());
  useEffect(() => {
    function press(event: KeyboardEvent) {
      if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || event.repeat) return;
      if (recall('single-keys') === 'off' || isTyping(event.target) || isDialogOpen()) return;
      const command = registry.withKey(event.key);
      if (command === undefined) return;
      event.preventDefault();
      command.run();
    }
    window.addEventListener('keydown', press);
    return () => window.removeEventListener('keydown', press);
  }, [registry]);
  return <CommandsContext value={registry}>{children}</CommandsContext>;
}

/** Offers these for as long as whoever calls it is shown. The caller keeps the list the same until it changes. */
export function useCommands(commands: readonly Command[]): void {
  const registry = useContext(CommandsContext);
  useEffect(() => registry.add(commands), [registry, commands]);
}

export function useAllCommands(): readonly Command[] {
  const registry = useContext(CommandsContext);
  return useSyncExternalStore(registry.subscribe, registry.all);
}

export const isDialogOpen = (): boolean => document.querySelector('dialog[open]') !== null;

function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    target.closest('input:not([type=checkbox], [type=radio]), textarea, select, [contenteditable]') !== null
  );
}
