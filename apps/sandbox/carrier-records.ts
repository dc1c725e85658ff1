import { z } from 'zod';

/** What became of a webhook that carried a text or a call to the hotline. */
const webhookOutcome = z.object({
  state: z.enum(['sending', 'answered', 'refused', 'gave-up']),
  /** HTTP status of the last answer; 0 when none came. */
  status: z.number(),
  attempts: z.number(),
  note: z.string(),
});

const textRecord = z.object({
  kind: z.literal('sms'),
  sid: z.string(),
  direction: z.enum(['inbound', 'outbound-api', 'outbound-reply']),
  from: z.string(),
  to: z.string(),
  body: z.string(),
  at: z.iso.datetime(),
  updatedAt: z.iso.datetime(),
  status: z.enum(['queued', 'sent', 'delivered', 'undelivered', 'failed', 'received']),
  errorCode: z.number().nullable(),
  mediaUrls: z.array(z.string()),
  /** What the phone sent along; the files lie beside the carrier's own. */
  media: z.array(z.object({ sid: z.string(), contentType: z.string(), size: z.number() })).default([]),
  statusCallback: z.string().nullable(),
  webhook: webhookOutcome.nullable(),
});

const callRecord = z.object({
  kind: z.literal('call'),
  sid: z.string(),
  /** `outbound-dial`: rung by a Dial of another call, its parent. */
  direction: z.enum(['inbound', 'outbound-api', 'outbound-dial']),
  parentSid: z.string().nullable().default(null),
  from: z.string(),
  to: z.string(),
  at: z.iso.datetime(),
  updatedAt: z.iso.datetime(),
  endedAt: z.iso.datetime().nullable(),
  status: z.enum(['queued', 'ringing', 'in-progress', 'completed', 'busy', 'no-answer', 'failed', 'canceled']),
  /** Every TwiML document the call went through, oldest first. */
  twiml: z.array(z.string()),
  /** What the person at the phone hears, and the digits they pressed, in order. */
  said: z.array(z.string()),
  awaitsDigits: z.boolean(),
  /** After the tone: the person can leave a message. */
  awaitsMessage: z.boolean().default(false),
  statusCallback: z.string().nullable(),
  statusCallbackEvents: z.array(z.string()),
  webhook: webhookOutcome.nullable(),
});

const recordingRecord = z.object({
  kind: z.literal('recording'),
  sid: z.string(),
  callSid: z.string(),
  at: z.iso.datetime(),
  seconds: z.number(),
  /** What was said, as far as the page or the API told. */
  text: z.string(),
  transcriptionSid: z.string().nullable(),
  deletedAt: z.iso.datetime().nullable(),
});

const mailRecord = z.object({
  kind: z.literal('mail'),
  id: z.string(),
  /** `received`: the hotline's outgoing mail. `sent`: written at the page to the hotline. */
  box: z.enum(['received', 'sent']),
  from: z.string(),
  to: z.array(z.string()),
  subject: z.string(),
  at: z.iso.datetime(),
  date: z.iso.datetime().nullable(),
  text: z.string(),
  html: z.string().nullable(),
  messageId: z.string().nullable(),
  inReplyTo: z.string().nullable(),
  headers: z.record(z.string(), z.string()),
  attachments: z.array(z.object({ filename: z.string(), contentType: z.string(), size: z.number() })),
  /** Bytes as received. */
  size: z.number(),
});

/** One line of the carrier's file. A later line with the same sid or id replaces the earlier. */
export const carrierRecord = z.discriminatedUnion('kind', [textRecord, callRecord, recordingRecord, mailRecord]);

export type WebhookOutcome = Readonly<z.infer<typeof webhookOutcome>>;
export type TextRecord = Readonly<z.infer<typeof textRecord>>;
export type CallRecord = Readonly<z.infer<typeof callRecord>>;
export type RecordingRecord = Readonly<z.infer<typeof recordingRecord>>;
export type MailRecord = Readonly<z.infer<typeof mailRecord>>;
export type CarrierRecord = TextRecord | CallRecord | RecordingRecord | MailRecord;
export type PhoneRecord = TextRecord | CallRecord;

/** The name a record is found by. */
export function recordKey(record: CarrierRecord): string {
  return record.kind === 'mail' ? record.id : record.sid;
}

/** The far end of a text or call, seen from the hotline: the phone it belongs to. */
export function phoneOf(record: PhoneRecord): string {
  return record.direction === 'inbound' ? record.from : record.to;
}

/** States from which a call goes nowhere. */
export function callHasEnded(call: CallRecord): boolean {
  return call.endedAt !== null;
}
