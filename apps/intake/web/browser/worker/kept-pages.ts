/// <reference lib="webworker" />

/** What the hotline writes in front of this script. Another version of anything in it is another script to the browser. */
interface Published {
  readonly version: string;
  readonly files: readonly string[];
  /** The form as it shows without a network, by language. */
  readonly forms: Readonly<Record<'en' | 'fr', string>>;
  readonly firstLanguage: 'en' | 'fr';
}

declare const self: ServiceWorkerGlobalScope & { readonly published: Published };

const { version, files, forms, firstLanguage } = self.published;
const prefix = 'vigil-pages-';
const cacheName = `${prefix}${version}`;

/** In milliseconds: how long somebody waits for a page over a dying line before the kept form opens. */
const patience = 4_000;

export async function fillCache(): Promise<void> {
  const cache = await caches.open(cacheName);
  await cache.addAll([...files, ...Object.values(forms).map((form) => new Request(form, { cache: 'reload' }))]);
}

export async function forgetOldCaches(): Promise<void> {
  const old = (await caches.keys()).filter((name) => name.startsWith(prefix) && name !== cacheName);
  await Promise.all(old.map((name) => caches.delete(name)));
}

/** The form from the hotline, or the kept one where nothing comes in time. Null for every other request. */
export function answerForm(request: Request): Promise<Response> | null {
  const { pathname } = new URL(request.url);
  if (request.method !== 'GET' || request.mode !== 'navigate' || !/^\/(en|fr)?$/.test(pathname)) return null;
  const language = pathname === '/fr' ? 'fr' : pathname === '/en' ? 'en' : spokenLanguage();
  return formOrKept(request, language);
}

/** A file of the pages, whose name belongs to its content. Null for everything else. */
export function answerFile(request: Request): Promise<Response> | null {
  const { origin, pathname } = new URL(request.url);
  if (request.method !== 'GET' || origin !== self.location.origin || !files.includes(pathname)) return null;
  return kept(pathname).then((response) => response ?? fetch(request));
}

async function formOrKept(request: Request, language: 'en' | 'fr'): Promise<Response> {
  const asked = fetch(request).catch(() => null);
  const late = new Promise<null>((resolve) => setTimeout(() => resolve(null), patience));
  const answer = await Promise.race([asked, late]);
  if (answer !== null && answer.status < 500) return answer;
  return (await kept(forms[language])) ?? (await asked) ?? Response.error();
}

const kept = (path: string): Promise<Response | undefined> => caches.match(path, { cacheName, ignoreVary: true });

const spokenLanguage = (): 'en' | 'fr' => {
  const spoken = self.navigator.languages.map((tag) => tag.slice(0, 2)).find((tag) => tag === 'en' || tag === 'fr');
  return spoken === 'en' || spoken === 'fr' ? spoken : firstLanguage;
};
