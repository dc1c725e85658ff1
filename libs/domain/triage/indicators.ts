import { asDomainName, isUnder } from './domain-name.js';
import { defang, refang } from './refang.js';
import { scanLimit } from './words.js';
import type { Indicator, IndicatorType } from './verdict.js';

/** What the extractor must know to leave the harmless alone. All domains in lower case. */
export interface IndicatorContext {
  /** Parties' own domains, never indicators, nor anything under them. */
  readonly ownDomains: readonly string[];
  /** Address or number of the reporter. */
  readonly sender: string | null;
  /** Big platforms: never indicators. */
  readonly wellKnownDomains: ReadonlySet<string>;
  /** Mail providers, link shorteners, form hosts: an address or URL there is an indicator, the host itself is not. */
  readonly sharedHosts: ReadonlySet<string>;
}

/** More than this many indicators in one report is a log, which belongs in an attachment. */
export const mostIndicators = 200;

/** No more of a kind than this is looked at in one report. */
const mostCandidates = 1_000;

/** Words before a name that make it the reporter's own or the genuine one. */
const genuine =
  /\b(?:real|official|actual|legit|legitimate|genuine|authentic|verified|vraie?|officielle?|v[ée]ritable|l[ée]gitime|authentique)\b(?:(?!\b(?:fake|faux|fausse|not|pas|but|mais)\b)[^.!?;,\n]){0,40}$/iu;
const ours =
  /\b(?:our|my|notre|nos|mon|ma)\b(?:(?!\b(?:to|from|by|into|with|that|and|de|du|vers|par|et|qui)\b)[^.!?;,\n@]){0,36}(?:site|website|domain|domaine|mailbox|e-?mail|address|adresse|account|compte|bo[iî]te|courriel|handle|page|homepage|accueil)\b[^.!?;\n\p{L}]{0,4}(?:(?:is|est|at|,) )?\(?$/iu;
const reachMe =
  /\b(?:reach|contact|e?mail|write|reply|answer|call|text|rejoindre|joindre|[ée]cri\p{L}*|r[ée]pond\p{L}*|appele\p{L}*|contacte\p{L}*)(?:[\s-](?:to|me|us|moi|nous|back|at|[àa]|au|on|plut[oô]t|instead|here)){1,4}[\s:]{0,2}$/iu;

const attackersNumber =
  /\b(?:calls?|texts?|robocalls?|number|sms|caller id|appels?|textos?|num[ée]ro|afficheur)\b[^.!?\n]{0,30}\b(?:shows?|showing|displays?|came|comes?|coming|from|was|were|is|affichent?|montrent?|viennent|vient|provien\p{L}*|affich\p{L}*|du|depuis|[ée]tait)(?!\p{L})[^.!?\n]{0,20}$/iu;
const reportersNumber =
  /\b(?:call|phone|reach|text|me|my|us|our|office|cell|mobile|ext|back|appelez\p{L}*|rappele\p{L}*|joindre|mon|moi|notre|bureau|cellulaire)\b[^.!?\n]{0,14}$/iu;

/** Indicators of compromise in a text, each once, in order of place. Linear time; names that are benign are left out. */
export function findIndicators(text: string, context: IndicatorContext): readonly Indicator[] {
  const found = new Map<string, Indicator>();
  const add = (type: IndicatorType, value: string): void => {
    const key = `${type} ${value.toLowerCase()}`;
    if (found.size < mostIndicators && !found.has(key)) found.set(key, { type, value, defanged: defang(value) });
  };
  const whole = refang(text.slice(0, scanLimit));
  const before = (at: number): string => whole.slice(Math.max(0, at - 64), at);
  const isBenignHost = (host: string): boolean =>
    isUnder(host, context.ownDomains) || isUnder(host, context.wellKnownDomains);
  const addHost = (host: string): void => {
    if (!isBenignHost(host) && !isUnder(host, context.sharedHosts)) add('domain', host);
  };
  const sender = (addressesIn(context.sender ?? '')[0]?.address ?? context.sender ?? '').toLowerCase();
  let rest = whole;
  let taken: Taken[] = [];
  const blank = (at: number, length: number): void => {
    taken.push({ at, length });
  };
  /** Matches in what no earlier kind has taken, so that the host of a URL is not read again as a name. */
  const matches = (pattern: RegExp): readonly RegExpExecArray[] => {
    rest = without(rest, taken);
    taken = [];
    return [...rest.matchAll(pattern)].slice(0, mostCandidates);
  };

  for (const match of matches(/\b(?:https?|ftp):\/\/[^\s<>"«»“”`|]{3,2000}/giu)) {
    const url = withoutTrailingMarks(match[0]);
    blank(match.index, url.length);
    const host = hostOf(url);
    if (host === null || isBenignHost(host)) continue;
    add(
      'url',
      url.replace(/^[a-z]+/iu, (scheme) => scheme.toLowerCase()),
    );
    if (isIpv4(host)) add('ipv4', host);
    else addHost(host);
  }
  rest = without(rest, taken);
  taken = [];
  for (const { address, host, at } of addressesIn(rest)) {
    blank(at, address.length);
    const preceding = before(at);
    if (
      address.toLowerCase() === sender ||
      isUnder(host, context.ownDomains) ||
      ours.test(preceding) ||
      reachMe.test(preceding)
    )
      continue;
    if (isUnder(host, context.wellKnownDomains) && !isUnder(host, context.sharedHosts)) continue;
    add('email', address.toLowerCase());
    addHost(host);
  }
  for (const match of matches(/(?<![\p{L}\p{N}.])@(?<name>[\p{L}\p{N}_.]{2,40})/gu)) {
    const handle = `@${(match.groups?.['name'] ?? '').replace(/\.+$/u, '')}`;
    const preceding = before(match.index);
    blank(match.index, handle.length);
    if (
      !genuine.test(preceding) &&
      !/\b(?:our|my|notre|mon)\s(?:\p{L}+\s){0,2}(?:handle|account|compte|page|profil\p{L}*)\s(?:is|est)\s$/iu.test(
        preceding,
      )
    )
      add('handle', handle);
  }
  for (const match of matches(
    /\b(?:hacked|h4ck3d|hack3d|pwned|defaced|owned|pirat[ée]|hack[ée])\s(?:by|par)\s(?<name>[\p{L}\p{N}_.-]{3,40})/giu,
  )) {
    const name = (match.groups?.['name'] ?? '').replace(/[.-]+$/u, '');
    if (/\d|_|\p{Ll}\p{Lu}/u.test(name)) add('handle', name);
  }
  for (const match of matches(
    /(?<![\p{L}\p{N}])(?:bc1[a-z0-9]{20,80}|[13][1-9A-HJ-NP-Za-km-z]{25,34}|[0-9a-f]{32,64})(?![\p{L}\p{N}])/giu,
  )) {
    const token = match[0];
    const hash = ({ 32: 'md5', 40: 'sha1', 64: 'sha256' } as const)[token.length];
    if (/^bc1/iu.test(token)) add('btc', token);
    else if (/^[0-9a-f]+$/iu.test(token) && hash !== undefined && /[a-f]/iu.test(token)) add(hash, token.toLowerCase());
    else if (/^[13]/u.test(token) && /[A-Z]/u.test(token) && /[a-z]/u.test(token)) add('btc', token);
    blank(match.index, token.length);
  }
  for (const match of matches(/[0-9a-f:.]{3,60}/giu)) {
    const token = match[0].replace(/[.:]$/u, (mark: string, _at: number, all: string) =>
      all.endsWith('::') ? mark : '',
    );
    if (isIpv4(token) && !/\b(?:version|v)\s?$/iu.test(before(match.index))) {
      if (!/^(?:0|127)\./u.test(token)) add('ipv4', token);
      blank(match.index, token.length);
    } else if (isIpv6(token)) {
      add('ipv6', token.toLowerCase());
      blank(match.index, token.length);
    }
  }
  for (const match of matches(/[\p{L}\p{N}\p{M}._-]{4,300}/gu)) {
    const lead = /^[._-]*/u.exec(match[0])?.[0].length ?? 0;
    const host = asDomainName(match[0].slice(lead).replace(/[._-]+$/u, ''));
    if (host === null) continue;
    const preceding = before(match.index + lead);
    if (genuine.test(preceding) || ours.test(preceding)) continue;
    addHost(host);
  }
  for (const match of matches(/(?<![\p{L}\p{N}])(?:\+|\()?\d[\d\s().\u2011-]{7,18}\d(?![\p{L}\p{N}])/gu)) {
    const number = asPhone(match[0]);
    const preceding = before(match.index);
    if (number !== null && number !== sender && attackersNumber.test(preceding) && !reportersNumber.test(preceding))
      add('phone', number);
  }
  return [...found.values()];
}

/** Email addresses in a text, found from each @ outward. */
export function addressesIn(
  text: string,
): readonly { readonly address: string; readonly host: string; readonly at: number }[] {
  const found: { address: string; host: string; at: number }[] = [];
  for (let mark = text.indexOf('@'); mark !== -1 && found.length < mostCandidates; mark = text.indexOf('@', mark + 1)) {
    const local =
      /[\p{L}\p{N}._%+'-]{1,64}$/u.exec(text.slice(Math.max(0, mark - 64), mark))?.[0].replace(/^[.'-]+/u, '') ?? '';
    const domain = /^[\p{L}\p{N}._-]{3,253}/u.exec(text.slice(mark + 1, mark + 255))?.[0].replace(/[._-]+$/u, '') ?? '';
    const host = asDomainName(domain);
    if (local !== '' && host !== null) found.push({ address: `${local}@${domain}`, host, at: mark - local.length });
  }
  return found;
}

interface Taken {
  readonly at: number;
  readonly length: number;
}

/** The text with spaces where something was taken; the spans are in order and places stay as they were. */
function without(text: string, taken: readonly Taken[]): string {
  const pieces: string[] = [];
  let from = 0;
  for (const { at, length } of taken) {
    pieces.push(text.slice(from, at), ' '.repeat(length));
    from = at + length;
  }
  return pieces.join('') + text.slice(from);
}

function withoutTrailingMarks(url: string): string {
  let end = url.length;
  while (end > 0 && /[.,;:!?'’\])}>*_]/u.test(url.charAt(end - 1))) {
    if (url.charAt(end - 1) === ')' && url.slice(0, end).includes('(')) break;
    end--;
  }
  return url.slice(0, end);
}

function hostOf(url: string): string | null {
  const authority = /^[a-z]+:\/\/([^/?#]{1,300})/iu.exec(url)?.[1] ?? '';
  const host = authority.slice(authority.lastIndexOf('@') + 1).replace(/:\d{1,5}$/u, '');
  return isIpv4(host) ? host : asDomainName(host);
}

function isIpv4(text: string): boolean {
  const octets = text.split('.');
  return octets.length === 4 && octets.every((octet) => /^\d{1,3}$/u.test(octet) && Number(octet) <= 255);
}

function isIpv6(text: string): boolean {
  if (!text.includes(':') || text.split('::').length > 2 || text.length < 6) return false;
  const groups = text.split(':');
  const filled = groups.filter((group) => group !== '');
  if (!filled.every((group) => /^[0-9a-f]{1,4}$/iu.test(group)) || filled.length < 2) return false;
  return text.includes('::') ? filled.length < 8 : groups.length === 8;
}

/** E.164, taking ten digits for a North American number; null when it cannot be a telephone number. */
function asPhone(text: string): string | null {
  const digits = text.replace(/\D/gu, '');
  if (digits.length === 10 && /^[2-9]/u.test(digits)) return `+1${digits}`;
  if (digits.length === 11 && digits.startsWith('1')) return `+${digits}`;
  return text.startsWith('+') && digits.length >= 8 && digits.length <= 15 ? `+${digits}` : null;
}
