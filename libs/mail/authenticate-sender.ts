import {
  arc,
  type ARCData,
  dkimVerify,
  type DKIMResult,
  dmarc,
  type DMARCResult,
  type DNSResolver,
  spf,
  type SPFResult,
} from 'mailauth';
import { type OwnServerResult, readOwnServerResults } from './own-server-results.js';
import { type SignedHead, trimSignatures } from './trim-signatures.js';

/** What authentication can come to (RFC 8601, 2.7); `none` also where nothing was asked. */
export type AuthenticationResult =
  'pass' | 'fail' | 'softfail' | 'neutral' | 'none' | 'policy' | 'temperror' | 'permerror';

/** Whether a mail's sender is who it says. It lowers or raises trust; it never keeps a report out. */
export interface SenderAuthentication {
  readonly spf: { readonly result: AuthenticationResult; readonly domain: string | null };
  readonly dkim: readonly {
    readonly result: AuthenticationResult;
    readonly domain: string;
    readonly selector: string;
    /** The signature speaks for the domain of the From field. */
    readonly aligned: boolean;
  }[];
  readonly dmarc: {
    readonly result: AuthenticationResult;
    readonly domain: string | null;
    readonly policy: string | null;
  };
  readonly arc: { readonly result: AuthenticationResult; readonly hops: number };
  /** The one domain of the From field has vouched for this mail. */
  readonly alignedFrom: boolean;
  readonly summary: 'pass' | 'fail' | 'none' | 'temperror';
  /** What a mail server of our own found, when the mail came through it; empty otherwise, whatever the mail says. */
  readonly ownServerResults: readonly OwnServerResult[];
}

/** What the door knew of the connection. */
export interface ArrivalFacts {
  readonly via: 'smtp' | 'imap';
  /** Null when a mail server of our own stood in between. */
  readonly remoteAddress: string | null;
  readonly helo: string | null;
  readonly mailFrom: string | null;
}

export interface AuthenticationOptions {
  /** Asks DNS as `dns.promises.resolve(name, type)` does; null asks nobody, and every result of ours is then `none`. */
  readonly resolver: DNSResolver | null;
  /** For all questions together, in milliseconds. */
  readonly timeoutMs: number;
  /** The authserv-ids of our own mail servers. */
  readonly ownAuthservIds?: readonly string[];
  /** `raw` is only the beginning of the mail, so no signature over its body can be checked. */
  readonly truncated?: boolean;
}

/** One mail asks DNS no more often than this, whatever it holds. */
const mostLookups = 60;

/**
 * Asks SPF, DKIM, DMARC and ARC about a mail. Never throws: what cannot be found out in time is `temperror`, and what a
 * hostile mail makes too dear to find out is `none`.
 */
export async function authenticateSender(
  raw: Buffer,
  arrival: ArrivalFacts | null,
  { resolver, timeoutMs, ownAuthservIds = [], truncated = false }: AuthenticationOptions,
): Promise<SenderAuthentication> {
  const head = trimSignatures(raw);
  const ownServerResults = camePastOurs(arrival) ? readOwnServerResults(head.fields, ownAuthservIds) : [];
  const found =
    resolver === null ? nothing : await inTime(ask(head, arrival, resolver, timeoutMs, truncated), timeoutMs);
  const vouchedByOurs = ownServerResults.some(
    ({ method, result, domain }) =>
      method === 'dmarc' && result === 'pass' && domain !== null && domain === head.fromDomain,
  );
  const alignedFrom = head.fromDomain !== null && (found.alignedFrom || vouchedByOurs);
  const failedAtOurs = ownServerResults.some(({ method, result }) => method === 'dmarc' && result === 'fail');
  return { ...found, alignedFrom, summary: summarize(found, alignedFrom, failedAtOurs), ownServerResults };
}

type Found = Pick<SenderAuthentication, 'spf' | 'dkim' | 'dmarc' | 'arc' | 'alignedFrom'>;

const nothing: Found = {
  spf: { result: 'none', domain: null },
  dkim: [],
  dmarc: { result: 'none', domain: null, policy: null },
  arc: { result: 'none', hops: 0 },
  alignedFrom: false,
};

const tooLate: Found = {
  ...nothing,
  spf: { result: 'temperror', domain: null },
  dmarc: { result: 'temperror', domain: null, policy: null },
};

async function inTime(asked: Promise<Found>, timeoutMs: number): Promise<Found> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<Found>((resolve) => {
    timer = setTimeout(() => resolve(tooLate), timeoutMs);
  });
  try {
    // What a hostile mail makes the checker trip over counts as not signed.
    return await Promise.race([asked.catch(() => nothing), late]);
  } finally {
    clearTimeout(timer);
  }
}

async function ask(
  { trimmed, fromDomain }: SignedHead,
  arrival: ArrivalFacts | null,
  given: DNSResolver,
  timeoutMs: number,
  truncated: boolean,
): Promise<Found> {
  const resolver = bounded(given, timeoutMs);
  const [checked, sent] = await Promise.all([
    dkimVerify(trimmed, { resolver, minBitLength: 1024 }),
    askSpf(arrival, resolver),
  ]);
  const dkim = truncated ? [] : checked.results.filter(({ signingDomain }) => signingDomain).map(readSignature);
  const arcFound =
    checked.arc === undefined ? false : await arc(checked.arc as ARCData, { resolver, minBitLength: 1024 });
  const signers = dkim.filter(({ result, aligned }) => result === 'pass' && aligned);
  const policy = fromDomain === null ? null : await askDmarc(fromDomain, sent, signers, resolver);
  const spfAligned =
    sent?.status.result === 'pass' &&
    // Without a policy only the very domain counts.
    (policy?.alignment === undefined ? sent.domain === fromDomain : Boolean(policy.alignment.spf.result));
  const dkimAligned = signers.length > 0 && (policy?.alignment === undefined || Boolean(policy.alignment.dkim.result));
  const alignedFrom = fromDomain !== null && (dkimAligned || spfAligned);
  // Where SPF or a signature could not be asked about, their absence proves nothing against the sender.
  const isHalfBlind = (sent === null && !dkimAligned) || (truncated && !spfAligned);
  const dmarcResult = plain(policy?.status.result);
  return {
    spf: { result: plain(sent?.status.result), domain: sent?.domain ?? null },
    dkim,
    dmarc: {
      result: dmarcResult === 'fail' && isHalfBlind ? 'none' : dmarcResult,
      domain: policy?.domain ?? null,
      policy: policy?.policy ?? null,
    },
    arc: {
      result: plain(arcFound ? arcFound.status.result : undefined),
      hops: arcFound && typeof arcFound.i === 'number' ? arcFound.i : 0,
    },
    alignedFrom,
  };
}

/** Null where the far end was a server of ours, whose address says nothing about the sender. */
async function askSpf(arrival: ArrivalFacts | null, resolver: DNSResolver): Promise<SPFResult | null> {
  if (arrival === null || arrival.remoteAddress === null) return null;
  const ip = arrival.remoteAddress.replace(/^::ffff:(?=\d+\.)/i, '');
  const { helo, mailFrom } = arrival;
  const asked = { ip, helo: helo ?? `[${ip}]`, sender: mailFrom ?? '', mta: 'vigil', resolver };
  return (await spf(asked)) || null;
}

async function askDmarc(
  fromDomain: string,
  sent: SPFResult | null,
  signers: SenderAuthentication['dkim'],
  resolver: DNSResolver,
): Promise<DMARCResult | null> {
  const found = await dmarc({
    headerFrom: [`x@${fromDomain}`],
    spfDomains: sent?.status.result === 'pass' ? [sent.domain] : [],
    dkimDomains: signers.map(({ domain, selector }) => ({ id: selector, domain, aligned: true })),
    resolver,
  });
  return found || null;
}

function readSignature({ status, signingDomain, selector }: DKIMResult): SenderAuthentication['dkim'][number] {
  // A signature over the beginning of a body (`l=`) vouches for nothing that was added behind it.
  const isPartial = Boolean(status.underSized) && status.result === 'pass';
  return {
    result: isPartial ? 'policy' : plain(status.result),
    domain: signingDomain.slice(0, 253),
    selector: (selector ?? '').slice(0, 253),
    aligned: Boolean(status.aligned),
  };
}

function summarize(
  { spf, dkim, dmarc }: Found,
  alignedFrom: boolean,
  failedAtOurs: boolean,
): SenderAuthentication['summary'] {
  if (alignedFrom) return 'pass';
  const results = [spf.result, dmarc.result, ...dkim.map(({ result }) => result)];
  if (results.includes('temperror')) return 'temperror';
  // A signature that does not verify counts as none (RFC 6376, 6.1): lists and gateways break them every day.
  return spf.result === 'fail' || dmarc.result === 'fail' || failedAtOurs ? 'fail' : 'none';
}

/** Through a mailbox elsewhere, or a relay of ours: a server of our own has seen it before us. */
function camePastOurs(arrival: ArrivalFacts | null): boolean {
  return arrival !== null && (arrival.via === 'imap' || arrival.remoteAddress === null);
}

/** Each question has an end, and so has their number; the same question is asked once. */
function bounded(resolver: DNSResolver, timeoutMs: number): DNSResolver {
  const known = new Map<string, ReturnType<DNSResolver>>();
  return (domain, type) => {
    const key = `${type} ${domain.toLowerCase()}`;
    const before = known.get(key);
    if (before !== undefined) return before;
    if (known.size >= mostLookups) {
      return Promise.reject(Object.assign(new Error('too many questions'), { code: 'EREFUSED' }));
    }
    const asked = withTimeout(resolver(domain, type), timeoutMs);
    known.set(key, asked);
    return asked;
  };
}

async function withTimeout<T>(asked: Promise<T>, ms: number): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(Object.assign(new Error('DNS timeout'), { code: 'ETIMEOUT' })), ms);
  });
  try {
    return await Promise.race([asked, late]);
  } finally {
    clearTimeout(timer);
  }
}

const words: Readonly<Record<string, AuthenticationResult>> = {
  pass: 'pass',
  fail: 'fail',
  softfail: 'softfail',
  neutral: 'neutral',
  none: 'none',
  policy: 'policy',
  temperror: 'temperror',
  temperr: 'temperror',
  permerror: 'permerror',
};

function plain(word: string | undefined): AuthenticationResult {
  return words[word ?? 'none'] ?? 'none';
}
