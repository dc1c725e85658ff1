/** Where accounts are that parties run. `other` takes whatever has no name here yet. */
export const platforms = [
  'facebook',
  'instagram',
  'x',
  'threads',
  'bluesky',
  'mastodon',
  'tiktok',
  'youtube',
  'linkedin',
  'whatsapp',
  'signal',
  'telegram',
  'website',
  'email',
  'other',
] as const;
export type Platform = (typeof platforms)[number];

const hosts: Readonly<Record<string, Platform>> = {
  'facebook.com': 'facebook',
  'fb.com': 'facebook',
  'instagram.com': 'instagram',
  'x.com': 'x',
  'twitter.com': 'x',
  'threads.net': 'threads',
  'threads.com': 'threads',
  'bsky.app': 'bluesky',
  'tiktok.com': 'tiktok',
  'youtube.com': 'youtube',
  'linkedin.com': 'linkedin',
  't.me': 'telegram',
};

/** Parts of an address that stand before the handle. */
const prefixes: ReadonlySet<string> = new Set(['profile', 'c', 'channel', 'user', 'in', 'company', 'pages', 'people']);

/** One spelling for a handle: in lower case, without an `@` before it or a slash behind it. */
export function normalizeHandle(text: string): string {
  return text.normalize('NFKC').trim().toLowerCase().replace(/^@+/, '').replace(/\/+$/, '');
}

export interface AccountName {
  readonly platform: Platform;
  readonly handle: string;
}

/**
 * An account as people write it: `instagram:@candidate`, `x @candidate`, or the address of its page. Null when it names no
 * platform or no handle.
 */
export function parseAccount(text: string): AccountName | null {
  const written = text.normalize('NFKC').trim();
  if (written === '' || written.length > 300) return null;
  const byUrl = fromUrl(written);
  if (byUrl !== null) return byUrl;
  const [, name = '', rest = ''] = /^([a-z]+)\s*[:\s]\s*(\S+)$/i.exec(written) ?? [];
  const platform = name.toLowerCase() === 'twitter' ? 'x' : name.toLowerCase();
  const handle = normalizeHandle(rest);
  return isPlatform(platform) && handle !== '' ? { platform, handle } : null;
}

function fromUrl(text: string): AccountName | null {
  const [, host = '', path = ''] =
    /^(?:https?:\/\/)?(?:www\.|m\.)?([a-z0-9.-]+\.[a-z]{2,})(?:\/([^?#]*))?(?:[?#].*)?$/i.exec(text) ?? [];
  if (host === '') return null;
  const known = Object.hasOwn(hosts, host.toLowerCase()) ? hosts[host.toLowerCase()] : undefined;
  if (known === undefined) return path === '' ? { platform: 'website', handle: host.toLowerCase() } : null;
  const handle = path.split('/').find((part) => part !== '' && !prefixes.has(part.toLowerCase()));
  return handle === undefined ? null : { platform: known, handle: normalizeHandle(handle) };
}

function isPlatform(name: string): name is Platform {
  return (platforms as readonly string[]).includes(name);
}

/** The handles that a text names as `@handle` or by the address of a page; at most fifty. */
export function handlesIn(text: string): readonly string[] {
  const found = new Set<string>();
  const written = text.slice(0, 100_000);
  for (const [, handle = ''] of written.matchAll(/(?<![\w.@/])@([A-Za-z0-9_][A-Za-z0-9_.-]{1,60})/g)) {
    found.add(normalizeHandle(handle.replace(/[.-]+$/, '')));
    if (found.size >= 50) return [...found];
  }
  for (const [address] of written.matchAll(
    /\b(?:facebook|fb|instagram|x|twitter|threads|bsky|tiktok|youtube|linkedin|t)\.(?:com|net|app|me)\/[A-Za-z0-9_.@/-]{2,100}/gi,
  )) {
    const account = parseAccount(address.replace(/[.,)]+$/, ''));
    if (account !== null) found.add(account.handle);
    if (found.size >= 50) break;
  }
  return [...found];
}
