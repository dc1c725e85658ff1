/**
 * Keeps the page current while it is visible: asks for it again every second (the answer is 304 when nothing changed)
 * and exchanges what differs, element by element, so that what someone is typing and reading stays. Sends the forms
 * without leaving the page. It writes no HTML of its own: it moves elements that the server rendered.
 */
export const LIVE_SCRIPT = `'use strict';
(() => {
  const POLL_MS = 1000;
  /** What the server sent for an element, before anything here or a reader changed it. */
  const sources = new WeakMap();
  const live = document.getElementById('live');
  let tag = '';
  let asking = false;

  function remember(element) {
    sources.set(element, element.outerHTML);
    for (const child of element.querySelectorAll('[data-key]')) sources.set(child, child.outerHTML);
  }

  function localise(root) {
    for (const time of root.querySelectorAll('time')) {
      const at = new Date(time.dateTime);
      const today = at.toDateString() === new Date().toDateString();
      time.textContent = today ? at.toLocaleTimeString() : at.toLocaleString();
    }
  }

  function inUse(element) {
    const field = element.querySelector('input:focus, textarea:focus');
    return field !== null && field.value !== '';
  }

  function adopt(element) {
    const copy = document.importNode(element, true);
    remember(copy);
    localise(copy);
    return copy;
  }

  function sync(now, next) {
    if (now.hasAttribute('data-static')) return now;
    if (now.hasAttribute('data-keyed')) {
      if (now.className !== next.className) now.className = next.className;
      syncChildren(now, next);
      return now;
    }
    if (sources.get(now) === next.outerHTML || inUse(now)) return now;
    const copy = adopt(next);
    now.replaceWith(copy);
    return copy;
  }

  function syncChildren(now, next) {
    const had = new Map(Array.from(now.children, (child) => [child.dataset.key, child]));
    let place = null;
    for (const child of next.children) {
      const old = had.get(child.dataset.key);
      had.delete(child.dataset.key);
      const current = old === undefined ? adopt(child) : sync(old, child);
      const expected = place === null ? now.firstElementChild : place.nextElementSibling;
      if (current !== expected) now.insertBefore(current, expected);
      place = current;
    }
    for (const gone of had.values()) gone.remove();
  }

  function show(html) {
    const next = new DOMParser().parseFromString(html, 'text/html');
    if (document.title !== next.title) document.title = next.title;
    for (const region of document.querySelectorAll('[data-live]')) {
      const twin = next.querySelector('[data-live="' + region.dataset.live + '"]');
      if (twin !== null) sync(region, twin);
    }
  }

  async function refresh() {
    if (asking || document.hidden) return;
    asking = true;
    try {
      const response = await fetch('/', { headers: tag === '' ? {} : { 'if-none-match': tag }, cache: 'no-store' });
      if (response.ok) {
        tag = response.headers.get('etag') || '';
        show(await response.text());
      }
      live.textContent = 'Live';
      live.className = 'is-live';
    } catch {
      live.textContent = 'No connection, trying again';
      live.className = 'is-lost';
    } finally {
      asking = false;
    }
  }

  document.addEventListener('submit', async (event) => {
    const form = event.target;
    event.preventDefault();
    const fields = new FormData(form, event.submitter);
    const buttons = Array.from(form.querySelectorAll('button'));
    for (const button of buttons) button.disabled = true;
    try {
      const body = new URLSearchParams(Array.from(fields, ([name, value]) => [name, String(value)]));
      const response = await fetch(form.action, { method: 'POST', body });
      show(await response.text());
      tag = response.ok ? '' : tag;
      if (response.ok) {
        form.reset();
        const details = form.closest('details');
        if (details !== null) details.open = false;
      }
    } catch {
      live.textContent = 'Not sent: no connection';
      live.className = 'is-lost';
    } finally {
      for (const button of buttons) button.disabled = false;
    }
  });

  document.addEventListener('keydown', (event) => {
    const field = event.target;
    if (event.key !== 'Enter' || event.shiftKey || event.isComposing || !field.matches('.answer textarea')) return;
    event.preventDefault();
    field.form.requestSubmit();
  });

  for (const region of document.querySelectorAll('[data-live]')) remember(region);
  localise(document);
  document.addEventListener('visibilitychange', refresh);
  setInterval(refresh, POLL_MS);
  void refresh();
})();
`;
