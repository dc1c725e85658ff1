import { isMailProvider, isUnder } from './domain-name.js';
import { defang } from './defang.js';
import type { Indicator, IndicatorType } from './indicator.js';
import { isIpv4 } from './ip-address.js';
import { lookalikeOf } from './lookalike.js';
import { isAttackersNumber } from './phone-number.js';
import { isAccountLink } from './platform.js';
import {
  addressesIn,
  asHost,
  hostIn,
  readAddresses,
  readAddressesOfMachines,
  readBareUrls,
  readDomains,
  readHandles,
  readHashesAndWallets,
  readNames,
  readPhones,
  readUrls,
  type Candidate,
  type Reader,
} from './read-candidates.js';
import { namesDefangedIn, refang } from './refang.js';
import { isLost, isOwn, isReturnAddress, type Around } from './whose.js';
import { linkScanners, wrappedTarget } from './wrapped-link.js';

/** What the extractor must know to leave the harmless alone. All domains in lower case. */
export interface IndicatorContext {
  /** Parties' own domains, never indicators, nor anything under them; their lookalikes are pointed out. */
  readonly ownDomains: readonly string[];
  /** Address or number of the reporter. */
  readonly sender: string | null;
  /** Big platforms: never indicators, but for what somebody keeps there. */
  readonly wellKnownDomains: ReadonlySet<string>;
  /** Mail providers, link shorteners, form hosts: an address or URL there is an indicator, the host itself is not. */
  readonly sharedHosts: ReadonlySet<string>;
}

/** More than this many indicators in one report is a log, which belongs in an attachment. */
export const mostIndicators = 200;

/** So much of a text is read, in characters. */
export const mostText = 100_000;

/** How far around a name words say whose it is, in characters. */
const nearBy = 80;

/** The kinds in the order in which they are read: what an earlier one takes, a later one does not see. */
const readers: readonly Reader[] = [
  readUrls,
  readAddresses,
  readHandles,
  readNames,
  readBareUrls,
  readHashesAndWallets,
  readAddressesOfMachines,
  readDomains,
  readPhones,
];

/**
 * Indicators of compromise in a text, each once: links, addresses, names and so on in order of kind and place. Linear
 * time; what is benign is left out. Nothing is looked up and nothing fetched.
 */
export function findIndicators(text: string, context: IndicatorContext): readonly Indicator[] {
  const bounded = text.slice(0, mostText);
  const whole = refang(bounded);
  const clues = { defanged: namesDefangedIn(bounded) };
  const collection = new Collection(context);
  let rest = whole;
  for (const read of readers) {
    const candidates = read(rest, clues);
    for (const candidate of candidates) collection.judge(candidate, around(whole, candidate));
    rest = without(rest, candidates);
  }
  return collection.indicators;
}

/** What was found so far; decides what of a candidate is an indicator. */
class Collection {
  readonly #found = new Map<string, Indicator>();
  readonly #own = new Set<string>();
  readonly #sender: string;
  readonly #senderHost: string | null;

  constructor(private readonly context: IndicatorContext) {
    const address = addressesIn(context.sender ?? '')[0];
    this.#sender = (address?.address ?? context.sender ?? '').toLowerCase();
    const host = address?.host ?? null;
    // Where the reporter writes from is nothing to block, unless it passes for a party's.
    const trusted = host !== null && !this.#isShared(host) && lookalikeOf(host, context.ownDomains) === null;
    this.#senderHost = trusted ? host : null;
  }

  get indicators(): readonly Indicator[] {
    return [...this.#found.values()];
  }

  judge(candidate: Candidate, around: Around): void {
    const { type, value, host } = candidate;
    if (value === '') return;
    switch (type) {
      case 'url':
        this.#judgeUrl(candidate, around);
        return;
      case 'email':
        if (value === this.#sender || isOwn(around) || isReturnAddress(around)) return;
        if (host === null || this.#isOurs(host) || (this.#isWellKnown(host) && !this.#isShared(host))) return;
        this.#add('email', value, host);
        this.#addHost(candidate);
        return;
      case 'domain':
        if (this.#own.has(value) || isOwn(around)) this.#own.add(value);
        else this.#addHost(candidate);
        return;
      case 'handle':
        if (isOwn(around) || isLost(around) || this.#own.has(value.toLowerCase())) this.#own.add(value.toLowerCase());
        else this.#add('handle', value);
        return;
      case 'phone':
        if (value !== this.#sender && isAttackersNumber(around, !value.startsWith('+1'))) this.#add('phone', value);
        return;
      case 'ipv4':
        if (!isVersion(around)) this.#add('ipv4', value);
        return;
      case 'ipv6':
      case 'md5':
      case 'sha1':
      case 'sha256':
      case 'sha512':
      case 'btc':
      case 'eth':
        this.#add(type, value);
    }
  }

  #judgeUrl(candidate: Candidate, around: Around): void {
    const { value, host } = candidate;
    if (host === null || this.#isOurs(host)) return;
    const target = wrappedTarget(value, host);
    if (target !== null) this.#judgeTarget(target, around);
    const scanner = isUnder(host, linkScanners);
    if (this.#isWellKnown(host) && !this.#isShared(host) && !scanner) {
      const path = value.replace(/^(?:[a-z]+:\/\/)?[^/]*/iu, '');
      if (target !== null || !isAccountLink(host, path) || isOwn(around) || isLost(around)) return;
      this.#add('url', value);
      return;
    }
    if (isOwn(around)) return;
    this.#add('url', value, host);
    if (isIpv4(host)) this.#add('ipv4', host);
    else if (host.includes(':')) this.#add('ipv6', host);
    else if (!scanner) this.#addHost(candidate);
  }

  #judgeTarget(url: string, around: Around): void {
    const written = hostIn(url);
    const host = asHost(written);
    if (host === null) return;
    const value = url.replace(/^[a-z]+/iu, (scheme) => scheme.toLowerCase());
    // A target may be wrapped again; two filters in a row are usual, more is somebody playing.
    this.#depth++;
    if (this.#depth <= 3) this.#judgeUrl({ type: 'url', value, host, writtenHost: written, at: 0, length: 0 }, around);
    this.#depth--;
  }
  #depth = 0;

  #addHost({ host, writtenHost }: Candidate): void {
    if (host === null || this.#isOurs(host) || this.#isWellKnown(host) || this.#isShared(host)) return;
    if (isUnder(host, linkScanners)) return;
    this.#add('domain', (writtenHost ?? host).toLowerCase(), host);
  }

  #add(type: IndicatorType, value: string, host?: string): void {
    // Two ways to write one domain are one indicator, as it was written first.
    const key = type === 'domain' && host !== undefined ? `domain ${host}` : `${type} ${value.toLowerCase()}`;
    if (this.#found.size >= mostIndicators || this.#found.has(key)) return;
    const lookalike = host === undefined ? null : lookalikeOf(host, this.context.ownDomains);
    const indicator = { type, value, defanged: defang(value) };
    this.#found.set(key, lookalike === null ? indicator : { ...indicator, lookalike });
  }

  #isOurs(host: string): boolean {
    return isUnder(host, this.context.ownDomains) || (this.#senderHost !== null && isUnder(host, [this.#senderHost]));
  }

  #isWellKnown(host: string): boolean {
    return isUnder(host, this.context.wellKnownDomains);
  }

  #isShared(host: string): boolean {
    return isUnder(host, this.context.sharedHosts) || isMailProvider(host);
  }
}

/** `10.2.3.4` behind "version", or glued to a program's name. */
function isVersion({ before }: Around): boolean {
  return /(?<!\p{L})(?:version|versions|v|ver|build|release|firmware|update|rev|mise [àa] jour)[\s.:]{0,2}$|[\p{L}\d]\/$/iu.test(
    before,
  );
}

function around(whole: string, { at, length }: Candidate): Around {
  return { before: whole.slice(Math.max(0, at - nearBy), at), after: whole.slice(at + length, at + length + nearBy) };
}

/** The text with spaces where something was taken; the spans are in order and places stay as they were. */
function without(text: string, taken: readonly { readonly at: number; readonly length: number }[]): string {
  const pieces: string[] = [];
  let from = 0;
  for (const { at, length } of taken) {
    if (at < from) continue;
    pieces.push(text.slice(from, at), ' '.repeat(length));
    from = at + length;
  }
  return pieces.join('') + text.slice(from);
}
