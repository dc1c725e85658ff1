import { lookup as resolve } from 'node:dns';
import { type OutgoingHttpHeaders, request as requestPlain } from 'node:http';
import { request as requestSecurely } from 'node:https';
import { BlockList, isIP, type LookupFunction } from 'node:net';

/** What no request of ours goes to, whoever gave us the address (RFC 6890 and its registry). */
const notPublic = new BlockList();
for (const [network, bits] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 3],
] as const) {
  notPublic.addSubnet(network, bits, 'ipv4');
}
/** Of IPv6 only what is given out to the world, less what hides an IPv4 address or documents. */
const publicSix = new BlockList();
publicSix.addSubnet('2000::', 3, 'ipv6');
for (const [network, bits] of [
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['3fff::', 20],
] as const) {
  notPublic.addSubnet(network, bits, 'ipv6');
}

export function isPublicAddress(address: string): boolean {
  switch (isIP(address)) {
    case 4:
      return !notPublic.check(address, 'ipv4');
    case 6:
      return publicSix.check(address, 'ipv6') && !notPublic.check(address, 'ipv6');
    default:
      return false;
  }
}

/**
 * A URL that somebody outside gave us, if we may post there: `https`, its usual port, a name with a dot. `allowsLoopback`: also
 * this machine without TLS, for a sandbox alone.
 */
export function publicUrl(text: string, { allowsLoopback }: { readonly allowsLoopback: boolean }): URL | null {
  if (!URL.canParse(text)) return null;
  const url = new URL(text);
  if (url.username !== '' || url.password !== '' || url.hash !== '') return null;
  if (allowsLoopback && url.hostname === '127.0.0.1') return url;
  const isNamed = isIP(url.hostname.replaceAll(/[[\]]/g, '')) === 0 && url.hostname.includes('.');
  return url.protocol === 'https:' && url.port === '' && isNamed ? url : null;
}

export interface PublicPost {
  readonly url: URL;
  readonly headers: OutgoingHttpHeaders;
  readonly body: Buffer | string;
  readonly timeoutMs: number;
  readonly allowsLoopback: boolean;
}

/**
 * One request and no other: a redirection would lead wherever its author likes, and a name is looked up where the connection is
 * made, so it cannot lead elsewhere a moment later. Resolves to the HTTP status; rejects with a code, `not-public` among them.
 */
export function postPublicly({ url, headers, body, timeoutMs, allowsLoopback }: PublicPost): Promise<number> {
  const send = url.protocol === 'https:' ? requestSecurely : requestPlain;
  return new Promise((answered, failed) => {
    const signal = AbortSignal.timeout(timeoutMs);
    const lookup = allowsLoopback ? {} : { lookup: lookupPublic };
    const request = send(url, { method: 'POST', headers, signal, agent: false, ...lookup }, (response) => {
      response.resume();
      answered(response.statusCode ?? 0);
    });
    request.on('error', (error) => failed(signal.aborted ? coded('timeout') : error));
    request.end(body);
  });
}

const lookupPublic: LookupFunction = (hostname, options, done) => {
  resolve(hostname, { ...options, all: true }, (error, addresses) => {
    if (error !== null) return done(error, '');
    const [first] = addresses;
    if (first === undefined || !addresses.every(({ address }) => isPublicAddress(address))) {
      return done(coded('not-public'), '');
    }
    return options.all === true ? done(null, [first]) : done(null, first.address, first.family);
  });
};

function coded(code: string): NodeJS.ErrnoException {
  return Object.assign(new Error(code), { code });
}
