import { loadSteps, oneAtATime, saveSteps, type TickedStep } from './draft-store.js';
import { make } from './make-element.js';

interface StepWords {
  readonly saved: string;
  readonly waiting: string;
  readonly refused: string;
}

/** In milliseconds: the first wait before another try, and the longest. */
const firstWait = 4_000;
const longestWait = 60_000;
/** How long an answer may take over a dying line. */
const patience = 15_000;

let wait = firstWait;
let retry = 0;
/** Where the device keeps nothing, this page does. */
let unkept: readonly TickedStep[] = [];

/**
 * Every tick goes out by itself. What finds no network waits on the device, and goes out from whatever page of ours is open when
 * there is one: the last tick of each box counts.
 */
export async function startSteps(): Promise<void> {
  for (const form of document.querySelectorAll<HTMLFormElement>('form[data-steps]:not([data-started])')) {
    form.dataset['started'] = '';
    form.querySelector('button')?.replaceWith(make('p', { role: 'status', class: 'hint' }));
    form.addEventListener('change', ({ target }) => target instanceof HTMLInputElement && void ticked(form, target));
  }
  await flush();
}

addEventListener('online', () => void flush());

async function ticked(form: HTMLFormElement, { value: key, checked: done }: HTMLInputElement): Promise<void> {
  const step = { action: new URL(form.action).pathname, proof: proofOf(form), key, done, at: Date.now() };
  await change((steps) => [...steps.filter((one) => !isSameBox(one, step)), step]);
  await flush();
}

async function flush(): Promise<void> {
  clearTimeout(retry);
  const left = await oneAtATime(sendAll, 'vigil-steps');
  if (left.length === 0) {
    wait = firstWait;
    return;
  }
  for (const { proof } of left) tell(proof, 'waiting');
  retry = setTimeout(() => void flush(), wait);
  wait = Math.min(wait * 2, longestWait);
}

async function sendAll(): Promise<readonly TickedStep[]> {
  const steps = await waiting();
  show(steps);
  for (const proof of new Set(steps.map((step) => step.proof))) {
    const own = steps.filter((step) => step.proof === proof);
    const outcome = await send(own, proof);
    if (outcome === 'later') break;
    // What was ticked while it was on its way is another tick, and stays.
    await change((all) => all.filter((one) => !own.some((sent) => isSameBox(one, sent) && one.at === sent.at)));
    tell(proof, outcome === 'refused' ? 'refused' : 'saved');
    if (outcome !== 'refused') show(await waiting(), proof, outcome);
  }
  return waiting();
}

/** The keys of all steps that are done, as the hotline has them now; or that they wait, or that the proof opens nothing any more. */
async function send(steps: readonly TickedStep[], proof: string): Promise<ReadonlySet<string> | 'later' | 'refused'> {
  const body = new URLSearchParams({ proof });
  for (const { key, done } of steps) body.append(done ? 'step' : 'was', key);
  try {
    const headers = { Accept: 'application/json' };
    const signal = AbortSignal.timeout(patience);
    const answer = await fetch(steps[0]?.action ?? '', { method: 'POST', body, headers, signal });
    if (answer.ok) return new Set(((await answer.json()) as { readonly done: readonly string[] }).done);
    return answer.status === 429 || answer.status >= 500 ? 'later' : 'refused';
  } catch {
    return 'later';
  }
}

/** Boxes as the hotline has them, with what still waits here on top. */
function show(steps: readonly TickedStep[], proof?: string, done?: ReadonlySet<string>): void {
  for (const form of document.querySelectorAll<HTMLFormElement>('form[data-steps]')) {
    const report = reportOf(proofOf(form));
    for (const box of form.querySelectorAll<HTMLInputElement>('input[name=step]')) {
      const own = steps.find((step) => step.key === box.value && reportOf(step.proof) === report);
      if (own !== undefined) box.checked = own.done;
      else if (done !== undefined && proof !== undefined && reportOf(proof) === report)
        box.checked = done.has(box.value);
    }
  }
}

function tell(proof: string, what: keyof StepWords): void {
  for (const form of document.querySelectorAll<HTMLFormElement>('form[data-steps]')) {
    const status = form.querySelector('[role=status]');
    if (status === null || reportOf(proofOf(form)) !== reportOf(proof)) continue;
    status.textContent = (JSON.parse(form.dataset['steps'] ?? '{}') as StepWords)[what];
  }
}

const waiting = async (): Promise<readonly TickedStep[]> => (unkept.length > 0 ? unkept : loadSteps());

async function change(by: (steps: readonly TickedStep[]) => readonly TickedStep[]): Promise<void> {
  await oneAtATime(async () => {
    const steps = by(await waiting());
    unkept = (await saveSteps(steps)) ? [] : steps;
  }, 'vigil-steps-kept');
}

const isSameBox = (one: TickedStep, other: TickedStep): boolean =>
  one.key === other.key && reportOf(one.proof) === reportOf(other.proof);

const proofOf = (form: HTMLFormElement): string =>
  form.querySelector<HTMLInputElement>('input[name=proof]')?.value ?? '';

/** A proof begins with the report that it opens. */
const reportOf = (proof: string): string => proof.slice(0, 36);
