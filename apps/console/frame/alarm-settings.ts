import { useSyncExternalStore } from 'react';
import { recall, remember } from './browser-memory.js';

/** How this browser calls for attention when a critical incident comes in. Each browser has its own: a shared screen is not a laptop. */
export interface AlarmSettings {
  readonly sound: boolean;
  /** From 1 to 10. */
  readonly volume: number;
  readonly notice: boolean;
}

const listeners = new Set<() => void>();
let known: AlarmSettings = read();

function read(): AlarmSettings {
  const volume = Number(recall('alarm-volume') ?? Number.NaN);
  return {
    sound: recall('alarm-sound') === 'on',
    volume: Number.isInteger(volume) && volume >= 1 && volume <= 10 ? volume : 5,
    notice: recall('alarm-notice') === 'on',
  };
}

function changed(): void {
  known = read();
  for (const tell of listeners) tell();
}

export function changeAlarm(to: Partial<AlarmSettings>): void {
  if (to.sound !== undefined) remember('alarm-sound', to.sound ? 'on' : 'off');
  if (to.volume !== undefined) remember('alarm-volume', String(to.volume));
  if (to.notice !== undefined) remember('alarm-notice', to.notice ? 'on' : 'off');
  changed();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  // What is changed in one tab holds in all.
  window.addEventListener('storage', changed);
  return () => {
    listeners.delete(listener);
    window.removeEventListener('storage', changed);
  };
}

export const useAlarmSettings = (): AlarmSettings => useSyncExternalStore(subscribe, () => known);
