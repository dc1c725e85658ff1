import type { Carrier } from './carrier.js';
import type { TextRecord, WebhookOutcome } from './carrier-records.js';
import { countSegments } from './count-segments.js';
import { meetFault } from './meet-fault.js';
import { readOptOut } from './opt-outs.js';
import { readPhoneNumber } from './phone-number.js';
import { messageTextOf, readTwiml } from './read-twiml.js';
import { RequestError } from './request-error.js';
import { replyWithText } from './send-text.js';
import { newSid } from './sids.js';
import { keepMedia, type MediaFile, mediaUrl } from './text-media.js';
import type { WebhookAnswer } from './webhook-sender.js';

const LONGEST_BODY = 1_600;
const MOST_REPLIES = 10;

/**
 * A phone texts the hotline. The text is in the carrier's file when this resolves, and listed by the API from then on,
 * whether or not its webhook arrives; `firstAnswer` resolves after the webhook's first try.
 */
export async function textTheHotline(
  carrier: Carrier,
  from: string,
  to: string,
  body: string,
  files: readonly MediaFile[] = [],
): Promise<{ readonly text: TextRecord; readonly firstAnswer: Promise<number> }> {
  const sender = readPhoneNumber(from);
  if (sender === null)
    throw new RequestError(400, 'bad-number', `"${from.slice(0, 40)}" is not a phone number in the form +15555550123.`);
  if (readPhoneNumber(to) !== carrier.options.hotlineNumber) {
    throw new RequestError(
      404,
      'unknown-number',
      `Nobody answers at "${to.slice(0, 40)}". The hotline is ${carrier.options.hotlineNumber}.`,
    );
  }
  if (sender === carrier.options.hotlineNumber)
    throw new RequestError(400, 'bad-number', 'The hotline cannot text itself.');
  if (body.trim() === '' && files.length === 0)
    throw new RequestError(400, 'empty-body', 'Write something: the text is empty.');
  if (body.length > LONGEST_BODY) {
    throw new RequestError(
      400,
      'body-too-long',
      `The text has ${body.length} characters; ${LONGEST_BODY} is the most.`,
    );
  }
  const media = await keepMedia(carrier, files);
  const at = carrier.stamp();
  const text: TextRecord = {
    kind: 'sms',
    sid: newSid(media.length === 0 ? 'SM' : 'MM'),
    direction: 'inbound',
    from: sender,
    to: carrier.options.hotlineNumber,
    body,
    at,
    updatedAt: at,
    status: 'received',
    errorCode: null,
    mediaUrls: [],
    media,
    statusCallback: null,
    webhook: { state: 'sending', status: 0, attempts: 0, note: '' },
  };
  await carrier.log.put(text);
  const optOut = readOptOut(body);
  if (optOut !== null) await replyWithText(carrier, carrier.options.hotlineNumber, sender, optOut.answer);
  const fault = await meetFault(carrier, 'webhooks', [sender]);
  if (fault !== null) return { text: await lose(carrier, text), firstAnswer: Promise.resolve(0) };
  const firstAnswer = new Promise<number>((resolve) => {
    carrier.inBackground(async () => {
      await bringToHotline(carrier, text, resolve);
      resolve(0);
    });
  });
  return { text, firstAnswer };
}

/** The webhook never leaves; the text stays in the carrier's list, for whoever reads it back. */
async function lose(carrier: Carrier, text: TextRecord): Promise<TextRecord> {
  const lost: TextRecord = { ...text, webhook: { state: 'gave-up', status: 0, attempts: 0, note: 'lost' } };
  await carrier.log.put(lost);
  return lost;
}

/** Sends the webhook of a text until the hotline answers or the tries are used up, and delivers what it replies. */
export async function bringToHotline(
  carrier: Carrier,
  text: TextRecord,
  onFirstAnswer: (status: number) => void = () => undefined,
): Promise<void> {
  const { accountSid, hotlineUrl } = carrier.options;
  const optOut = readOptOut(text.body);
  const webhook = {
    url: `${hotlineUrl.replace(/\/$/, '')}/hooks/twilio/sms`,
    params: {
      AccountSid: accountSid,
      ApiVersion: '2010-04-01',
      Body: text.body,
      From: text.from,
      MessageSid: text.sid,
      NumMedia: String(text.media.length),
      NumSegments: String(countSegments(text.body)),
      SmsMessageSid: text.sid,
      SmsSid: text.sid,
      SmsStatus: 'received',
      To: text.to,
      // Only where the carrier itself has answered the keyword.
      ...(optOut !== null && { OptOutType: optOut.type }),
      ...Object.fromEntries(
        text.media.flatMap(({ sid, contentType }, index) => [
          [`MediaUrl${index}`, mediaUrl(carrier, 'https://api.twilio.com', text.sid, sid)],
          [`MediaContentType${index}`, contentType],
        ]),
      ),
    },
  };
  const answer = await carrier.webhooks.send(webhook, (attempt) => {
    void carrier.log.put({ ...text, webhook: outcomeOf(attempt, 'sending'), updatedAt: carrier.stamp() });
    if (attempt.attempt === 1) onFirstAnswer(attempt.status);
  });
  if (carrier.closing.aborted && (answer.status === 0 || answer.status >= 500)) return;
  const { outcome, replies } = readAnswer(carrier, answer, text.from);
  await carrier.log.put({ ...text, webhook: outcome, updatedAt: carrier.stamp() });
  for (const reply of replies) await replyWithText(carrier, text.to, reply.to, reply.body);
}

interface Reply {
  readonly to: string;
  readonly body: string;
}

/** Twilio takes TwiML, and text/plain as one message. */
function readAnswer(
  carrier: Carrier,
  answer: WebhookAnswer,
  sender: string,
): { readonly outcome: WebhookOutcome; readonly replies: readonly Reply[] } {
  if (answer.status === 0 || answer.status === 429 || answer.status >= 500) {
    return { outcome: outcomeOf(answer, 'gave-up'), replies: [] };
  }
  if (answer.status >= 300) return { outcome: outcomeOf(answer, 'refused'), replies: [] };
  const outcome = outcomeOf(answer, 'answered');
  if (answer.body.trim() === '') return { outcome, replies: [] };
  if (answer.contentType.startsWith('text/plain')) return { outcome, replies: [{ to: sender, body: answer.body }] };
  const twiml = readTwiml(answer.body);
  if (twiml.outcome === 'malformed') return { outcome: { ...outcome, note: `TwiML: ${twiml.reason}` }, replies: [] };
  const replies = twiml.verbs
    .filter((verb) => verb.name === 'Message')
    .slice(0, MOST_REPLIES)
    .map((verb) => ({ to: readPhoneNumber(verb.attributes['to'] ?? sender) ?? sender, body: messageTextOf(verb) }))
    .filter((reply) => reply.body !== '' && reply.to !== carrier.options.hotlineNumber);
  return { outcome, replies };
}

export function outcomeOf(answer: WebhookAnswer, state: WebhookOutcome['state']): WebhookOutcome {
  return { state, status: answer.status, attempts: answer.attempt, note: '' };
}
