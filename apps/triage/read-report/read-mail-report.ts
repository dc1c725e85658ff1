import { findReferences } from '#domain';
import { type MailKey, readMail, type ReadMail } from '#mail';
import { plainLine, plainText } from './plain-text.js';
import { type AutomaticKind, emptyReading, type ReadReport, type StoredReport } from './report-reading.js';

const mostAttachments = 100;

/** The Message-IDs that our own courier writes. */
const ownMessageId = /^(?:report|delivery)\.[0-9a-f-]{36}\./;

/** A mail of any shape. Throws when it cannot be taken apart within its limits of time and memory. */
export async function readMailReport(
  { raw, sender }: StoredReport,
  keys: readonly MailKey[] = [],
): Promise<ReadReport> {
  const mail = await readMail(raw, { keys, envelopeSender: sender ?? '' });
  if (!mail.readable) throw new Error(`the mail could not be read: ${mail.problem}`);
  const senderAddress = writerOf(mail) ?? sender;
  const subject = plainLine(mail.subject, 500);
  return {
    ...emptyReading,
    subject,
    text: plainText(mail.text).trim(),
    ownText: plainText(mail.ownText).trim(),
    forwardedText: plainText(mail.forwarded.map(asText).join('\n\n')).trim(),
    senderAddress,
    senderName: plainLine(mail.from?.name, 200),
    contact: { email: senderAddress, phone: null },
    automatic: automaticKindOf(mail),
    gaveUp: mail.automatic?.permanent === true,
    attachmentNames: mail.attachments
      .slice(0, mostAttachments)
      .map(({ filename, contentType }) => plainLine(filename, 200) ?? plainLine(contentType, 100) ?? 'attachment'),
    attachments: mail.attachments.slice(0, mostAttachments),
    messageId: plainLine(mail.messageId, 998),
    references: [...new Set([...mail.inReplyTo, ...mail.references])],
    links: mail.links,
    encrypted: mail.encrypted,
    referencesInSubject: findReferences(subject ?? ''),
  };
}

/** From's address, where it is one that an answer could reach. */
function writerOf({ from }: ReadMail): string | null {
  const address = plainLine(from?.address, 254)?.toLowerCase() ?? null;
  return address?.includes('@') === true ? address : null;
}

/** A mail of our own that came back is a loop, whatever else it looks like. */
function automaticKindOf({ messageId, automatic }: ReadMail): AutomaticKind | null {
  return ownMessageId.test(messageId ?? '') ? 'loop' : (automatic?.kind ?? null);
}

/** What was forwarded, with whom it claims to be from: that is often the point of the report. */
function asText({ from, subject, text }: ReadMail['forwarded'][number]): string {
  const writer = from === null ? '' : `${from.name} <${from.address}>`.trim();
  return [writer, subject ?? '', text].filter((line) => line !== '').join('\n');
}
