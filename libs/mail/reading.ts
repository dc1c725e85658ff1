import type { Bound } from './bounds.js';
import type { MailAddress } from './mime/read-addresses.js';
import type { AutomaticFinding, PassedOn } from './automatic/index.js';

/** A file that came with a message, also one that was packed inside another (winmail.dat, uuencode). */
export interface MailFile {
  readonly filename: string;
  readonly contentType: string;
  readonly size: number;
  /** Of the content, in hexadecimal. */
  readonly sha256: string;
  readonly content: Buffer;
  /** Meant to be shown within the text: a picture of the layout more often than evidence. */
  readonly inline: boolean;
  /** A whole message, as .eml. */
  readonly isMessage: boolean;
}

/** A message that came within the message: what is reported, not what the reporter says. */
export interface ForwardedMail {
  readonly how: 'attached' | 'inline';
  readonly from: MailAddress | null;
  readonly subject: string | null;
  readonly text: string;
}

export interface Encryption {
  readonly kind: 'pgp' | 'smime';
  /** `no-key`: none of the configured keys opens it. */
  readonly outcome: 'decrypted' | 'no-key' | 'failed';
}

/** Why a message could not be read. The raw message is kept all the same. */
export type MailProblem = 'unparsable' | 'timeout' | 'out-of-memory' | 'crashed';

/** What a message says. Everything in it is the sender's claim, in plain text without NUL or half characters. */
export interface ReadMail {
  readonly from: MailAddress | null;
  readonly to: readonly MailAddress[];
  readonly cc: readonly MailAddress[];
  readonly replyTo: readonly MailAddress[];
  readonly sender: MailAddress | null;
  readonly subject: string | null;
  readonly date: Date | null;
  /** Without angle brackets, as all identifiers here. */
  readonly messageId: string | null;
  readonly inReplyTo: readonly string[];
  readonly references: readonly string[];
  /** The whole body: words, quoted history and signature. */
  readonly text: string;
  /** What the sender wrote new. */
  readonly ownText: string;
  readonly forwarded: readonly ForwardedMail[];
  /** Where links of the markup lead, also those that the plain text does not show. */
  readonly links: readonly string[];
  readonly attachments: readonly MailFile[];
  readonly automatic: AutomaticFinding | null;
  /** A mailing, a list's post or a system's notice that a person passed on to us, and who says so. */
  readonly passedOn: { readonly how: PassedOn; readonly by: MailAddress | null } | null;
  readonly encrypted: Encryption | null;
  /** It carries a signature, which nobody has checked. */
  readonly signed: 'pgp' | 'smime' | null;
  readonly readable: boolean;
  readonly problem: MailProblem | null;
  /** The bound beyond which nothing was read. */
  readonly truncatedAt: Bound | null;
}

/** An armoured private key that reporters may encrypt to. */
export interface MailKey {
  readonly armored: string;
  readonly passphrase?: string;
}

export interface ReadMailOptions {
  readonly keys?: readonly MailKey[];
  /** The envelope's sender, empty for `<>`; undefined when it is not known. */
  readonly envelopeSender?: string;
  /** The addresses that we read: what is addressed to others was passed on to us. */
  readonly ours?: readonly string[];
}

/** What is known of a message that could not be read. */
export function unreadableMail(problem: MailProblem): ReadMail {
  return {
    from: null,
    to: [],
    cc: [],
    replyTo: [],
    sender: null,
    subject: null,
    date: null,
    messageId: null,
    inReplyTo: [],
    references: [],
    text: '',
    ownText: '',
    forwarded: [],
    links: [],
    attachments: [],
    automatic: null,
    passedOn: null,
    encrypted: null,
    signed: null,
    readable: false,
    problem,
    truncatedAt: null,
  };
}
