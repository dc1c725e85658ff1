/** 1.2.840.113549.1.7.2, as it is encoded. */
const signedData = Buffer.from('2a864886f70d010702', 'hex');
const deepest = 12;

interface Tlv {
  readonly tag: number;
  readonly content: Buffer;
  readonly next: number;
}

/** The message within a signature that wraps it (CMS SignedData, RFC 5652): what Outlook sends as smime.p7m. Null when it is something else. */
export function readSignedData(bytes: Buffer): Buffer | null {
  if (bytes.subarray(0, 64).indexOf(signedData) === -1) return null;
  const contentInfo = readTlv(bytes, 0, 0);
  const [, wrapped] = children(contentInfo);
  const [sequence] = children(wrapped);
  // Version, digest algorithms, then the content.
  const encapsulated = children(sequence)[2];
  const [, explicit] = children(encapsulated);
  const [octets] = children(explicit);
  return octets === undefined ? null : octetsOf(octets, 0);
}

function octetsOf({ tag, content }: Tlv, depth: number): Buffer {
  if ((tag & 0x20) === 0 || depth > deepest) return content;
  return Buffer.concat(children({ tag, content, next: 0 }).map((child) => octetsOf(child, depth + 1)));
}

function children(parent: Tlv | undefined | null): readonly Tlv[] {
  const found: Tlv[] = [];
  if (parent === undefined || parent === null) return found;
  for (let at = 0; at < parent.content.length && found.length < 10_000;) {
    const tlv = readTlv(parent.content, at, 0);
    if (tlv === null || tlv.next <= at) break;
    found.push(tlv);
    at = tlv.next;
  }
  return found;
}

function readTlv(bytes: Buffer, at: number, depth: number): Tlv | null {
  const tag = bytes[at];
  const first = bytes[at + 1];
  if (tag === undefined || first === undefined || (tag === 0 && first === 0) || depth > deepest) return null;
  if (first === 0x80) return readIndefinite(bytes, at, tag, depth);
  const count = first < 0x80 ? 0 : first & 0x7f;
  if (count > 4) return null;
  let length = count === 0 ? first : 0;
  for (let index = 0; index < count; index += 1) length = length * 256 + (bytes[at + 2 + index] ?? 0);
  const start = at + 2 + count;
  return { tag, content: bytes.subarray(start, start + length), next: start + length };
}

/** A value that ends with two zero bytes instead of saying how long it is. */
function readIndefinite(bytes: Buffer, at: number, tag: number, depth: number): Tlv | null {
  const start = at + 2;
  let end = start;
  for (;;) {
    if (end >= bytes.length) return { tag, content: bytes.subarray(start), next: bytes.length };
    if (bytes[end] === 0 && bytes[end + 1] === 0) return { tag, content: bytes.subarray(start, end), next: end + 2 };
    const inner = readTlv(bytes, end, depth + 1);
    if (inner === null || inner.next <= end) return null;
    end = inner.next;
  }
}
