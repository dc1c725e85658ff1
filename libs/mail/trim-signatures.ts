export interface SignedHead {
  /** The mail with no more signatures than may be checked. */
  readonly trimmed: Buffer;
  /** The fields of the header in order, names in lower case, values unfolded. */
  readonly fields: readonly (readonly [name: string, value: string])[];
  /** The domain of the one address in the one From field, in lower case; null when there is not exactly one. */
  readonly fromDomain: string | null;
}

const longestHead = 256 * 1024;
const mostDkim = 8;
const mostArc = 30;
/** Longest field of a signature, in bytes; the checker's expressions take the square of it. */
const longestSignature = 4 * 1024;
const signatures: Readonly<Record<string, number>> = {
  'dkim-signature': mostDkim,
  'arc-seal': mostArc,
  'arc-message-signature': mostArc,
  'arc-authentication-results': mostArc,
};
/** What no server writes and what makes an expression slow. */
const longRun = /[\s;:]{300,}/;
/** How much blank a body may hold in one piece before its signatures are left alone, in bytes. */
const longestBlank = 2 * 1024;

/**
 * A mail can hold any number of signatures of any length, each of which costs a hash of the whole body. This leaves out what
 * goes beyond the few that a real mail has, before anybody looks at them. A mail left without its signatures is unsigned.
 */
export function trimSignatures(raw: Buffer): SignedHead {
  const text = raw.subarray(0, longestHead).toString('latin1');
  const end = /^\r?\n|\r?\n\r?\n/.exec(text);
  const head = end === null ? text : text.slice(0, end.index);
  const blocks = head.split(/\r?\n(?![ \t])/);
  const isTooDear = end === null || longRun.test(head) || hasLongBlank(raw);
  const seen = new Map<string, number>();
  const kept = blocks.filter((block) => {
    const name = nameOf(block);
    const most = signatures[name];
    if (most === undefined) return true;
    const count = (seen.get(name) ?? 0) + 1;
    seen.set(name, count);
    return !isTooDear && count <= most && block.length <= longestSignature;
  });
  const fields = blocks.map((block) => [nameOf(block), valueOf(block)] as const);
  return {
    trimmed:
      kept.length === blocks.length
        ? raw
        : Buffer.concat([Buffer.from(kept.join('\r\n'), 'latin1'), raw.subarray(head.length)]),
    fields,
    fromDomain: fromDomainOf(fields),
  };
}

function fromDomainOf(fields: SignedHead['fields']): string | null {
  const from = fields.filter(([name]) => name === 'from');
  if (from.length !== 1) return null;
  const value = (from[0]?.[1] ?? '').slice(0, 2_000).replace(/"[^"]*"/g, ' ');
  const inBrackets = [...value.matchAll(/<([^<>]*)>/g)].map(([, address = '']) => address.trim());
  const addresses = inBrackets.length > 0 ? inBrackets : value.split(',').map((address) => address.trim());
  if (addresses.length !== 1) return null;
  const [, domain] = /^[^\s@]{1,200}@([\w.-]{1,253})$/.exec(addresses[0] ?? '') ?? [];
  return domain?.toLowerCase() ?? null;
}

function nameOf(block: string): string {
  const colon = block.indexOf(':');
  return colon > 0 && colon < 100 ? block.slice(0, colon).trim().toLowerCase() : '';
}

function valueOf(block: string): string {
  return block
    .slice(block.indexOf(':') + 1)
    .replace(/\r?\n/g, '')
    .trim();
}

function hasLongBlank(raw: Buffer): boolean {
  let run = 0;
  for (const byte of raw) {
    run = byte === 32 || byte === 9 ? run + 1 : 0;
    if (run > longestBlank) return true;
  }
  return false;
}
