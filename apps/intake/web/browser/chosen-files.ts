import type { ScriptWords } from '../script-words.js';
import type { KeptToken } from './draft-store.js';
import { fill, make } from './make-element.js';

const mebibyte = 1024 * 1024;

/** The files of one form: chosen, dropped or pasted, listed, and taken away again. */
export class ChosenFiles {
  private chosen: readonly File[] = [];
  private readonly list: HTMLUListElement;
  private readonly input: HTMLInputElement | null;

  constructor(
    private readonly field: HTMLElement,
    private readonly words: ScriptWords,
    private readonly bounds: readonly [fileMegabytes: number, files: number, totalMegabytes: number],
    private readonly say: (sentence: string) => void,
    private readonly changed: () => void,
  ) {
    this.list = make('ul', { class: 'chosen', 'aria-label': words.chosen });
    this.input = field.querySelector<HTMLInputElement>('input[type=file]');
    field.append(this.list);
    field.querySelector('.hint')?.append(` ${words.drop}`);
    this.input?.addEventListener('change', () => {
      this.add([...(this.input?.files ?? [])]);
      if (this.input !== null) this.input.value = '';
    });
  }

  get files(): readonly File[] {
    return this.chosen;
  }

  /** Those of an earlier sending, as the form has them and not unchecked. */
  get kept(): readonly KeptToken[] {
    return [...this.field.querySelectorAll<HTMLInputElement>('input[name=kept]:checked')].map((box) => ({
      token: box.value,
      name: box.parentElement?.querySelector('bdi')?.textContent ?? '',
    }));
  }

  /** Takes what is dropped or pasted anywhere on the page. */
  listen(field: HTMLElement, signal: AbortSignal): void {
    const over = (event: DragEvent, on: boolean): void => {
      if (event.dataTransfer?.types.includes('Files') !== true) return;
      event.preventDefault();
      field.classList.toggle('over', on);
    };
    const drop = (event: DragEvent): void => {
      over(event, false);
      this.add([...(event.dataTransfer?.files ?? [])]);
    };
    const paste = (event: ClipboardEvent): void => {
      const pasted = [...(event.clipboardData?.files ?? [])];
      if (pasted.length === 0) return;
      event.preventDefault();
      this.add(pasted);
    };
    document.addEventListener('dragover', (event) => over(event, true), { signal });
    document.addEventListener('dragleave', (event) => over(event, false), { signal });
    document.addEventListener('drop', drop, { signal });
    document.addEventListener('paste', paste, { signal });
  }

  add(files: readonly File[]): void {
    const [fileMost, countMost, totalMost] = this.bounds;
    for (const file of files) {
      const { name, size } = file;
      const total = this.chosen.reduce((sum, other) => sum + other.size, size);
      if (size > fileMost * mebibyte) {
        this.say(fill(this.words.tooLarge, { name, size: this.sizeOf(size), most: this.sizeOf(fileMost * mebibyte) }));
      } else if (this.chosen.length + this.kept.length >= countMost) {
        this.say(fill(this.words.tooMany, { name, most: countMost }));
      } else if (total > totalMost * mebibyte) {
        this.say(fill(this.words.tooMuch, { name, most: this.sizeOf(totalMost * mebibyte) }));
      } else {
        this.chosen = [...this.chosen, file];
      }
    }
    this.show();
    this.changed();
  }

  /** Puts back what a draft held. */
  restore(files: readonly File[], kept: readonly KeptToken[]): void {
    this.chosen = files;
    for (const { token, name } of kept) {
      const box = make('input', { type: 'checkbox', name: 'kept', value: token });
      box.checked = true;
      this.list.before(make('label', { class: 'option' }, box, make('bdi', {}, name)));
    }
    this.show();
  }

  private remove(file: File): void {
    this.chosen = this.chosen.filter((other) => other !== file);
    this.show();
    this.input?.focus();
    this.changed();
  }

  private show(): void {
    this.list.replaceChildren(
      ...this.chosen.map((file) => {
        const remove = make('button', { type: 'button', class: 'small-action' }, '×');
        remove.setAttribute('aria-label', fill(this.words.remove, { name: file.name }));
        remove.addEventListener('click', () => this.remove(file));
        const size = make('span', { class: 'note' }, this.sizeOf(file.size));
        return make('li', {}, make('span', { class: 'name' }, make('bdi', {}, file.name)), size, remove);
      }),
    );
  }

  private sizeOf(bytes: number): string {
    const { kilobytes, megabytes, point } = this.words;
    if (bytes < mebibyte) return `${Math.max(1, Math.round(bytes / 1_024))}\u00A0${kilobytes}`;
    return `${(bytes / mebibyte).toFixed(1).replace(/\.0$/, '').replace('.', point)}\u00A0${megabytes}`;
  }
}
