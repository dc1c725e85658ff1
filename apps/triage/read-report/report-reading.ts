import type { z } from 'zod';
import type { statedAccount } from '#contracts';
import type { AutomaticKind as MailKind, Encryption, MailFile } from '#mail';

/** `page-answer`: a responder's answer to a page, which no reporter's conversation is about. */
export type AutomaticKind = MailKind | 'page-answer';

export type StatedAccount = z.output<typeof statedAccount>;

/** A report as it lies in the store. */
export interface StoredReport {
  readonly channel: 'web' | 'api' | 'email' | 'sms' | 'voice';
  readonly mediaType: string;
  readonly raw: Buffer;
  /** Where it says it came from; for mail the envelope's sender, null when that was empty. */
  readonly sender: string | null;
  readonly language: 'en' | 'fr' | null;
  readonly truncated: boolean;
}

/** What a raw report says, in plain text. Everything in it is the sender's claim. */
export interface ReadReport {
  /** False when it could not be taken apart; the text is then the beginning of the raw message. */
  readonly readable: boolean;
  readonly subject: string | null;
  /** No markup, no NUL, at most 200,000 characters; empty when nothing was written. */
  readonly text: string;
  /** Of the text, what the reporter wrote new: without quoted history, what was forwarded, and signature. */
  readonly ownText: string;
  /** What was forwarded, in the text or attached, one after another: what is reported, not what the reporter says. */
  readonly forwardedText: string;
  readonly senderAddress: string | null;
  readonly senderName: string | null;
  /** Where the reporter asks to be reached, or writes from. */
  readonly contact: { readonly email: string | null; readonly phone: string | null };
  readonly statedLanguage: 'en' | 'fr' | null;
  readonly statedAccount: StatedAccount | null;
  readonly organization: string | null;
  readonly name: string | null;
  /** Why nobody wrote this, and nobody needs to read it: answering it by machine would reach no one, or start a loop. */
  readonly automatic: AutomaticKind | null;
  /** It came by a list, or somebody passed a mailing or a notice on as it came: a report, but a machine must not answer its sender. */
  readonly passedOn: boolean;
  /** Of a bounce: the server has given up, and does not only tell of a delay. */
  readonly gaveUp: boolean;
  readonly attachmentNames: readonly string[];
  /** What came along, with its bytes, to be kept by their hash. */
  readonly attachments: readonly MailFile[];
  /** Of a mail, without angle brackets; the sender’s claim, as all else here. */
  readonly messageId: string | null;
  /** The Message-IDs that a mail answers or names as its history. */
  readonly references: readonly string[];
  /** Where links in markup lead, also those that the text does not show. */
  readonly links: readonly string[];
  readonly encrypted: Encryption | null;
  /** References of ours that the subject names, which prove nothing. */
  readonly referencesInSubject: readonly string[];
}

/** A reading that found nothing, to start from. */
export const emptyReading: ReadReport = {
  readable: true,
  subject: null,
  text: '',
  ownText: '',
  forwardedText: '',
  senderAddress: null,
  senderName: null,
  contact: { email: null, phone: null },
  statedLanguage: null,
  statedAccount: null,
  organization: null,
  name: null,
  automatic: null,
  passedOn: false,
  gaveUp: false,
  attachmentNames: [],
  attachments: [],
  messageId: null,
  references: [],
  links: [],
  encrypted: null,
  referencesInSubject: [],
};
