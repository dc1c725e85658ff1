import { useEffect } from 'react';
import { recall } from './browser-memory.js';

/** Single keys can be switched off (WCAG 2.1.4), and never act while somebody types or a dialog is open. */
export function useSingleKeys(actions: Readonly<Record<string, () => void>>): void {
  useEffect(() => {
    function press(event: KeyboardEvent) {
      if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || event.repeat) return;
      if (recall('single-keys') === 'off' || isTyping(event.target) || document.querySelector('dialog[open]') !== null)
        return;
      const act = Object.hasOwn(actions, event.key) ? actions[event.key] : undefined;
      if (act === undefined) return;
      event.preventDefault();
      act();
    }
    window.addEventListener('keydown', press);
    return () => window.removeEventListener('keydown', press);
  }, [actions]);
}

function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    target.closest('input:not([type=checkbox], [type=radio]), textarea, select, [contenteditable]') !== null
  );
}
