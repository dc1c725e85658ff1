/// <reference lib="webworker" />
import { notificationOf, readPush, saidBy, words } from './push-words.js';

declare const self: ServiceWorkerGlobalScope;

/** What wakes a responder while no page of the console is open. It keeps nothing and answers for nobody who has not pressed. */
self.addEventListener('install', () => void self.skipWaiting());
self.addEventListener('activate', (event) => event.waitUntil(self.clients.claim()));

self.addEventListener('push', (event) => {
  const page = readPush(event.data?.text() ?? '');
  const { title, options } = notificationOf(page, self.navigator.languages);
  event.waitUntil(self.registration.showNotification(title, options).then(() => tellShown(page.shownUrl)));
});

/** Without this word the hotline counts the page as lost after a minute and goes on by its person's other ways, so none is needed. */
async function tellShown(url: string): Promise<void> {
  if (url !== '') await fetch(url, { method: 'POST', credentials: 'omit' }).catch(() => undefined);
}

self.addEventListener('notificationclick', (event) => {
  const { notification, action } = event;
  const url = (notification.data as { readonly url?: string } | null)?.url ?? '/console/';
  notification.close();
  event.waitUntil(action === '' ? open(url) : answer(url, action));
});

/** A tap on the words, rather than on a button, leads to the page where all answers are. */
async function open(url: string): Promise<void> {
  await self.clients.openWindow(url);
}

async function answer(url: string, action: string): Promise<void> {
  const spoken = words(self.navigator.languages);
  const outcome = await fetch(`${url}?answer=${encodeURIComponent(action)}&via=push`, { method: 'POST' }).then(
    async (response) => (response.ok ? saidBy(await response.text()) : null),
    () => null,
  );
  // Nobody may believe that they have answered when nothing arrived.
  await self.registration.showNotification(outcome ?? spoken.failed, {
    tag: url,
    body: outcome === null ? spoken.tapInstead : '',
    data: { url },
    requireInteraction: outcome === null,
  });
}

/** A browser may change its address by itself: the page tells the hotline when it is opened next, and is opened by this. */
self.addEventListener('pushsubscriptionchange', (event) => {
  const spoken = words(self.navigator.languages);
  const shown = self.registration.showNotification(spoken.renew, {
    body: spoken.renewBody,
    data: { url: '/console/reach' },
  });
  (event as ExtendableEvent).waitUntil(shown);
});
