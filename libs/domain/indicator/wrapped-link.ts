/**
 * Where a link leads that a mail filter or a platform has wrapped in one of its own, read from its text alone; null for
 * any other link. Nothing is asked of anybody.
 */
export function wrappedTarget(url: string, host: string): string | null {
  if (host === 'urldefense.com' || host === 'urldefense.proofpoint.com' || host === 'urldefense.us') {
    const third = /\/v3\/__(.{1,2000}?)__(?:;|$)/u.exec(url)?.[1];
    // Version 3 replaces odd characters by `*`, and may lose a slash of the scheme.
    if (third !== undefined) return asUrl(third.replace(/^(https?):\/(?!\/)/iu, '$1://'));
    const target = parameter(url, ['u']);
    if (target === null) return null;
    return asUrl(/\/v2\//u.test(url) ? decoded(target.replaceAll('_', '/').replaceAll('-', '%')) : target);
  }
  if (host === 'secure-web.cisco.com') return asUrl(decoded(/\/(https?%3A.{1,2000})$/iu.exec(url)?.[1] ?? ''));
  if (host.endsWith('.protection.sophos.com')) return asUrl(fromBase64(parameter(url, ['u']) ?? ''));
  if (wrappers.some((wrapper) => host === wrapper || host.endsWith(`.${wrapper}`)))
    return asUrl(parameter(url, ['url', 'u', 'q', 'a', 'target', 'to']) ?? '');
  return null;
}

/** Hosts of mail filters: every link of everybody passes through them, so they are no indicator. */
export const linkScanners = [
  'safelinks.protection.outlook.com',
  'safelinks.protection.office365.us',
  'urldefense.com',
  'urldefense.us',
  'urldefense.proofpoint.com',
  'secure-web.cisco.com',
  'protection.sophos.com',
  'linkprotect.cudasvc.com',
  'mimecast.com',
  'mimecastprotect.com',
  'clicktime.symantec.com',
  'url.emailprotection.link',
  'fireeye.com',
  'protect2.fireeye.com',
  'trendmicro.com',
];

const wrappers = [
  ...linkScanners,
  'google.com',
  'google.ca',
  'facebook.com',
  'instagram.com',
  'slack-redir.net',
  'youtube.com',
  'linkedin.com',
  'vk.com',
  'bing.com',
];

function parameter(url: string, names: readonly string[]): string | null {
  const query = url.slice(url.indexOf('?') + 1).split('#')[0] ?? '';
  for (const part of query.split(/[&;]/u)) {
    const [name = '', ...value] = part.split('=');
    if (names.includes(name.toLowerCase()) && value.length > 0) return decoded(value.join('='));
  }
  return null;
}

function asUrl(text: string): string | null {
  return /^https?:\/\/[^\s/]{3,}/iu.test(text) ? text : null;
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function fromBase64(text: string): string {
  try {
    return atob(text.replaceAll('-', '+').replaceAll('_', '/'));
  } catch {
    return '';
  }
}
