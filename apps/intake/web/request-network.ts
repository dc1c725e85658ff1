import { networkList, networkOf } from '../source-network.js';

const isOfThisMachine = networkList(['127.0.0.0/8', '::1/128']);

/** The network that a request came from; null for one from this very machine, which says nothing about who sent it. */
export function networkOfRequest({ ip }: { readonly ip: string }): string | null {
  return isOfThisMachine(ip) ? null : networkOf(ip);
}
