/** What was read of a message, as far as it tells whether anybody wrote it. */
export interface MailToJudge {
  /** The values of a header by its name in lower case, in order, unfolded. */
  readonly headers: (name: string) => readonly string[];
  /** The whole Content-Type of the message itself, with its parameters. */
  readonly contentType: string;
  /** Its parts in order, nested ones after their parent; `text` where the part is text or a report. */
  readonly parts: readonly { readonly contentType: string; readonly text?: string }[];
  readonly subject: string;
  readonly fromAddress: string;
  /** The envelope's sender; empty for “nobody” (RFC 5321, 4.5.5), null where it is not known. */
  readonly envelopeFrom: string | null;
  readonly text: string;
}

export type AutomaticKind = 'bounce' | 'auto-reply' | 'complaint' | 'list' | 'loop' | 'delivered';

/** What a machine wrote, or sent to many, and which message of ours it is about. */
export interface AutomaticFinding {
  /**
   * `bounce`: a message was not delivered, or not yet. `delivered`: it was (positive DSN). `complaint`: its recipient called it spam.
   * `auto-reply`: vacation notices, confirmations, read receipts. `list`: lists, bulk mail and notices of systems, which want no answer.
   * `loop`: a message of ours that came back, or one that runs in circles.
   */
  readonly kind: AutomaticKind;
  /** For a bounce: true where the server has given up, false where it still tries, null where it does not say. */
  readonly permanent: boolean | null;
  /** The enhanced status (RFC 3463), such as 5.1.1. */
  readonly status: string | null;
  /** Who was not reached, or was, or complained. */
  readonly recipient: string | null;
  /** Message-IDs that the message names as the one that it is about, without their angle brackets. */
  readonly originalMessageIds: readonly string[];
}

export interface RecogniseOptions {
  /** Whether we wrote the message with this Message-ID (given without angle brackets). */
  readonly isOurs?: (messageId: string) => boolean;
}
