import type { ScriptWords } from '../script-words.js';
import { fill, make } from './make-element.js';

/** What is happening to a form that was sent, in words, for eyes and for screen readers. */
export class SendingPanel {
  private readonly status = make('p', { role: 'status', 'aria-live': 'polite' });
  private readonly bar = make('progress', { max: '1', value: '0' });
  private readonly again: HTMLButtonElement;
  private readonly stop: HTMLButtonElement;
  private readonly call: HTMLParagraphElement;
  private readonly panel: HTMLDivElement;
  private told = -1;

  constructor(
    form: HTMLFormElement,
    private readonly words: ScriptWords,
    { again, stop }: { readonly again: () => void; readonly stop: () => void },
  ) {
    const { phone, phoneShown = '' } = form.dataset;
    this.again = make('button', { type: 'button', class: 'small-action' }, words.again);
    this.stop = make('button', { type: 'button', class: 'small-action' }, words.stop);
    this.call =
      phone === undefined
        ? make('p')
        : make('p', {}, `${words.offlineNote} `, make('a', { href: `tel:${phone}` }, phoneShown));
    this.again.addEventListener('click', again);
    this.stop.addEventListener('click', stop);
    this.panel = make('div', { class: 'notice sending' }, this.status, this.bar, this.call, this.again, ' ', this.stop);
    this.bar.setAttribute('aria-label', words.sending);
    this.panel.hidden = true;
    form.querySelector('.main-action')?.before(this.panel);
  }

  sending(): void {
    this.told = -1;
    this.show({ bar: true, again: false, stop: true });
    this.status.textContent = this.words.sending;
    this.progress(0);
  }

  /** The bar moves with every piece; the words only at every quarter, or nobody could listen to them. */
  progress(part: number): void {
    this.bar.value = part;
    const quarter = Math.floor(part * 4);
    if (quarter <= this.told || quarter === 0) return;
    this.told = quarter;
    this.status.textContent =
      part >= 1 ? this.words.finishing : fill(this.words.progress, { percent: Math.round(part * 100) });
  }

  waiting(): void {
    this.show({ bar: false, again: true, stop: true });
    this.status.textContent = this.words.waiting;
  }

  stopped(): void {
    this.say(this.words.stopped);
  }

  /** A sentence of its own, as about a file that is too large. */
  say(sentence: string): void {
    this.show({ bar: false, again: false, stop: false });
    this.status.textContent = sentence;
  }

  private show({ bar, again, stop }: Readonly<Record<'bar' | 'again' | 'stop', boolean>>): void {
    this.panel.hidden = false;
    this.bar.hidden = !bar;
    this.again.hidden = !again;
    this.call.hidden = !again;
    this.stop.hidden = !stop;
  }
}
