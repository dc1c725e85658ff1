import { findReferences } from '#domain';
import { readMail, type ReadMail, type ReadMailOptions } from '#mail';
import { plainLine, plainText } from './plain-text.js';
import { type AutomaticKind, emptyReading, type ReadReport, type StoredReport } from './report-reading.js';

const mostAttachments = 100;

/** The Message-IDs that our own courier writes. */
const ownMessageId = /^(?:report|delivery)\.[0-9a-f-]{36}\./;

/** Keys that open what is sent encrypted, and the addresses that the hotline reads. */
export type MailKnowledge = Pick<ReadMailOptions, 'keys' | 'ours'>;

/** A mail of any shape. Throws when it cannot be taken apart within its limits of time and memory. */
export async function readMailReport({ raw, sender }: StoredReport, known: MailKnowledge = {}): Promise<ReadReport> {
  const mail = await readMail(raw, { ...known, envelopeSender: sender ?? '' });
  if (!mail.readable) throw new Error(`the mail could not be read: ${mail.problem}`);
  const senderAddress = addressOf(mail.from) ?? sender;
  const subject = plainLine(mail.subject, 500);
  return {
    ...emptyReading,
    subject,
    text: plainText(mail.text).trim(),
    ...whoseWords(mail),
    senderAddress,
    senderName: plainLine(mail.from?.name, 200),
    // Nobody is to be written to at the address of the mail that they report.
    contact: { email: mail.passedOn?.how === 'as-it-came' ? addressOf(mail.passedOn.by) : senderAddress, phone: null },
    automatic: automaticKindOf(mail),
    passedOn: mail.passedOn !== null,
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

/** What was passed on as it came has no words of the reporter's. */
function whoseWords({ text, ownText, forwarded, passedOn }: ReadMail): Pick<ReadReport, 'ownText' | 'forwardedText'> {
  const attached = plainText(forwarded.map(asText).join('\n\n')).trim();
  if (passedOn?.how !== 'as-it-came') return { ownText: plainText(ownText).trim(), forwardedText: attached };
  return { ownText: '', forwardedText: [plainText(text).trim(), attached].filter((part) => part !== '').join('\n\n') };
}

/** An address that an answer could reach. */
function addressOf(from: ReadMail['from']): string | null {
  const address = plainLine(from?.address, 254)?.toLowerCase() ?? null;
  return address?.includes('@') === true ? address : null;
}

/** A mail of our own that came back is a loop, whatever else it looks like. */
function automaticKindOf({ messageId, automatic, passedOn }: ReadMail): AutomaticKind | null {
  if (ownMessageId.test(messageId ?? '')) return 'loop';
  return passedOn === null ? (automatic?.kind ?? null) : null;
}

/** What was forwarded, with whom it claims to be from: that is often the point of the report. */
function asText({ from, subject, text }: ReadMail['forwarded'][number]): string {
  const writer = from === null ? '' : `${from.name} <${from.address}>`.trim();
  return [writer, subject ?? '', text].filter((line) => line !== '').join('\n');
}
