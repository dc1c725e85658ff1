/// <reference lib="webworker" />
import { bodyOf, loadDraft, oneAtATime, saveDraft } from '../draft-store.js';

declare const self: ServiceWorkerGlobalScope;

/**
 * Sends the report that waits on this device. Keeps what opens its receipt beside it until a page has shown that. Throws while
 * the hotline cannot be reached; what it wants mended waits for its writer.
 */
export async function sendQueued(): Promise<void> {
  const isSent = await oneAtATime(async () => {
    const draft = await loadDraft();
    if (draft === null || !draft.queued || draft.proof !== null) return false;
    const answer = await fetch(draft.action, { method: 'POST', headers: { Accept: 'text/html' }, body: bodyOf(draft) });
    if (answer.status === 429 || answer.status >= 500) throw new Error('not taken yet');
    const [, proof = null] =
      answer.status === 201 ? (/name="proof" value="([^"]+)"/.exec(await answer.text()) ?? []) : [];
    if (proof === null) return false;
    await saveDraft({ ...draft, proof });
    return true;
  });
  if (!isSent) return;
  for (const client of await self.clients.matchAll({ type: 'window' }))
    client.postMessage('report-sent', { transfer: [] });
}
