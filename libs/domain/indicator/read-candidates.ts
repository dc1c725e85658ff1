import { asDomainName } from './domain-name.js';
import { disguisedIpv4, isIpv4, isIpv6 } from './ip-address.js';
import type { IndicatorType } from './indicator.js';
import { asPhone, phoneShape } from './phone-number.js';
import { isBech32 } from './wallet.js';

/** Something in a text that has the form of an indicator; whether it is one is another question. */
export interface Candidate {
  readonly type: IndicatorType;
  readonly value: string;
  /** Its domain or address: as people read it, and as it was written. */
  readonly host: string | null;
  readonly writtenHost: string | null;
  readonly at: number;
  readonly length: number;
}

/** No more of a kind than this is looked at in one report. */
const mostCandidates = 1_000;

/** Reads candidates of one kind from a text in which earlier kinds are blanked out; in the order of their places. */
export type Reader = (text: string, clues: { readonly defanged: ReadonlySet<string> }) => readonly Candidate[];

const urlText = '(?:[^\\s<>"«»“”`|\\[\\]\\p{C}]|\\[[^\\s\\[\\]<>"]{0,40}\\](?!\\())';
const urlWithScheme = new RegExp(
  `(?<![\\p{L}\\p{N}])(?:https?|ftps?):\\/\\/(?:[^\\s/@<>"]{1,100}@)?(?:\\[[0-9a-f:.]{2,45}\\](?::\\d{1,5})?)?${urlText}{1,2000}`,
  'giu',
);
/** A host and a path without a scheme: `bit.ly/3xYz`. */
const urlWithout = new RegExp(
  `(?<![\\p{L}\\p{N}@./\\\\_-])(?:[\\p{L}\\p{N}][\\p{L}\\p{N}-]{0,62}\\.){1,6}[\\p{L}]{2,24}(?::\\d{1,5})?\\/${urlText}{1,2000}`,
  'giu',
);

export const readUrls: Reader = (text) =>
  all(text, urlWithScheme, (match) => {
    const url = withoutTrailingMarks(match[0]);
    const written = hostIn(url);
    const host = asHost(written);
    const value = url.replace(/^[a-z]+/iu, (scheme) => scheme.toLowerCase());
    return host === null
      ? { type: 'url', value: '', host: null, writtenHost: null, at: match.index, length: url.length }
      : { type: 'url', value, host, writtenHost: written, at: match.index, length: url.length };
  });

export const readBareUrls: Reader = (text, { defanged }) =>
  all(text, urlWithout, (match) => {
    const url = withoutTrailingMarks(match[0]);
    const written = url.split(/[/:]/u)[0] ?? '';
    const host = asDomainName(written, { certain: defanged.has(lastTwo(written)) });
    if (host === null || !/\/./u.test(url)) return null;
    return { type: 'url', value: url, host, writtenHost: written, at: match.index, length: url.length };
  });

export const readAddresses: Reader = (text) =>
  addressesIn(text).flatMap(({ address, host, at }) =>
    text.charAt(at - 1) === '@'
      ? []
      : [candidate('email', address.toLowerCase(), at, address.length, host, address.slice(address.indexOf('@') + 1))],
  );

const notHandles = new Set(
  'everyone here channel all media import param return gmail hotmail outlook yahoo font-face keyframes supports charset'.split(
    ' ',
  ),
);

/** "The account is @first.last": no domain, and the hyphen is part of it. */
const calledAccount =
  /(?<!\p{L})(?:accounts?|comptes?|handle|profile?|pseudo|username|name|nom)(?:\s(?:is|est|was|named|called|nomm[ée]))?[\s:(«"“]{1,3}$/iu;

export const readHandles: Reader = (text) =>
  all(text, /(?<![\p{L}\p{N}.@/])(?:@[\p{L}\p{N}_.-]{2,60}(?:@[\p{L}\p{N}.-]{3,60})?|u\/[\w-]{3,40})/gu, (match) => {
    const handle = match[0].replace(/[.-]+$/u, '');
    if (handle.startsWith('u/')) return candidate('handle', handle, match.index, handle.length);
    const [, name = '', server = ''] = handle.split('@');
    if (notHandles.has(name.toLowerCase()) || /^\d+$/u.test(name) || name.length < 2) return null;
    const named = calledAccount.test(text.slice(Math.max(0, match.index - 24), match.index));
    if (named && server === '') return candidate('handle', handle, match.index, handle.length);
    // "anything @mapleparty.example" names a domain.
    if (server === '' && asDomainName(name) !== null && !name.endsWith('.bsky.social')) return null;
    return candidate('handle', handle.replace(/-.*$/u, ''), match.index, handle.length);
  });

/** Names without an @ that somebody calls themselves: odd ones only, since anybody may be "hacked by Russia". */
const signed =
  /(?<!\p{L})(?:(?:hacked|h4ck3d|hack3d|pwned|defaced|owned|0wned|0wn3d|own3d|signed|signature|tagged|claimed|leaked|posted|pirat[ée]e?s?|hack[ée]e?s?|sign[ée]e?s?|revendiqu[ée]e?s?|publi[ée]e?s?|d[ée]figur[ée]e?s?)(?:\s(?:by|par|as|de|:))?|(?:called|calling\s\p{L}{2,12}|calls\s\p{L}{2,12}|named|nicknamed|user\s?name|nom\sd['’]utilisateur|goes\sby|going\sby|alias|aka|surnomm[ée]e?s?|nomm[ée]e?s?|appel(?:[ée]e?s?|er|ant)|appelant|nommant|dit|handle|pseudo|(?:telegram|tiktok|twitter|instagram|insta|facebook|reddit|discord|youtube|bluesky|snapchat|x)\s(?:user|account|handle|channel|group|member|compte|utilisateur|pseudo)))(?:\s(?:is|est|the|le|un|a|name|nom|:)){0,2}[\s:]{1,2}["“«'‘~*]?\s?(?<name>[\p{L}\p{N}][\p{L}\p{N}_.-]{2,39})/giu;
/** The last word of a banner, « … à vendre — ZK-Corbeau », and the one before "was here". */
const signedLast =
  /(?<=[—–-]\s?(?:crew\s|team\s|by\s|par\s)?)(?<name>[\p{L}\p{N}][\p{L}\p{N}_.-]{2,39})(?=\s?["”»])|(?<![\p{L}\p{N}@.-])(?<who>[\p{L}\p{N}][\p{L}\p{N}_.-]{2,39})(?=\s(?:wuz|was)\shere(?!\p{L}))/gu;
const odd = /\p{L}\d|\d\p{L}|\p{L}_|_\p{L}|\p{Ll}\p{Lu}|^\p{Lu}{2,4}-\p{Lu}\p{Ll}/u;
const ordinary =
  /^(?:\d+(?:st|nd|rd|th|e|er|h|am|pm|k|gb|mb|kb|ghz|gbps|mbps|\p{L})|(?:19|20)\d\d.*|youtube|facebook|iphone|ipad|whatsapp|tiktok|linkedin|paypal|onedrive|sharepoint|wordpress|github|mc\p{Lu}.*|mac\p{Lu}.*|de\p{Lu}.*|la\p{Lu}.*)$/iu;

export const readNames: Reader = (text) => [
  ...all(text, signedLast, (match) => {
    const name = match.groups?.['name'] ?? match.groups?.['who'] ?? '';
    return isOddName(name) ? candidate('handle', name, match.index, name.length) : null;
  }),
  ...all(text, signed, (match) => {
    const name = (match.groups?.['name'] ?? '').replace(/[.-]+$/u, '');
    const camelCaseOnly = !/[\d_]/u.test(name);
    if (!isOddName(name)) return null;
    if (camelCaseOnly && !/^(?:hack|h4ck|pwn|deface|own|0wn|sign|claim|pirat|revendiqu|d[ée]figur)/iu.test(match[0]))
      return null;
    return candidate('handle', name, match.index + match[0].lastIndexOf(name), name.length);
  }),
];

function isOddName(name: string): boolean {
  if (!odd.test(name) || ordinary.test(name) || asDomainName(name) !== null) return false;
  return !/\.\p{L}{2,5}$/u.test(name) && !/^(?:bc|tb)1[a-z0-9]{20}/u.test(name);
}

const hashes = { 32: 'md5', 40: 'sha1', 64: 'sha256', 128: 'sha512' } as const;
type HashLength = keyof typeof hashes;

export const readHashesAndWallets: Reader = (text) =>
  all(
    text,
    /(?<![\p{L}\p{N}])(?:(?:bc|tb)1[a-z0-9]{6,90}|0x[0-9a-f]{40}|[13][1-9A-HJ-NP-Za-km-z]{25,34}|[0-9a-f]{32,128})(?![\p{L}\p{N}])/giu,
    (match) => {
      const token = match[0];
      const type = walletOrHash(token);
      if (type === null) return { ...candidate('md5', '', match.index, token.length) };
      return candidate(type, type === 'btc' || type === 'eth' ? token : token.toLowerCase(), match.index, token.length);
    },
  );

function walletOrHash(token: string): IndicatorType | null {
  if (/^0x/iu.test(token)) return 'eth';
  // A long one is taken by its form: people mistype them, and checksums are for those who pay.
  if (/^(?:bc|tb)1/iu.test(token)) return token.length >= 24 || isBech32(token) ? 'btc' : null;
  if (/^[0-9a-f]+$/iu.test(token)) return /[a-f]/iu.test(token) ? (hashes[token.length as HashLength] ?? null) : null;
  return /[A-Z]/u.test(token) && /[a-z]/u.test(token) && /\d/u.test(token.slice(1)) ? 'btc' : null;
}

export const readAddressesOfMachines: Reader = (text) =>
  all(text, /(?<![\p{L}\p{N}_.:/-])(?:[0-9a-f]{0,4}[:.]){2,15}[0-9a-f]{0,4}/giu, (match) => {
    const token = match[0].replace(/(?<!:):$|\.$/u, '');
    const next = text.charAt(match.index + token.length);
    // A whole network is no address.
    if (next === '/' && token.includes('::') && /^\/\d{1,3}(?!\d)/u.test(text.slice(match.index + token.length)))
      return candidate('ipv6', '', match.index, token.length);
    if (/[\p{L}_]/u.test(next) || (next === '.' && /\d/u.test(text.charAt(match.index + token.length + 1))))
      return null;
    if (isIpv4(token) && !/^(?:0|255)\./u.test(token)) return candidate('ipv4', token, match.index, token.length);
    const withPort = /^(\d{1,3}(?:\.\d{1,3}){3}):\d{0,5}$/u.exec(token)?.[1] ?? '';
    if (isIpv4(withPort)) return candidate('ipv4', withPort, match.index, token.length);
    return isIpv6(token) && /^[0-9a-f]{3,4}:|^::ffff:/iu.test(token)
      ? candidate('ipv6', token.toLowerCase(), match.index, token.length)
      : null;
  });

export const readDomains: Reader = (text, { defanged }) =>
  all(text, /(?<![\p{L}\p{N}])[\p{L}\p{N}_][\p{L}\p{N}\p{M}._-]{2,260}/gu, (match) => {
    if (!match[0].includes('.')) return null;
    const name = match[0].replace(/[._-]+$/u, '');
    const before = text.charAt(match.index - 1);
    // A part of a path on somebody's disk.
    if ((before === '/' || before === '\\') && text.slice(Math.max(0, match.index - 2), match.index) !== '//')
      return null;
    const certain = defanged.has(lastTwo(name));
    const after = text.slice(match.index + name.length, match.index + name.length + 4);
    const host = asDomainName(name, { certain, after });
    if (host === null || /^[\\(]/u.test(after)) return null;
    return candidate('domain', name.toLowerCase(), match.index, name.length, host, name);
  });

export const readPhones: Reader = (text) =>
  all(text, phoneShape, (match) => {
    const number = asPhone(match[0]);
    return number === null ? null : candidate('phone', number, match.index, match[0].length);
  });

/** Email addresses in a text, found from each @ outward. */
export function addressesIn(
  text: string,
): readonly { readonly address: string; readonly host: string; readonly at: number }[] {
  const found: { address: string; host: string; at: number }[] = [];
  for (let mark = text.indexOf('@'); mark !== -1 && found.length < mostCandidates; mark = text.indexOf('@', mark + 1)) {
    const local =
      /[\p{L}\p{N}._%+'-]{1,64}$/u.exec(text.slice(Math.max(0, mark - 64), mark))?.[0].replace(/^[.'%-]+/u, '') ?? '';
    const domain = /^[\p{L}\p{N}._-]{3,253}/u.exec(text.slice(mark + 1, mark + 255))?.[0].replace(/[._-]+$/u, '') ?? '';
    const host = asDomainName(domain) ?? asDomainName(domain, { certain: true });
    if (local !== '' && host !== null) found.push({ address: `${local}@${domain}`, host, at: mark - local.length });
  }
  return found;
}

/** The host that a browser would go to, as it was written. */
export function hostIn(url: string): string {
  const authority = /^[a-z]+:\/\/([^/?#\\]{1,400})/iu.exec(url)?.[1] ?? '';
  const host = authority.slice(authority.lastIndexOf('@') + 1);
  return host.startsWith('[')
    ? host.replace(/^\[|\](?::\d{0,5})?$/gu, '')
    : host.replace(/:\d{0,5}$/u, '').replace(/\.$/u, '');
}

export function asHost(written: string): string | null {
  if (written.includes(':')) return isIpv6(written) ? written.toLowerCase() : null;
  return disguisedIpv4(written) ?? asDomainName(written, { certain: true });
}

function all(text: string, pattern: RegExp, read: (match: RegExpExecArray) => Candidate | null): readonly Candidate[] {
  const found: Candidate[] = [];
  for (const match of text.matchAll(pattern)) {
    const one = read(match);
    if (one !== null) found.push(one);
    if (found.length >= mostCandidates) break;
  }
  return found;
}

function candidate(
  type: IndicatorType,
  value: string,
  at: number,
  length: number,
  host: string | null = null,
  writtenHost: string | null = host,
): Candidate {
  return { type, value, host, writtenHost, at, length };
}

function lastTwo(name: string): string {
  return name.split('.').slice(-2).join('.').toLowerCase();
}

/** Marks of the sentence around a URL; a closing bracket stays where the URL has the opening one. */
function withoutTrailingMarks(url: string): string {
  let end = url.length;
  for (; end > 0 && /[.,;:!?'’‘\])}>*_~…\\–—-]/u.test(url.charAt(end - 1)); end--)
    if (url.charAt(end - 1) === ')' && count(url, '(', end) >= count(url, ')', end)) break;
  return url.slice(0, end);
}

function count(text: string, mark: string, end: number): number {
  return text.slice(0, end).split(mark).length - 1;
}
