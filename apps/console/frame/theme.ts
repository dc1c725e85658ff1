import { useSyncExternalStore } from 'react';
import { recall, remember } from './browser-memory.js';

export type ThemeChoice = 'system' | 'light' | 'dark';

const darkness = () => matchMedia('(prefers-color-scheme: dark)');
const listeners = new Set<() => void>();

export function chosenTheme(): ThemeChoice {
  const kept = recall('theme');
  return kept === 'light' || kept === 'dark' ? kept : 'system';
}

/** The colours that are shown: what was chosen in this browser, else what its system has. */
export function shownTheme(): 'light' | 'dark' {
  const chosen = chosenTheme();
  if (chosen !== 'system') return chosen;
  return darkness().matches ? 'dark' : 'light';
}

export function chooseTheme(choice: ThemeChoice): void {
  remember('theme', choice);
  show();
}

/** From now on the page has the colours that are chosen. Before anything is drawn: nobody is dazzled at night. */
export function followTheme(): void {
  darkness().addEventListener('change', show);
  show();
}

function show(): void {
  document.documentElement.dataset['theme'] = shownTheme();
  for (const tell of listeners) tell();
}

export function onTheme(listener: () => void): () => void {
  listeners.add(listener);
  return () => void listeners.delete(listener);
}

export const useChosenTheme = (): ThemeChoice => useSyncExternalStore(onTheme, chosenTheme);
