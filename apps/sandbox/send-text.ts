import type { Carrier } from './carrier.js';
import type { TextRecord } from './carrier-records.js';
import { countSegments } from './count-segments.js';
import { meetFault } from './meet-fault.js';
import { readPhoneNumber } from './phone-number.js';
import { hasOptedOut } from './opt-outs.js';
import { newSid } from './sids.js';
import { TwilioError } from './twilio-error.js';

const LONGEST_BODY = 1_600;
const MOST_MEDIA = 10;

/**
 * Takes a text for a phone, as `POST Messages.json` does. Once this resolves the text is in the carrier's file; it is
 * delivered, and its status callbacks are sent, afterwards. Throws {@link TwilioError} with Twilio's own codes.
 */
export async function sendText(carrier: Carrier, form: URLSearchParams): Promise<TextRecord> {
  const { to, from, body, statusCallback, mediaUrls } = readForm(carrier, form);
  const fault = await meetFault(carrier, 'messages', [to]);
  if (fault?.fail !== undefined) throw plannedError(fault.fail);
  if (!carrier.caps.sms.take(carrier.now())) throw plannedError({ status: 429 });
  if (hasOptedOut(carrier, to)) throw new TwilioError(400, 21_610, 'Attempt to send to unsubscribed recipient');
  const at = carrier.stamp();
  const text: TextRecord = {
    kind: 'sms',
    sid: newSid('SM'),
    direction: 'outbound-api',
    from,
    to,
    body,
    at,
    updatedAt: at,
    status: 'queued',
    errorCode: null,
    mediaUrls,
    media: [],
    statusCallback,
    webhook: null,
  };
  await carrier.log.put(text);
  carrier.inBackground(() => deliverText(carrier, text, fault?.deliver));
  return text;
}

/** A text that answers another, from TwiML: no status callback. */
export async function replyWithText(carrier: Carrier, from: string, to: string, body: string): Promise<void> {
  const at = carrier.stamp();
  await carrier.log.put({
    kind: 'sms',
    sid: newSid('SM'),
    direction: 'outbound-reply',
    from,
    to,
    body: body.slice(0, LONGEST_BODY),
    at,
    updatedAt: at,
    status: 'delivered',
    errorCode: null,
    mediaUrls: [],
    media: [],
    statusCallback: null,
    webhook: null,
  });
}

/**
 * Moves a text to `sent`, then `delivered` (or what a fault says), reporting each. The second report does not wait for
 * the retries of the first, so a receiver that was down may see them out of order, as it may with Twilio.
 */
export async function deliverText(
  carrier: Carrier,
  text: TextRecord,
  failure?: { readonly status: 'undelivered' | 'failed'; readonly errorCode: number },
): Promise<void> {
  const sent = await moveTo(carrier, text, 'sent', null);
  await new Promise<void>((resolve) => {
    carrier.inBackground(async () => {
      await report(carrier, sent, () => resolve());
      resolve();
    });
  });
  const last = await moveTo(carrier, sent, failure?.status ?? 'delivered', failure?.errorCode ?? null);
  await report(carrier, last);
}

async function moveTo(
  carrier: Carrier,
  text: TextRecord,
  status: TextRecord['status'],
  errorCode: number | null,
): Promise<TextRecord> {
  const moved = { ...text, status, errorCode, updatedAt: carrier.stamp() };
  await carrier.log.put(moved);
  return moved;
}

async function report(carrier: Carrier, text: TextRecord, onAttempt?: () => void): Promise<void> {
  if (text.statusCallback === null) return;
  await carrier.webhooks.send(
    {
      url: text.statusCallback,
      params: {
        AccountSid: carrier.options.accountSid,
        ApiVersion: '2010-04-01',
        From: text.from,
        MessageSid: text.sid,
        MessageStatus: text.status,
        SmsSid: text.sid,
        SmsStatus: text.status,
        To: text.to,
        ...(text.errorCode === null ? {} : { ErrorCode: String(text.errorCode) }),
      },
    },
    onAttempt,
  );
}

function readForm(carrier: Carrier, form: URLSearchParams) {
  const written = form.get('To') ?? '';
  if (written === '') throw new TwilioError(400, 21_604, "A 'To' phone number is required.");
  const to = readPhoneNumber(written);
  if (to === null) throw new TwilioError(400, 21_211, `Invalid 'To' Phone Number: ${written.slice(0, 40)}`);
  const from = readSender(carrier, form);
  if (from === to) throw new TwilioError(400, 21_266, "'To' and 'From' number cannot be the same.");
  const body = form.get('Body') ?? '';
  const mediaUrls = form.getAll('MediaUrl');
  if (body === '' && mediaUrls.length === 0) throw new TwilioError(400, 21_602, 'Message body is required.');
  if (body.length > LONGEST_BODY) {
    throw new TwilioError(
      400,
      21_617,
      `The concatenated message body exceeds the 1600 character limit (${body.length} characters, ${countSegments(body)} segments)`,
    );
  }
  if (mediaUrls.length > MOST_MEDIA) throw new TwilioError(400, 21_623, 'Number of media files exceeds allowed limit');
  const statusCallback = form.get('StatusCallback');
  if (statusCallback !== null && !isWebAddress(statusCallback)) {
    throw new TwilioError(400, 21_609, `The 'StatusCallback' URL ${statusCallback.slice(0, 200)} is not a valid URL.`);
  }
  return { to, from, body, statusCallback, mediaUrls };
}

function readSender(carrier: Carrier, form: URLSearchParams): string {
  const { hotlineNumber } = carrier.options;
  const written = form.get('From') ?? '';
  if (written === '') {
    if (form.has('MessagingServiceSid')) return hotlineNumber;
    throw new TwilioError(400, 21_603, "A 'From' phone number is required.");
  }
  if (readPhoneNumber(written) !== hotlineNumber) {
    const shown = written.slice(0, 40);
    throw new TwilioError(400, 21_606, `The 'From' phone number provided (${shown}) is not a number of this account.`);
  }
  return hotlineNumber;
}

/** Whether a webhook can be sent there. */
export function isWebAddress(value: string): boolean {
  return value.length <= 2_048 && URL.canParse(value) && /^https?:\/\//i.test(value);
}

/** The answer a planned fault asks for, worded as Twilio words the two common ones. */
export function plannedError(fail: { readonly status: number; readonly code?: number | undefined }): TwilioError {
  if (fail.status === 429) return new TwilioError(429, fail.code ?? 20_429, 'Too Many Requests');
  return new TwilioError(fail.status, fail.code ?? 20_500, 'An internal server error has occurred');
}
