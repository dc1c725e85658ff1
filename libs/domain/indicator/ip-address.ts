export function isIpv4(text: string): boolean {
  const octets = text.split('.');
  return octets.length === 4 && octets.every((octet) => /^\d{1,3}$/u.test(octet) && Number(octet) <= 255);
}

export function isIpv6(text: string): boolean {
  if (!text.includes(':') || text.length > 45 || text.split('::').length > 2) return false;
  const short = text.includes('::');
  if (!short && (text.startsWith(':') || text.endsWith(':'))) return false;
  const groups = text.split(':');
  const last = groups.at(-1) ?? '';
  const mapped = last.includes('.');
  if (mapped && !isIpv4(last)) return false;
  const hex = (mapped ? groups.slice(0, -1) : groups).filter((group) => group !== '');
  if (!hex.every((group) => /^[0-9a-f]{1,4}$/iu.test(group))) return false;
  const filled = hex.length + (mapped ? 2 : 0);
  return short ? filled < 8 : filled === 8 && hex.length === groups.length - (mapped ? 1 : 0);
}

/**
 * The address that a browser reads in a host written as numbers in disguise: `3221226219`, `0xC0.0.2.1`, `0300.0.513`
 * (WHATWG URL, "IPv4 parser"); null for any other host.
 */
export function disguisedIpv4(host: string): string | null {
  const parts = host.replace(/\.$/u, '').split('.');
  if (parts.length > 4) return null;
  const numbers = parts.map(numberIn);
  const last = numbers.at(-1) ?? null;
  if (last === null || numbers.some((part) => part === null)) return null;
  const leading = numbers.slice(0, -1).map(Number);
  if (leading.some((part) => part > 255) || last >= 256 ** (5 - parts.length)) return null;
  const address = leading.reduce((sum, part, at) => sum + part * 256 ** (3 - at), last);
  return [24, 16, 8, 0].map((shift) => Math.floor(address / 2 ** shift) % 256).join('.');
}

/**
 * Whether an address says nothing outside one network: loopback, private, link-local. Two parties that both report
 * `192.168.1.1` have nothing in common.
 */
export function isLocalAddress(address: string): boolean {
  return /^(?:0|10|127)\.|^192\.168\.|^169\.254\.|^172\.(?:1[6-9]|2\d|3[01])\.|^(?:::1?$|fe[89ab][0-9a-f]:|f[cd][0-9a-f]{2}:)/iu.test(
    address,
  );
}

function numberIn(part: string): number | null {
  if (/^0x[0-9a-f]{0,8}$/iu.test(part)) return Number.parseInt(part.slice(2) || '0', 16);
  if (/^0[0-7]{1,12}$/u.test(part)) return Number.parseInt(part, 8);
  return /^\d{1,10}$/u.test(part) ? Number(part) : null;
}
