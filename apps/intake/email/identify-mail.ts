import { reportIdFromThread, type Secrets } from '#service';
import { sha256 } from '#store';
import { type HeaderBlock, valuesOf } from './read-header-block.js';

/** Longest Message-ID that is taken as one; the store indexes it. */
const longestMessageId = 250;
const mostThreadIds = 50;

/**
 * The fields that make a mail what it is to whoever reads it. All others are written by the servers on its way (Received,
 * Authentication-Results, scores of filters) and differ between two deliveries of one mail.
 */
const ownFields: ReadonlySet<string> = new Set(
  [
    'from sender reply-to to cc bcc subject date message-id in-reply-to references',
    'mime-version content-type content-transfer-encoding content-disposition content-language',
    // Somebody passed it on: another person's report, though its words are the same.
    'resent-from resent-sender resent-to resent-cc resent-date resent-message-id x-forwarded-for',
  ].flatMap((names) => names.split(' ')),
);

/** Fields by which a copy is taken for a machine's or a list's, and is then never paged. */
const automaticFields: readonly string[] = [
  'auto-submitted precedence list-id list-unsubscribe x-loop x-autoreply x-autorespond',
  'x-auto-response-suppress x-failed-recipients',
].flatMap((names) => names.split(' '));

export interface MailIdentity {
  /** What makes a second arrival the same mail. */
  readonly id: string;
  /** For a copy that looks automatic: the identity of the same mail written by hand, beside which it says nothing new. */
  readonly plainId: string | null;
}

/**
 * What makes a second arrival the same mail: its Message-ID and the hash of its content together. A Message-ID alone proves
 * nothing, for anybody can use one again; servers on the way change the rest. A mail without a Message-ID is only ever the
 * same when every byte and the envelope's sender are.
 *
 * A copy that looks automatic (through a list, with an empty sender) has an identity of its own: it is not paged, so whoever
 * sends such a copy first must not be able to silence the mail itself.
 */
export function identifyMail(raw: Buffer, header: HeaderBlock, sender: string | null): MailIdentity {
  const messageId = valuesOf(header, 'message-id')[0]?.replace(/[^\x21-\x7E]/g, '') ?? '';
  if (messageId === '' || messageId.length > longestMessageId || header.bodyAt === null) {
    return { id: `none:${sha256(Buffer.concat([Buffer.from(`${sender ?? ''}\n`), raw]))}`, plainId: null };
  }
  const plain = `${messageId}:${hashContent(raw, header.fields, header.bodyAt)}`;
  return looksAutomatic(header, sender) ? { id: `${plain}:automatic`, plainId: plain } : { id: plain, plainId: null };
}

/** The report that this mail proves to continue, by an address of ours with a keyed tag or a Message-ID of ours. */
export function findFollowedReport(
  secrets: Secrets,
  recipients: readonly string[],
  header: HeaderBlock,
): string | null {
  const ids = ['in-reply-to', 'references']
    .flatMap((name) => valuesOf(header, name))
    .flatMap((value) => value.split(/[\s<>,]+/))
    .filter((id) => id.startsWith('report.'));
  return reportIdFromThread(secrets, [...recipients, ...ids.slice(-mostThreadIds)]);
}

function looksAutomatic(header: HeaderBlock, sender: string | null): boolean {
  if (sender === null) return true;
  return automaticFields.some((name) =>
    valuesOf(header, name).some((value) => name !== 'auto-submitted' || !/^no\b/i.test(value)),
  );
}

function hashContent(raw: Buffer, fields: HeaderBlock['fields'], bodyAt: number): string {
  const kept = fields
    .filter(([name]) => ownFields.has(name))
    .map(([name, value]) => `${name}:${value.replace(/\s+/g, ' ').trim()}`)
    // Some servers put the fields in an order of their own.
    .toSorted();
  return sha256(Buffer.concat([Buffer.from(`${kept.join('\n')}\n\n`, 'latin1'), plainLines(raw.subarray(bodyAt))]));
}

/** One way of ending a line and none at the very end: servers differ in both. */
function plainLines(body: Buffer): Buffer {
  const plain = Buffer.allocUnsafe(body.length);
  let length = 0;
  for (let at = 0; at < body.length; at += 1) {
    const byte = body[at] ?? 0;
    if (byte === 13 && body[at + 1] === 10) continue;
    plain[length] = byte;
    length += 1;
  }
  while (length > 0 && (plain[length - 1] === 10 || plain[length - 1] === 13)) length -= 1;
  return plain.subarray(0, length);
}
