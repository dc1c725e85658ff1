import type { Secrets } from './secrets.js';

/**
 * What makes a mail prove which report it continues: an address with a keyed tag, or a Message-ID of ours. Both carry the
 * report's id and a truncated HMAC of it, so nobody can make one for a report that we have not written to them about.
 */

/** RFC 4648, 6 in lower case: a local part survives senders that change its case. */
const base32 = 'abcdefghijklmnopqrstuvwxyz234567';
const idLength = 16;
const addressMacLength = 10;
const messageMacLength = 16;
/** A tag is 42 characters: 26 bytes in base32. */
const tagLength = Math.ceil(((idLength + addressMacLength) * 8) / 5);

/** The hotline's address with the tag of a report: `hotline+<tag>@domain`. A name of up to 21 characters fits RFC 5321's 64. */
export function mailThreadAddress(secrets: Secrets, email: string, reportId: string): string {
  const mac = secrets.sign('mail-thread', reportId).subarray(0, addressMacLength);
  const tag = toBase32(Buffer.concat([Buffer.from(reportId.replaceAll('-', ''), 'hex'), mac]));
  const at = email.lastIndexOf('@');
  return `${email.slice(0, at)}+${tag}${email.slice(at)}`;
}

/** A Message-ID for a mail about a report, in angle brackets. `unique` tells apart several about one: a delivery's id. */
export function mailThreadMessageId(secrets: Secrets, domain: string, reportId: string, unique: string): string {
  const mac = secrets.sign('mail-thread', reportId).subarray(0, messageMacLength).toString('base64url');
  return `<report.${reportId}.${mac}.${unique}@${domain}>`;
}

/** A Message-ID for a mail that carries no key to a conversation: a page, a neutral receipt, a notice. */
export function mailDeliveryMessageId(secrets: Secrets, domain: string, deliveryId: string): string {
  const mac = deliveryMac(secrets, deliveryId).toString('base64url');
  return `<delivery.${deliveryId}.${mac}@${domain}>`;
}

/**
 * The deliveries whose Message-IDs, made by us, stand in these texts: header fields, or the part of a bounce that quotes the
 * mail it could not deliver. Looks at the first 256 KB and finds no more than 50; what anybody else made up is none.
 */
export function ourMessageIdsIn(secrets: Secrets, texts: readonly string[]): readonly string[] {
  const found = new Set<string>();
  let room = longestSearched;
  for (const text of texts) {
    const searched = text.slice(0, room);
    room -= searched.length;
    for (const [, reportId = '', mac = '', deliveryId = ''] of searched.matchAll(threadIds)) {
      if (proves(secrets, reportId.toLowerCase(), mac)) found.add(deliveryId.toLowerCase());
    }
    for (const [, deliveryId = '', mac = ''] of searched.matchAll(deliveryIds)) {
      const id = deliveryId.toLowerCase();
      if (secrets.verify('mail-thread', `delivery ${id}`, Buffer.from(mac, 'base64url'))) found.add(id);
    }
    if (found.size >= mostDeliveries) break;
  }
  return [...found].slice(0, mostDeliveries);
}

/** The report that the first genuine one of these addresses and Message-IDs belongs to. Looks at no more than 100 of them. */
export function reportIdFromThread(secrets: Secrets, candidates: readonly string[]): string | null {
  for (const candidate of candidates.slice(0, 100)) {
    const reportId = fromMessageId(secrets, candidate) ?? fromAddress(secrets, candidate);
    if (reportId !== null) return reportId;
  }
  return null;
}

const longestSearched = 256 * 1024;
const mostDeliveries = 50;
const uuid = '[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}';
const threadIds = new RegExp(`report\\.(${uuid})\\.([\\w-]{22})\\.(${uuid})@`, 'gi');
const deliveryIds = new RegExp(`delivery\\.(${uuid})\\.([\\w-]{22})@`, 'gi');

function deliveryMac(secrets: Secrets, deliveryId: string): Buffer {
  return secrets.sign('mail-thread', `delivery ${deliveryId}`).subarray(0, messageMacLength);
}

function proves(secrets: Secrets, reportId: string, mac: string): boolean {
  return secrets.verify('mail-thread', reportId, Buffer.from(mac, 'base64url'));
}

function fromMessageId(secrets: Secrets, candidate: string): string | null {
  const [, id, mac] =
    /report\.([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\.([\w-]{22})(?:\.[\w-]{1,64})?@/i.exec(candidate) ?? [];
  if (id === undefined || mac === undefined) return null;
  const reportId = id.toLowerCase();
  return proves(secrets, reportId, mac) ? reportId : null;
}

function fromAddress(secrets: Secrets, candidate: string): string | null {
  const [, tag] = /\+([a-z2-7]{42})@/i.exec(candidate) ?? [];
  if (tag === undefined || tag.length !== tagLength) return null;
  const bytes = fromBase32(tag.toLowerCase());
  const hex = bytes.subarray(0, idLength).toString('hex');
  const reportId = hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
  return secrets.verify('mail-thread', reportId, bytes.subarray(idLength, idLength + addressMacLength))
    ? reportId
    : null;
}

function toBase32(bytes: Buffer): string {
  const bits = [...bytes].map((byte) => byte.toString(2).padStart(8, '0')).join('');
  return (bits.match(/.{1,5}/g) ?? []).map((five) => base32.charAt(Number.parseInt(five.padEnd(5, '0'), 2))).join('');
}

function fromBase32(text: string): Buffer {
  const bits = Array.from(text, (symbol) => base32.indexOf(symbol).toString(2).padStart(5, '0')).join('');
  return Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)));
}
