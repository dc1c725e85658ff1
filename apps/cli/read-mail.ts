import { readFile } from 'node:fs/promises';
import { closeMailReaders, type MailAddress, readMail, type ReadMail } from '#mail';
import { print, printJson } from './print.js';

/** Messages read at the same time; the readers are fewer. */
const atOnce = 8;
/** Progress is told for so many files. */
const manyFiles = 20;

/** What a script is told of one message. */
interface MailLine {
  readonly file: string;
  readonly from: MailAddress | null;
  readonly to: readonly MailAddress[];
  readonly cc: readonly MailAddress[];
  readonly replyTo: readonly MailAddress[];
  readonly subject: string | null;
  readonly text: string;
  readonly visibleReply: string;
  readonly automatic: { readonly kind: string; readonly permanent: boolean } | null;
  readonly attachments: readonly {
    readonly filename: string;
    readonly contentType: string;
    readonly size: number;
    readonly sha256: string;
  }[];
  /** Why it could not be read, or false. */
  readonly unreadable: boolean;
}

/** Reads messages from files. Exit code 0 once all were gone through, also when some of them cannot be read as mail. */
export async function readMailFiles(files: readonly string[], options: { readonly json?: boolean }): Promise<void> {
  const lines: MailLine[] = [];
  let done = 0;
  const next = files.entries();
  const work = async () => {
    for (const [index, file] of next) {
      const raw = await readFile(file).catch(() => {
        throw new Error(`${file} cannot be read`);
      });
      lines[index] = lineOf(file, await readMail(raw));
      done += 1;
      if (files.length >= manyFiles && done % manyFiles === 0)
        process.stderr.write(`${done} of ${files.length} read\n`);
    }
  };
  try {
    await Promise.all(Array.from({ length: atOnce }, work));
  } finally {
    await closeMailReaders();
  }
  if (options.json === true) return printJson(lines);
  for (const line of lines) print(readable(line));
}

function lineOf(file: string, mail: ReadMail): MailLine {
  const { from, to, cc, replyTo, subject, text, ownText, automatic, attachments } = mail;
  return {
    file,
    from,
    to,
    cc,
    replyTo,
    subject,
    text,
    visibleReply: ownText,
    automatic: automatic === null ? null : { kind: automatic.kind, permanent: automatic.permanent === true },
    attachments: attachments.map(({ filename, contentType, size, sha256 }) => ({
      filename,
      contentType,
      size,
      sha256,
    })),
    unreadable: !mail.readable,
  };
}

function readable({ file, from, subject, automatic, attachments, visibleReply, unreadable }: MailLine): string {
  const facts = [
    `${file}${unreadable ? ' (unreadable)' : ''}`,
    `From: ${from === null ? '' : `${from.name} <${from.address}>`.trim()}`,
    `Subject: ${subject ?? ''}`,
    ...(automatic === null ? [] : [`Automatic: ${automatic.kind}${automatic.permanent ? ', permanent' : ''}`]),
    ...attachments.map(({ filename, contentType, size }) => `Attachment: ${filename} (${contentType}, ${size} bytes)`),
  ];
  return `${facts.map(printable).join('\n')}\n\n${printable(visibleReply)}\n`;
}

/** A message may not speak to the terminal. */
const printable = (text: string): string => text.replace(/[^\n\t\P{Cc}]/gu, '\uFFFD');
