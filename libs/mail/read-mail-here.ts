import { howPassedOn, judgeParts, recogniseAutomatic } from './automatic/index.js';
import { askWhoseWords } from './split-words.js';
import { bounds, BoundsMet } from './bounds.js';
import { BodyGatherer } from './gather-body.js';
import { type MailAddress, readAddresses } from './mime/read-addresses.js';
import { type Field, valueOf } from './mime/read-head.js';
import { charsetHint, type Part, textField, walkParts } from './mime/walk-parts.js';
import { type ReadMail, type ReadMailOptions, unreadableMail } from './reading.js';

const longestSubject = 2_000;
const mostIdentifiers = 200;

/**
 * Reads a message in this thread, without limits of time and memory other than the bounds. Never throws. Use a reader pool
 * for what comes from outside; this is for the pool's workers and for tests.
 */
export async function readMailHere(raw: Buffer, options: ReadMailOptions = {}): Promise<ReadMail> {
  try {
    return await read(raw, options);
  } catch {
    return unreadableMail('unparsable');
  }
}

async function read(raw: Buffer, options: ReadMailOptions): Promise<ReadMail> {
  const met = new BoundsMet();
  if (raw.length > bounds.message) met.note('message');
  const root = walkParts(raw.subarray(0, bounds.message), met);
  const { fields } = root;
  const hint = charsetHint(fields) ?? firstCharset(root);
  const addresses = (name: string) =>
    fields
      .filter((field) => field.name === name)
      .slice(0, 20)
      .flatMap(({ value }) => readAddresses(value, hint, met))
      .map(cleanAddress)
      .slice(0, bounds.addresses);
  const gatherer = new BodyGatherer(met, options.keys ?? [], hint, 0);
  const text = clean(await gatherer.read(root));
  const subject = clean(textField(fields, 'subject', hint)).slice(0, longestSubject);
  const words = askWhoseWords(text, subject);
  const sender = addresses('sender')[0] ?? null;
  const replyTo = addresses('reply-to');
  const from = writerOf(addresses('from'), [sender, replyTo[0], addresses('return-path')[0]]);
  const judged = judgeParts(root, {
    subject,
    fromAddress: from?.address ?? '',
    envelopeFrom: options.envelopeSender ?? returnPathOf(fields),
    text,
  });
  const automatic = recogniseAutomatic(judged);
  const how = automatic?.kind === 'list' ? howPassedOn(judged, options.ours ?? []) : null;
  return {
    from,
    to: addresses('to').filter(isSomebody),
    cc: addresses('cc').filter(isSomebody),
    replyTo: replyTo.filter(isSomebody),
    sender,
    subject: subject || null,
    date: dateIn(valueOf(fields, 'date')),
    messageId: identifiersIn(valueOf(fields, 'message-id'))[0] ?? null,
    inReplyTo: identifiersIn(valueOf(fields, 'in-reply-to')),
    references: identifiersIn(valueOf(fields, 'references')),
    text,
    ownText: words.own,
    forwarded: [
      ...gatherer.forwarded.map((mail) => ({
        ...mail,
        text: clean(mail.text),
        subject: mail.subject === null ? null : clean(mail.subject),
      })),
      ...words.forwarded.map(({ from, subject, text }) => ({
        how: 'inline' as const,
        from: from === null ? null : (readAddresses(from, null, met)[0] ?? null),
        subject,
        text,
      })),
    ],
    links: [...gatherer.links].map(clean),
    attachments: gatherer.files,
    automatic,
    passedOn:
      how === null ? null : { how, by: addresses('resent-from').find(({ address }) => address.includes('@')) ?? null },
    encrypted: gatherer.encrypted,
    signed: gatherer.signed,
    readable: true,
    problem: null,
    truncatedAt: met.first,
  };
}

/** Who wrote it: the first address in From; where From has none, the next best that the message says. */
function writerOf(
  from: readonly MailAddress[],
  others: readonly (MailAddress | null | undefined)[],
): MailAddress | null {
  const written = from.find(({ address }) => address.includes('@'));
  if (written !== undefined) return written;
  if (from[0] !== undefined && from[0].address !== '') return from[0];
  const other = others.find((one) => one?.address.includes('@') === true);
  if (other === undefined || other === null) return from[0] ?? null;
  return { address: other.address, name: from[0]?.name || other.name };
}

/** The envelope's sender, where the server that delivered it wrote it down. */
function returnPathOf(fields: readonly Field[]): string | null {
  const written = fields.find(({ name }) => name === 'return-path')?.value;
  return written === undefined ? null : written.replace(/[<>\s]/g, '');
}

const isSomebody = ({ address, name }: MailAddress): boolean => address !== '' || name !== '';
const cleanAddress = ({ address, name }: MailAddress): MailAddress => ({ address: clean(address), name: clean(name) });

/** No NUL, no half of a surrogate pair: what every store and screen takes. */
const clean = (text: string): string => text.replace(/[\0\p{Cs}]/gu, '\uFFFD');

function firstCharset(part: Part): string | null {
  for (const child of part.children) {
    const found = charsetHint(child.fields) ?? firstCharset(child);
    if (found !== null) return found;
  }
  return null;
}

function dateIn(written: string): Date | null {
  if (written === '') return null;
  const date = new Date(
    written
      .slice(0, 100)
      .replace(/\([^)]*\)/g, '')
      .trim(),
  );
  return Number.isNaN(date.getTime()) || date.getUTCFullYear() < 1970 || date.getUTCFullYear() > 9999 ? null : date;
}

function identifiersIn(value: string): readonly string[] {
  const found =
    value
      .slice(0, 32_000)
      .match(/<[^<>\s]{1,998}>/g)
      ?.map((id) => id.slice(1, -1)) ?? [];
  if (found.length > 0) return found.slice(0, mostIdentifiers);
  const bare = value.trim();
  return bare !== '' && bare.length < 998 && !/\s/.test(bare) ? [bare.replace(/[<>]/g, '')] : [];
}
