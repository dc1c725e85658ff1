interface SyncingRegistration extends ServiceWorkerRegistration {
  /** Background Sync: not in every browser. */
  readonly sync?: { register(tag: string): Promise<void> };
}

/** Keeps the form on this device, so that it opens without a network. Once everything that shows has come: it may take its time. */
export function install(): void {
  const { serviceWorker } = navigator as { readonly serviceWorker?: ServiceWorkerContainer };
  const register = (): void => void serviceWorker?.register('/worker.js').catch(() => undefined);
  if (document.readyState === 'complete') register();
  else addEventListener('load', register, { once: true });
}

/** Asks the browser to let the worker send what waits when the network is back, even with every page closed. */
export async function sendWithoutPage(): Promise<void> {
  try {
    const { serviceWorker } = navigator as { readonly serviceWorker?: ServiceWorkerContainer };
    const registration: SyncingRegistration | undefined = await serviceWorker?.getRegistration();
    await registration?.sync?.register('report');
  } catch {
    // Refused, or not known here: the page sends it when it is opened again.
  }
}

/**
 * The form that opened without a network knows only until when the service lasts. It goes by that until the hotline can be
 * asked, and then shows what the hotline says.
 */
export function askWhetherOpen(): void {
  const service = document.querySelector<HTMLElement>('[data-closes]');
  if (service === null) return;
  const isOver = Date.now() >= Date.parse(service.dataset['closes'] ?? '');
  for (const part of service.querySelectorAll<HTMLElement>('[data-when]')) {
    part.hidden = part.dataset['when'] !== (isOver ? 'over' : 'open');
  }
  if (isOver) tellNobodyToCall();
  const ask = async (): Promise<void> => {
    const answer = await fetch(location.pathname).catch(() => null);
    if (answer === null || !answer.ok || !service.isConnected) return;
    const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
    const fresh = page.querySelector('[data-service]');
    if (fresh?.querySelector('.closed')) tellNobodyToCall();
    if (fresh !== null) service.replaceWith(document.adoptNode(fresh));
  };
  addEventListener('online', () => void ask());
  void ask();
}

/** Takes away, from a page that was kept since before, the ways to reach people who no longer answer. */
function tellNobodyToCall(): void {
  for (const link of document.querySelectorAll('footer a[href^="tel:"], footer a[href^="mailto:"]'))
    link.parentElement?.remove();
  for (const form of document.querySelectorAll<HTMLElement>('form[data-phone]')) delete form.dataset['phone'];
}
