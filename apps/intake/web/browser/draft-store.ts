/** A file that the hotline has already, from an earlier sending of the same form. */
export interface KeptToken {
  readonly token: string;
  readonly name: string;
}

/** A form that nobody has received yet, on the device of whoever writes it. */
export interface Draft {
  readonly nonce: string;
  /** Path that it is sent to. */
  readonly action: string;
  /** In milliseconds since the epoch, by this device's clock. */
  readonly savedAt: number;
  /** Its writer has pressed “Send”: it goes out as soon as it can. */
  readonly queued: boolean;
  /** Opens its receipt, once it has gone out while no page was open; null before. */
  readonly proof: string | null;
  readonly fields: readonly (readonly [name: string, value: string])[];
  readonly kept: readonly KeptToken[];
  readonly files: readonly File[];
}

/** In milliseconds. The hotline keeps files without a report for as long. */
const longest = 24 * 3_600_000;
const database = 'vigil';
const store = 'drafts';
const key = 'report';
const stepsKey = 'steps';

/** Null when there is none, or its day is over. A device that keeps nothing (a private window) is no fault. */
export async function loadDraft(): Promise<Draft | null> {
  const found = (await request('readonly', (drafts) => drafts.get(key))) as Draft | undefined | null;
  if (found === null || found === undefined) return null;
  const age = Date.now() - found.savedAt;
  if (age >= 0 && age < longest) return found;
  await deleteDraft();
  return null;
}

export async function saveDraft(draft: Draft): Promise<void> {
  await request('readwrite', (drafts) => drafts.put(draft, key));
}

export async function deleteDraft(): Promise<void> {
  await request('readwrite', (drafts) => drafts.delete(key));
}

/** A step that was ticked or opened again and that nobody has heard of yet. */
export interface TickedStep {
  readonly action: string;
  /** Opens the report that it belongs to, for half a day. */
  readonly proof: string;
  readonly key: string;
  readonly done: boolean;
  /** In milliseconds since the epoch, by this device's clock. */
  readonly at: number;
}

/** What waits to be sent, oldest first. */
export async function loadSteps(): Promise<readonly TickedStep[]> {
  const found = (await request('readonly', (drafts) => drafts.get(stepsKey))) as
    readonly TickedStep[] | undefined | null;
  return (found ?? []).filter(({ at }) => Math.abs(Date.now() - at) < longest);
}

/** False where the device keeps nothing (a private window). */
export async function saveSteps(steps: readonly TickedStep[]): Promise<boolean> {
  const done = await request('readwrite', (drafts) =>
    steps.length === 0 ? drafts.delete(stepsKey) : drafts.put(steps, stepsKey),
  );
  return done !== null;
}

/** What is sent of it. The same draft makes the same body, and so one report however often it is sent. */
export function bodyOf({ nonce, fields, kept, files }: Draft): FormData {
  const body = new FormData();
  body.append('nonce', nonce);
  for (const [name, value] of fields) body.append(name, value);
  for (const { token } of kept) body.append('kept', token);
  for (const file of files) body.append('files', file, file.name);
  return body;
}

/** So that a page and the worker, or two pages, do not send the same at the same time. */
export async function oneAtATime<Result>(work: () => Promise<Result>, what = 'vigil-report'): Promise<Result> {
  const { locks } = navigator as { readonly locks?: LockManager };
  if (locks === undefined) return work();
  return locks.request(what, work);
}

async function request(mode: IDBTransactionMode, ask: (drafts: IDBObjectStore) => IDBRequest): Promise<unknown> {
  try {
    const opened = await open();
    return await new Promise<unknown>((resolve, reject) => {
      const transaction = opened.transaction(store, mode);
      const asked = ask(transaction.objectStore(store));
      transaction.addEventListener('complete', () => {
        opened.close();
        resolve(asked.result);
      });
      transaction.addEventListener('abort', () => reject(transaction.error ?? new Error('not kept')));
    });
  } catch {
    return null;
  }
}

function open(): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const opening = indexedDB.open(database, 1);
    opening.addEventListener('upgradeneeded', () => opening.result.createObjectStore(store));
    opening.addEventListener('success', () => resolve(opening.result));
    opening.addEventListener('error', () => reject(opening.error ?? new Error('not opened')));
  });
}
