import { make } from './make-element.js';

interface KeepWords {
  readonly copy: string;
  readonly copied: string;
  readonly notCopied: string;
  readonly print: string;
}

/** Buttons that only a script can keep the promise of: to copy the receipt, and to print it. */
export function offerToKeep(): void {
  for (const place of document.querySelectorAll<HTMLElement>('[data-copy]:empty')) {
    const words = JSON.parse(place.dataset['words'] ?? '{}') as KeepWords;
    const copy = make('button', { type: 'button', class: 'small-action' }, words.copy);
    const print = make('button', { type: 'button', class: 'small-action' }, words.print);
    const told = make('p', { role: 'status', class: 'hint' });
    copy.addEventListener('click', () => {
      void writeText(place.dataset['copy'] ?? '').then((done) => {
        told.textContent = done ? words.copied : words.notCopied;
      });
    });
    print.addEventListener('click', () => globalThis.print());
    place.append(make('p', { class: 'keep-ways' }, copy, print), told);
  }
}

async function writeText(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}
