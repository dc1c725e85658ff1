/** Where a tab remembers the receipt that it shows, so that reloading shows it again. Gone with the tab. */
const held = 'vigil-receipt';

interface HeldReceipt {
  readonly action: string;
  readonly proof: string;
}

/** Puts the answer in this page's place, without asking for it again over a line that may be dead by now. */
export function showPage(html: string): void {
  const page = new DOMParser().parseFromString(html, 'text/html');
  document.title = page.title;
  document.documentElement.lang = page.documentElement.lang;
  document.body.replaceWith(document.adoptNode(page.body));
  scrollTo(0, 0);
  const first = document.querySelector<HTMLElement>('[autofocus], main');
  first?.focus();
}

/** The receipt has an address of its own to come back to, which asks for its proof. */
export function holdReceipt(formAction: string): void {
  const proof = document.querySelector<HTMLInputElement>('form[action$="/receipt"] input[name=proof]')?.value;
  history.pushState(null, '', formAction);
  addEventListener('popstate', () => location.reload());
  if (proof === undefined) return;
  try {
    sessionStorage.setItem(held, JSON.stringify({ action: formAction.replace(/report$/, 'receipt'), proof }));
  } catch {
    // A private window may keep nothing: then reloading leads to the form, as the address says.
  }
}

/** The receipt that a proof opens; null where it cannot be had now, or not any more. */
export async function fetchReceipt(formAction: string, proof: string): Promise<string | null> {
  try {
    const action = formAction.replace(/report$/, 'receipt');
    const answer = await fetch(action, { method: 'POST', body: new URLSearchParams({ proof }) });
    return answer.ok && !answer.redirected ? await answer.text() : null;
  } catch {
    return null;
  }
}

/** True when this load is a reload of a receipt, which is on its way. */
export function returnToReceipt(): boolean {
  try {
    const kept = sessionStorage.getItem(held);
    sessionStorage.removeItem(held);
    const [navigation] = performance.getEntriesByType('navigation') as PerformanceNavigationTiming[];
    if (kept === null || navigation?.type !== 'reload') return false;
    const { action, proof } = JSON.parse(kept) as HeldReceipt;
    const form = document.createElement('form');
    const field = document.createElement('input');
    Object.assign(form, { method: 'post', action });
    Object.assign(field, { type: 'hidden', name: 'proof', value: proof });
    form.append(field);
    document.body.append(form);
    form.submit();
    return true;
  } catch {
    return false;
  }
}
