import { Readable } from 'node:stream';
import { setImmediate as breathe, setTimeout as pause } from 'node:timers/promises';
import { type ParsedMail, simpleParser } from 'mailparser';
import { findReferences } from '#domain';
import { longestText, plainLine, plainText } from './plain-text.js';
import { recogniseAutomatic } from './recognise-automatic.js';
import { emptyReading, type ReadReport, type StoredReport } from './report-reading.js';

/** Longest that one mail is worked on, in milliseconds. */
const longestReading = 10_000;
/** Largest mail that is taken apart, in bytes; the door keeps no more. */
const largestMail = 25 * 1024 * 1024;
const mostAttachments = 100;
/** How much is parsed before others get their turn, in bytes. */
const bite = 64 * 1024;

/** Bounds that keep one mail from holding up the others: parts, header size, and markup that is turned into text. */
const bounds = {
  maxHeadSize: 1024 * 1024,
  maxChildNodes: 500,
  maxHtmlLengthToParse: 1024 * 1024,
  skipTextToHtml: true,
  skipTextLinks: true,
  keepCidLinks: true,
  checksumAlgo: false,
} as const;

/** A mail of any shape. Throws when it cannot be taken apart in time. */
export async function readMailReport({ raw, sender }: StoredReport): Promise<ReadReport> {
  const mail = await withinTime(simpleParser(Readable.from(inBites(raw.subarray(0, largestMail))), bounds));
  const [from] = mail.from?.value.flatMap((entry) => (entry.group === undefined ? [entry] : entry.group)) ?? [];
  const senderAddress = plainLine(from?.address, 254)?.toLowerCase() ?? sender;
  const subject = plainLine(mail.subject, 500);
  return {
    ...emptyReading,
    subject,
    text: textOf(mail),
    senderAddress,
    senderName: plainLine(from?.name, 200),
    contact: { email: senderAddress, phone: null },
    automatic: recogniseAutomatic({
      header: (name) => valuesOf(mail, name),
      subject: subject ?? '',
      fromAddress: senderAddress,
      isSenderEmpty: sender === null,
    }),
    attachmentNames: mail.attachments
      .slice(0, mostAttachments)
      .map(({ filename, contentType }) => plainLine(filename, 200) ?? plainLine(contentType, 100) ?? 'attachment'),
    referencesInSubject: findReferences(subject ?? ''),
  };
}

/** The written part; of markup too large to be turned into text properly, what is left without its tags. */
function textOf(mail: ParsedMail): string {
  const text = mail.text?.slice(0, 2 * longestText).trim() ?? '';
  if (text !== '' || typeof mail.html !== 'string') return plainText(text);
  return plainText(withoutTags(mail.html.slice(0, bounds.maxHtmlLengthToParse))).trim();
}

function withoutTags(html: string): string {
  return html
    .split('<')
    .map((piece, index) => (index === 0 ? piece : piece.slice(piece.indexOf('>') + 1)))
    .join(' ')
    .replace(/\s{2,}/g, ' ');
}

function valuesOf(mail: ParsedMail, name: string): readonly string[] {
  return (mail.headerLines ?? [])
    .filter(({ key }) => key === name)
    .map(({ line }) =>
      line
        .slice(line.indexOf(':') + 1)
        .replace(/\r?\n[ \t]/g, ' ')
        .trim(),
    );
}

/** A large mail is parsed a bite at a time, so that everybody else in the process goes on, and is given up when its time is over. */
async function* inBites(raw: Buffer): AsyncGenerator<Buffer> {
  const started = performance.now();
  for (let start = 0; start < raw.length; start += bite) {
    if (performance.now() - started > longestReading) throw new Error('the mail could not be read in time');
    yield raw.subarray(start, start + bite);
    await breathe();
  }
}

async function withinTime(parsing: Promise<ParsedMail>): Promise<ParsedMail> {
  const alarm = new AbortController();
  // A parser that gives up only after the time is over has nobody left to tell.
  parsing.catch(() => undefined);
  const late = pause(longestReading, undefined, { signal: alarm.signal, ref: false }).then(() => {
    throw new Error('the mail could not be read in time');
  });
  try {
    return await Promise.race([parsing, late]);
  } finally {
    late.catch(() => undefined);
    alarm.abort();
  }
}
