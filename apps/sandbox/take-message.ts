import type { Carrier } from './carrier.js';
import type { CallRecord, RecordingRecord } from './carrier-records.js';
import type { TwimlElement } from './read-twiml.js';
import { newSid } from './sids.js';

/** A message as somebody leaves it at the page or by API. */
export interface LeftMessage {
  readonly text: string;
  readonly seconds: number;
  /** The line goes down in the middle of it. */
  readonly hangsUp: boolean;
}

/** Keeps a message, tells the hotline that it is ready and what was said, and gives the parameters of Record's action. */
export async function takeMessage(
  carrier: Carrier,
  call: CallRecord,
  verb: TwimlElement,
  message: LeftMessage,
  resolve: (url: string) => string,
): Promise<Readonly<Record<string, string>>> {
  const { recordingStatusCallback, transcribe, transcribeCallback } = verb.attributes;
  const writesDown = transcribe === 'true' && message.text !== '';
  const recording: RecordingRecord = {
    kind: 'recording',
    sid: newSid('RE'),
    callSid: call.sid,
    at: carrier.stamp(),
    seconds: message.seconds,
    text: message.text,
    transcriptionSid: writesDown ? newSid('TR') : null,
    deletedAt: null,
  };
  await carrier.log.put(recording);
  const { accountSid } = carrier.options;
  const common = {
    AccountSid: accountSid,
    CallSid: call.sid,
    RecordingSid: recording.sid,
    // As Twilio names it. Whoever fetches it should make the address from the SID.
    RecordingUrl: `https://api.twilio.com/2010-04-01/Accounts/${accountSid}/Recordings/${recording.sid}`,
  };
  const send = (url: string | undefined, params: Readonly<Record<string, string>>): void => {
    if (url === undefined) return;
    carrier.inBackground(() => carrier.webhooks.send({ url: resolve(url), params: { ...common, ...params } }));
  };
  const duration = { RecordingDuration: String(message.seconds) };
  send(recordingStatusCallback, { ...duration, RecordingStatus: 'completed', RecordingChannels: '1' });
  if (recording.transcriptionSid !== null) {
    send(transcribeCallback, {
      TranscriptionSid: recording.transcriptionSid,
      TranscriptionStatus: 'completed',
      TranscriptionText: message.text,
      From: call.from,
      To: call.to,
    });
  }
  const { RecordingSid, RecordingUrl } = common;
  return { RecordingSid, RecordingUrl, ...duration, Digits: message.hangsUp ? 'hangup' : '#' };
}
