import { z } from 'zod';

export const language = z.enum(['en', 'fr']);
export type Language = z.output<typeof language>;

/** The kinds of account a reporter can choose from; the rules know more (see `docs/triage.md`). */
export const statedAccount = z.enum(['email', 'social', 'messaging', 'phone', 'website', 'device', 'data', 'other']);

/** Longest description taken as text, in characters. A longer one is refused with a message that says what to do. */
export const longestDescription = 20_000;

/** `POST /api/v1/reports`. Only the description must be there; a contact makes an answer possible. */
export const newReport = z.object({
  language: language.default('en'),
  description: z
    .string()
    .max(longestDescription)
    .refine((text) => text.trim() !== '', 'empty'),
  account: statedAccount.optional(),
  /** Which account: an address, a handle, a link, in the reporter's own words. */
  accountName: z.string().max(300).optional(),
  since: z.string().max(200).optional(),
  stillHappening: z.boolean().optional(),
  organization: z.string().max(200).optional(),
  name: z.string().max(200).optional(),
  contact: z
    .object({
      email: z.string().max(254).optional(),
      phone: z.string().max(40).optional(),
    })
    .default({}),
});
export type NewReport = z.output<typeof newReport>;

export const reportReceipt = z.object({
  reference: z.string(),
  receiptCode: z.string(),
  receivedAt: z.iso.datetime(),
  language,
  steps: z.array(z.string()),
  followUpUrl: z.string(),
  serviceOpen: z.boolean(),
  /** One of very many reports from one place, or in the same words: as safe as any other, and read after the first of them. */
  readLater: z.boolean(),
});
export type ReportReceipt = z.output<typeof reportReceipt>;

/** What the reporter sees with reference and receipt code (`POST /api/v1/reports/follow-up`). */
export const followUpRequest = z.object({
  reference: z.string().max(40),
  receiptCode: z.string().max(60),
  language: language.default('en'),
});
export const followUpMessage = followUpRequest.extend({
  message: z
    .string()
    .max(longestDescription)
    .refine((text) => text.trim() !== '', 'empty'),
});
/** `POST /api/v1/reports/follow-up/turns`: it is getting worse, or it is over; words are optional. */
export const followUpTurn = followUpRequest.extend({
  turn: z.enum(['worse', 'over']),
  message: z.string().max(longestDescription).default(''),
});
export const followUp = z.object({
  reference: z.string(),
  receivedAt: z.iso.datetime(),
  status: z.enum([
    'received',
    'triaged',
    'contained',
    'recovering',
    'resolved',
    'closed',
    'after-cutoff',
    'no-incident',
  ]),
  steps: z.array(z.string()),
  conversation: z.array(z.object({ from: z.enum(['you', 'hotline']), at: z.iso.datetime(), text: z.string() })),
});
export type FollowUp = z.output<typeof followUp>;

/** `POST /api/v1/reports/attachments` (multipart/form-data): the fields before the files. */
export const reportAttachments = followUpRequest.extend({
  message: z.string().max(longestDescription).default(''),
});
export const attachmentsReceipt = z.object({
  /** What is kept, with the hash of its bytes. */
  kept: z.array(z.object({ name: z.string(), size: z.int(), sha256: z.string(), type: z.string() })),
  /** What was not taken; the rest is stored all the same. */
  leftOut: z.array(
    z.object({ name: z.string(), why: z.enum(['empty', 'too-large', 'too-many', 'too-much', 'not-stored']) }),
  ),
});
export type AttachmentsReceipt = z.output<typeof attachmentsReceipt>;
