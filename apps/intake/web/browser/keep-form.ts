import type { ScriptWords } from '../script-words.js';
import { offerToKeep } from './keep-receipt.js';
import { startSteps } from './tick-steps.js';
import { ChosenFiles } from './chosen-files.js';
import { bodyOf, deleteDraft, type Draft, loadDraft, oneAtATime, saveDraft } from './draft-store.js';
import { freshNonce } from './fresh-nonce.js';
import { make } from './make-element.js';
import { sendForm } from './send-form.js';
import { sendWithoutPage } from './installed.js';
import { SendingPanel } from './sending-panel.js';
import { fetchReceipt, holdReceipt, showPage } from './show-page.js';

/** In milliseconds: the first wait before another try, and the longest. */
const firstWait = 4_000;
const longestWait = 60_000;
const typingPause = 300;

/**
 * Carries one form through a bad network: what is written stays on the device until the hotline has it, what was sent is
 * sent again with the same key until it has arrived, and so becomes one report.
 */
export class KeepForm {
  private readonly words: ScriptWords;
  private readonly panel: SendingPanel;
  private readonly files: ChosenFiles | null;
  private readonly ended = new AbortController();
  private sending: AbortController | null = null;
  private queued = false;
  private wait = firstWait;
  private retry = 0;
  private pause = 0;
  private saving: Promise<void> = Promise.resolve();

  constructor(private readonly form: HTMLFormElement) {
    this.words = JSON.parse(form.dataset['words'] ?? '{}') as ScriptWords;
    const bounds = JSON.parse(form.dataset['bounds'] ?? '[25,20,50]') as [number, number, number];
    this.panel = new SendingPanel(form, this.words, { again: () => void this.send(), stop: () => this.stop() });
    // The form that opened without a network carries none: one that was kept would join reports of different days.
    if (this.isReport && this.nonce.value === '') this.nonce.value = freshNonce();
    const field = form.querySelector<HTMLElement>('[data-files]');
    this.files =
      field === null
        ? null
        : new ChosenFiles(
            field,
            this.words,
            bounds,
            (sentence) => this.panel.say(sentence),
            () => this.saveSoon(),
          );
    this.listen(field);
    if (this.isReport) {
      form.querySelector('.main-action')?.after(make('p', { class: 'hint' }, this.words.sharedDevice));
    }
  }

  /** Brings back what was begun before, unless this page came with something of its own in it. */
  async restore(): Promise<void> {
    if (!this.isReport) return;
    if (this.isEmpty()) {
      const draft = await loadDraft();
      if (draft === null || !this.isEmpty()) return;
      if (!(await this.showSent(draft))) this.bringBack(draft);
    } else {
      this.save();
    }
  }

  /** What went out while no page was open: its receipt is shown, and only then is it forgotten here. */
  private async showSent({ action, proof }: Draft): Promise<boolean> {
    const page = proof === null ? null : await fetchReceipt(action, proof);
    if (page === null) return false;
    await this.leaveFor(page, action);
    return true;
  }

  private get nonce(): HTMLInputElement {
    return this.form.elements.namedItem('nonce') as HTMLInputElement;
  }

  private get isReport(): boolean {
    return this.form.dataset['form'] === 'report';
  }

  private listen(field: HTMLElement | null): void {
    const { signal } = this.ended;
    this.form.addEventListener('submit', (event) => this.submitted(event), { signal });
    this.form.addEventListener('input', () => this.saveSoon(), { signal });
    addEventListener('online', () => this.queued && void this.send(), { signal });
    // The worker has sent it: sending it again brings the same receipt.
    navigator.serviceWorker?.addEventListener('message', () => this.queued && void this.send(), { signal });
    addEventListener('pagehide', () => this.save(), { signal });
    document.addEventListener('visibilitychange', () => document.hidden && this.save(), { signal });
    if (field !== null) this.files?.listen(field, signal);
  }

  private submitted(event: SubmitEvent): void {
    event.preventDefault();
    const elsewhere = event.submitter?.getAttribute('formaction') ?? null;
    if (elsewhere === null) void this.send();
    // The other language: the draft goes along on the device, and nothing over the line.
    else void this.saved().then(() => location.assign(elsewhere));
  }

  private async send(): Promise<void> {
    if (this.sending !== null) return;
    clearTimeout(this.retry);
    const sending = new AbortController();
    this.sending = sending;
    this.queued = true;
    this.panel.sending();
    await this.saved();
    const sent = await oneAtATime(() =>
      sendForm(this.form.action, this.body(), sending.signal, (part) => this.panel.progress(part)),
    );
    this.sending = null;
    if (sent.outcome === 'stopped') return;
    if (sent.outcome === 'answered') await this.answered(sent.status, sent.page);
    else this.later(sent.waitSeconds, sent.again);
  }

  private later(waitSeconds: number | null, again: boolean): void {
    this.panel.waiting();
    if (!again) return;
    if (this.isReport) void sendWithoutPage();
    const wait = waitSeconds === null ? this.wait : Math.min(waitSeconds * 1_000, longestWait);
    this.wait = Math.min(this.wait * 2, longestWait);
    this.retry = setTimeout(() => void this.send(), wait);
  }

  private async answered(status: number, page: string): Promise<void> {
    const isStored = status === 201;
    this.queued = false;
    await this.leaveFor(page, isStored && this.isReport ? this.path : null);
  }

  private async leaveFor(page: string, receiptOf: string | null): Promise<void> {
    this.end();
    // What the answer holds of the form is what there is now: the files that came through are named in it.
    if (this.isReport) await this.saving.then(deleteDraft);
    showPage(page);
    if (receiptOf !== null) holdReceipt(receiptOf);
    await startForms();
  }

  private get path(): string {
    return new URL(this.form.action).pathname;
  }

  private stop(): void {
    this.sending?.abort();
    this.sending = null;
    clearTimeout(this.retry);
    this.queued = false;
    this.save();
    this.panel.stopped();
  }

  private end(): void {
    this.ended.abort();
    clearTimeout(this.retry);
    clearTimeout(this.pause);
  }

  private body(): FormData {
    if (this.isReport) return bodyOf(this.draft());
    const body = new FormData(this.form);
    body.delete('files');
    for (const file of this.files?.files ?? []) body.append('files', file, file.name);
    return body;
  }

  private fields(): readonly (readonly [string, string])[] {
    return [...new FormData(this.form)].filter(
      (entry): entry is [string, string] =>
        typeof entry[1] === 'string' && !['nonce', 'kept', 'proof'].includes(entry[0]),
    );
  }

  private isEmpty(): boolean {
    const nothing = this.fields().every(([, value]) => value.trim() === '');
    return nothing && (this.files?.files.length ?? 0) === 0 && (this.files?.kept.length ?? 0) === 0;
  }

  private saveSoon(): void {
    clearTimeout(this.pause);
    this.pause = setTimeout(() => this.save(), typingPause);
  }

  private async saved(): Promise<void> {
    this.save();
    await this.saving;
  }

  /** One after the other: an older state must not overtake a newer one. */
  private save(): void {
    clearTimeout(this.pause);
    if (!this.isReport || this.ended.signal.aborted) return;
    const draft = this.isEmpty() ? null : this.draft();
    this.saving = this.saving.then(() => (draft === null ? deleteDraft() : saveDraft(draft)));
  }

  private draft(): Draft {
    return {
      nonce: this.nonce.value,
      action: this.path,
      savedAt: Date.now(),
      queued: this.queued,
      proof: null,
      fields: this.fields(),
      kept: this.files?.kept ?? [],
      files: this.files?.files ?? [],
    };
  }

  private bringBack({ nonce, fields, kept, files, queued }: Draft): void {
    this.nonce.value = nonce;
    for (const [name, value] of fields) setField(this.form.elements.namedItem(name), value);
    unfoldFilled(this.form);
    this.files?.restore(files, kept);
    const { restored, restoredQueued, deleteDraft: label } = this.words;
    const discard = make('button', { type: 'button', class: 'small-action' }, label);
    discard.addEventListener('click', () => void this.discard());
    const notice = make(
      'div',
      { class: 'notice', role: 'status' },
      make('p', {}, queued ? restoredQueued : restored),
      discard,
    );
    this.form.prepend(notice);
    if (queued) void this.send();
  }

  private async discard(): Promise<void> {
    this.sending?.abort();
    this.end();
    await this.saving.then(deleteDraft);
    // A fresh form with a key of its own.
    location.replace(this.path.replace(/\/report$/, ''));
  }
}

function setField(field: RadioNodeList | Element | null, value: string): void {
  if (field instanceof RadioNodeList || field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement) {
    field.value = value;
  }
}

/** What a draft has filled in must not stay folded. */
function unfoldFilled(form: HTMLFormElement): void {
  for (const details of form.querySelectorAll('details')) {
    details.open ||= [...details.querySelectorAll('input')].some(({ value }) => value !== '');
  }
}

/** Takes every form of the page that asks for it. */
export async function startForms(): Promise<void> {
  offerToKeep();
  void startSteps();
  for (const form of document.querySelectorAll<HTMLFormElement>('form[data-form]')) await new KeepForm(form).restore();
}
