import { type ParsedMail, simpleParser } from 'mailparser';
import type { Carrier } from './carrier.js';
import type { MailRecord } from './carrier-records.js';
import { meetFault } from './meet-fault.js';
import { RequestError } from './request-error.js';
import { newSid } from './sids.js';

/** In characters; the raw mail is kept whole beside it. */
const LONGEST_TEXT = 64_000;
const LONGEST_HEADER = 1_000;
const MOST_HEADERS = 60;
const MOST_ATTACHMENTS = 50;

export interface Envelope {
  readonly from: string;
  readonly to: readonly string[];
}

/** Puts a mail of the hotline's into the sandbox mailbox. Once this resolves it is on disk. */
export async function deliverMail(carrier: Carrier, envelope: Envelope, raw: Buffer): Promise<MailRecord> {
  const fault = await meetFault(carrier, 'mail', envelope.to);
  if (fault?.fail !== undefined) {
    throw new RequestError(fault.fail.status, 'planned-fault', 'The mailbox refuses this mail, as planned.');
  }
  return keepMail(carrier, 'received', envelope, raw);
}

/** Keeps a mail in either box. */
export async function keepMail(
  carrier: Carrier,
  box: MailRecord['box'],
  envelope: Envelope,
  raw: Buffer,
): Promise<MailRecord> {
  const parsed = await simpleParser(raw, { skipImageLinks: true, skipTextToHtml: true, skipTextLinks: true });
  const mail: MailRecord = {
    kind: 'mail',
    id: newSid('EM'),
    box,
    from: envelope.from === '' ? (parsed.from?.value[0]?.address ?? '') : envelope.from,
    to: [...(envelope.to.length > 0 ? envelope.to : addressesOf(parsed))],
    subject: (parsed.subject ?? '').slice(0, LONGEST_HEADER),
    at: carrier.stamp(),
    date: isValidDate(parsed.date) ? parsed.date.toISOString() : null,
    text: (parsed.text ?? '').slice(0, LONGEST_TEXT),
    html: typeof parsed.html === 'string' ? parsed.html.slice(0, LONGEST_TEXT) : null,
    messageId: parsed.messageId?.slice(0, LONGEST_HEADER) ?? null,
    inReplyTo: parsed.inReplyTo?.slice(0, LONGEST_HEADER) ?? null,
    headers: headersOf(parsed),
    attachments: parsed.attachments.slice(0, MOST_ATTACHMENTS).map((attachment) => ({
      filename: attachment.filename ?? '',
      contentType: attachment.contentType,
      size: attachment.size,
    })),
    size: raw.byteLength,
  };
  await carrier.log.putMail(mail, raw);
  return mail;
}

function addressesOf(parsed: ParsedMail): readonly string[] {
  const fields = parsed.to === undefined ? [] : Array.isArray(parsed.to) ? parsed.to : [parsed.to];
  return fields.flatMap((field) =>
    field.value.flatMap((entry) => (entry.address === undefined ? [] : [entry.address])),
  );
}

/** Header lines as written, unfolded; the first of each name. */
function headersOf(parsed: ParsedMail): Record<string, string> {
  const headers = new Map<string, string>();
  for (const { key, line } of parsed.headerLines.slice(0, MOST_HEADERS)) {
    const value = line
      .slice(line.indexOf(':') + 1)
      .replace(/\r?\n/g, '')
      .trim();
    if (!headers.has(key)) headers.set(key, value.slice(0, LONGEST_HEADER));
  }
  return Object.fromEntries(headers);
}

function isValidDate(date: Date | undefined): date is Date {
  return date !== undefined && !Number.isNaN(date.getTime());
}
