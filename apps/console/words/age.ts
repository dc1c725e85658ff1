import type { Words } from './words.js';

const minute = 60;
const hour = 60 * minute;
const day = 24 * hour;

/**
 * How long something has lasted, short enough for a row: `45 s`, `12 min`, `2 h 05`, `3 d 4 h`. A time that lies ahead
 * (clocks differ) reads as 0 s.
 */
export function ageWords(milliseconds: number, words: Words): string {
  const seconds = wholeSeconds(milliseconds);
  if (seconds < minute) return `${seconds}\u00a0s`;
  if (seconds < hour) return `${Math.floor(seconds / minute)}\u00a0min`;
  if (seconds < day) return `${Math.floor(seconds / hour)}\u00a0h\u00a0${twoDigits((seconds % hour) / minute)}`;
  const [days, hours] = [Math.floor(seconds / day), Math.floor((seconds % day) / hour)];
  return `${days}\u00a0${words.units.day}${hours === 0 ? '' : `\u00a0${hours}\u00a0h`}`;
}

/** A measured duration, as exact as a manager needs it: `48 s`, `4 min 10 s`, then as an age. */
export function durationWords(milliseconds: number, words: Words): string {
  const seconds = wholeSeconds(milliseconds);
  if (seconds < minute || seconds >= hour) return ageWords(milliseconds, words);
  const rest = seconds % minute;
  return `${Math.floor(seconds / minute)}\u00a0min${rest === 0 ? '' : `\u00a0${rest}\u00a0s`}`;
}

/** Time left on a running clock: `3:12`, `1:02:12`; null once less than a second is left. */
export function countdown(milliseconds: number): string | null {
  const seconds = Math.floor(milliseconds / 1_000);
  if (!(seconds > 0)) return null;
  const [hours, minutes] = [Math.floor(seconds / hour), Math.floor((seconds % hour) / minute)];
  return hours > 0
    ? `${hours}:${twoDigits(minutes)}:${twoDigits(seconds % minute)}`
    : `${minutes}:${twoDigits(seconds % minute)}`;
}

function wholeSeconds(milliseconds: number): number {
  return Math.max(0, Math.floor(milliseconds / 1_000)) || 0;
}

function twoDigits(value: number): string {
  return String(Math.floor(value)).padStart(2, '0');
}
