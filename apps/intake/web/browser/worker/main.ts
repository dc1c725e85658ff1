/// <reference lib="webworker" />
import { sendQueued } from './send-queued.js';
import { answerForm, answerFile, fillCache, forgetOldCaches } from './kept-pages.js';

declare const self: ServiceWorkerGlobalScope;

/**
 * What opens the report form where there is no network, and sends what was written there once there is one again. It keeps
 * the blank form and its files, and never what anybody was answered.
 */
self.addEventListener('install', (event) => event.waitUntil(fillCache().then(() => self.skipWaiting())));
self.addEventListener('activate', (event) => event.waitUntil(forgetOldCaches().then(() => self.clients.claim())));

self.addEventListener('fetch', (event) => {
  const answer = answerForm(event.request) ?? answerFile(event.request);
  if (answer !== null) event.respondWith(answer);
});

/** The browser calls this when the network is back, and again later when it throws (Background Sync). */
self.addEventListener('sync', (event) => {
  const sync = event as ExtendableEvent & { readonly tag: string };
  if (sync.tag === 'report') sync.waitUntil(sendQueued());
});
