import type { Carrier } from './carrier.js';
import type { CallRecord } from './carrier-records.js';
import { type DialOutcome, dialParty, type Pickup } from './dial-party.js';
import { type CallEnd, FollowedCall } from './follow-call.js';
import { meetFault } from './meet-fault.js';
import { readPhoneNumber } from './phone-number.js';
import { RequestError } from './request-error.js';
import { isWebAddress, plannedError } from './send-text.js';
import { newSid } from './sids.js';
import { type TwimlElement, elementsOf, textOf } from './read-twiml.js';
import type { LeftMessage } from './take-message.js';
import { TwilioError } from './twilio-error.js';

const MOST_CALLS_UNDER_WAY = 500;
/** Longest that Twilio lets a phone ring. */
const MOST_RING_SECONDS = 600;

/** Places, answers and ends calls. */
export class Switchboard {
  private readonly underWay = new Map<string, FollowedCall>();

  constructor(private readonly carrier: Carrier) {}

  /** The hotline calls a phone, as `POST Calls.json` does. The phone answers at once unless a fault says otherwise. */
  async callPhone(form: URLSearchParams): Promise<CallRecord> {
    const { to, url, twiml } = this.readForm(form);
    const fault = await meetFault(this.carrier, 'calls', [to]);
    if (fault?.fail !== undefined) throw plannedError(fault.fail);
    const statusCallback = form.get('StatusCallback');
    const events = form.getAll('StatusCallbackEvent').flatMap((event) => event.split(' '));
    const call = this.open({
      ...this.blank('outbound-api', this.carrier.options.hotlineNumber, to),
      statusCallback,
      statusCallbackEvents: events.length === 0 ? ['completed'] : events,
    });
    await call.update({});
    const queued = call.record;
    this.carrier.inBackground(async () => {
      await this.report(call, 'initiated');
      await call.update({ status: 'ringing' });
      await this.report(call, 'ringing');
      const planned = fault?.deliver?.status;
      if (planned !== undefined && planned !== 'voicemail') return this.end(call, planned);
      await call.update({ status: 'in-progress' });
      if (planned === 'voicemail') await call.answerAsMachine();
      await this.report(call, 'answered');
      const method = form.get('Method')?.toUpperCase() === 'GET' ? 'GET' : 'POST';
      return this.end(call, await (twiml === null ? call.playFrom(url, method) : call.play(twiml, url)));
    });
    return queued;
  }

  /** A phone calls the hotline. `settled` resolves when the call waits for digits, has ended, or was not answered. */
  async callHotline(
    from: string,
    to: string,
  ): Promise<{ readonly call: FollowedCall; readonly settled: Promise<void> }> {
    const caller = readPhoneNumber(from);
    const { hotlineNumber, hotlineUrl } = this.carrier.options;
    if (caller === null || caller === hotlineNumber) {
      throw new RequestError(400, 'bad-number', `"${from.slice(0, 40)}" is not a phone that can call the hotline.`);
    }
    if (readPhoneNumber(to) !== hotlineNumber) {
      throw new RequestError(
        404,
        'unknown-number',
        `Nobody answers at "${to.slice(0, 40)}". The hotline is ${hotlineNumber}.`,
      );
    }
    if (this.underWay.size >= MOST_CALLS_UNDER_WAY)
      throw new RequestError(503, 'too-many-calls', 'All lines are busy.');
    const base = `${hotlineUrl.replace(/\/$/, '')}/hooks/twilio/voice`;
    const call = this.open({
      ...this.blank('inbound', caller, hotlineNumber),
      status: 'ringing',
      // As the number is set up in the carrier's console.
      statusCallback: `${base}/ended`,
      statusCallbackEvents: ['completed'],
    });
    await call.update({});
    const settled = call.nextRest();
    this.carrier.inBackground(async () => {
      await this.end(call, await call.playFrom(base, 'POST'));
    });
    return { call, settled };
  }

  /** Digits pressed at a phone during a call. */
  async press(phone: string, sid: string, digits: string): Promise<CallRecord> {
    const call = this.find(phone, sid);
    if (!/^[0-9*#]{1,32}$/.test(digits)) {
      throw new RequestError(400, 'bad-digits', 'Digits are 1 to 32 of 0-9, * and #.');
    }
    const settled = call.nextRest();
    if (!call.press(digits)) throw new RequestError(409, 'not-listening', 'The call does not wait for digits now.');
    await settled;
    return call.record;
  }

  /** The time for a key runs out. */
  async pressNothing(phone: string, sid: string): Promise<CallRecord> {
    const call = this.find(phone, sid);
    const settled = call.nextRest();
    if (!call.pressNothing()) throw new RequestError(409, 'not-listening', 'The call does not wait for digits now.');
    await settled;
    return call.record;
  }

  /** A message after the tone. */
  async leave(phone: string, sid: string, message: LeftMessage): Promise<CallRecord> {
    const call = this.find(phone, sid);
    const settled = call.nextRest();
    if (!call.leave(message)) throw new RequestError(409, 'not-recording', 'The call takes no message now.');
    await settled;
    return call.record;
  }

  /** A phone that rings for a caller is picked up, or not. */
  async pickUp(phone: string, sid: string, pickup: Pickup): Promise<CallRecord> {
    const call = this.find(phone, sid);
    const settled = call.nextRest();
    if (!call.pickUp(pickup)) throw new RequestError(409, 'not-ringing', 'The phone does not ring now.');
    await settled;
    return call.record;
  }

  async hangUp(phone: string, sid: string): Promise<CallRecord> {
    const call = this.find(phone, sid);
    call.hangUp();
    await this.end(call, 'completed');
    return call.record;
  }

  /** Ends a call that an earlier run of the carrier left open, so that whoever placed it learns of it. */
  async giveUp(record: CallRecord): Promise<void> {
    await this.end(this.open(record), 'failed');
  }

  private open(record: CallRecord): FollowedCall {
    const call = new FollowedCall(this.carrier, record, (caller, verb, resolve) => this.ring(caller, verb, resolve));
    this.underWay.set(record.sid, call);
    return call;
  }

  /** Rings the phone that a Dial names, a second leg of the caller's call. */
  private async ring(caller: FollowedCall, verb: TwimlElement, resolve: (url: string) => string): Promise<DialOutcome> {
    const number = elementsOf(verb).find(({ name }) => name === 'Number');
    const to = readPhoneNumber(textOf(number ?? verb));
    if (to === null || this.underWay.size >= MOST_CALLS_UNDER_WAY) {
      return { status: 'failed', sid: newSid('CA'), bridged: false, seconds: 0 };
    }
    const from = verb.attributes['callerId'] ?? caller.record.from;
    const party = this.open({
      ...this.blank('outbound-dial', from, to),
      parentSid: caller.record.sid,
      status: 'ringing',
    });
    await party.update({});
    await caller.note(`[rings ${to}]`);
    const fault = await meetFault(this.carrier, 'calls', [to]);
    caller.rested();
    const whisper = number?.attributes['url'];
    const outcome = await dialParty(
      caller,
      party,
      {
        timeoutMs: Math.min(Number(verb.attributes['timeout'] ?? '30') || 30, MOST_RING_SECONDS) * 1_000,
        pickup: fault?.fail === undefined ? (fault?.deliver?.status ?? null) : 'failed',
        whisper: whisper === undefined ? null : resolve(whisper),
      },
      { callerGone: caller.gone, partyGone: party.gone, closing: this.carrier.closing },
    );
    await this.end(party, outcome.status);
    const { endedAt, at, sid } = party.record;
    const seconds = Math.round((Date.parse(endedAt ?? at) - Date.parse(at)) / 1_000);
    return { ...outcome, sid, seconds };
  }

  private async end(call: FollowedCall, status: CallEnd | 'no-answer' | 'canceled'): Promise<void> {
    // A call cut off by the carrier's own end stays open in its file; the next start gives it up.
    if (this.carrier.closing.aborted || !this.underWay.delete(call.record.sid)) return;
    await call.end(status === 'hung-up' ? 'completed' : status);
    await this.report(call, 'completed');
  }

  private find(phone: string, sid: string): FollowedCall {
    const call = this.underWay.get(sid);
    const number = readPhoneNumber(phone);
    if (call === undefined || (call.record.from !== number && call.record.to !== number)) {
      throw new RequestError(404, 'no-such-call', 'That phone is not in such a call now.');
    }
    return call;
  }

  private blank(direction: CallRecord['direction'], from: string, to: string): CallRecord {
    const at = this.carrier.stamp();
    return {
      kind: 'call',
      sid: newSid('CA'),
      direction,
      from,
      to,
      at,
      updatedAt: at,
      endedAt: null,
      status: 'queued',
      twiml: [],
      said: [],
      awaitsDigits: false,
      awaitsMessage: false,
      parentSid: null,
      statusCallback: null,
      statusCallbackEvents: [],
      webhook: null,
    };
  }

  private async report(call: FollowedCall, event: 'initiated' | 'ringing' | 'answered' | 'completed'): Promise<void> {
    const { record } = call;
    if (record.statusCallback === null || !record.statusCallbackEvents.includes(event)) return;
    const seconds = Math.round((Date.parse(record.endedAt ?? record.at) - Date.parse(record.at)) / 1_000);
    const webhook = {
      url: record.statusCallback,
      params: {
        AccountSid: this.carrier.options.accountSid,
        ApiVersion: '2010-04-01',
        CallSid: record.sid,
        CallStatus: event === 'initiated' ? 'initiated' : record.status,
        CallbackSource: 'call-progress-events',
        Direction: record.direction,
        From: record.from,
        SequenceNumber: String(['initiated', 'ringing', 'answered', 'completed'].indexOf(event)),
        Timestamp: new Date(record.updatedAt).toUTCString(),
        To: record.to,
        ...(event === 'completed' ? { CallDuration: String(seconds), Duration: String(Math.ceil(seconds / 60)) } : {}),
      },
    };
    this.carrier.inBackground(() => this.carrier.webhooks.send(webhook));
  }

  private readForm(form: URLSearchParams) {
    const written = form.get('To') ?? '';
    if (written === '') throw new TwilioError(400, 21_201, "No 'To' number is specified");
    const to = readPhoneNumber(written);
    if (to === null) throw new TwilioError(400, 21_211, `Invalid 'To' Phone Number: ${written.slice(0, 40)}`);
    const from = form.get('From') ?? '';
    if (from === '') throw new TwilioError(400, 21_213, "Caller phone number ('From') is required");
    if (readPhoneNumber(from) !== this.carrier.options.hotlineNumber) {
      throw new TwilioError(400, 21_210, `'From' phone number not verified: ${from.slice(0, 40)}`);
    }
    const twiml = form.get('Twiml');
    const url = form.get('Url') ?? '';
    if (twiml === null && !isWebAddress(url))
      throw new TwilioError(400, 21_205, `Url is not a valid URL: ${url.slice(0, 200)}`);
    const statusCallback = form.get('StatusCallback');
    if (statusCallback !== null && !isWebAddress(statusCallback)) {
      throw new TwilioError(
        400,
        21_609,
        `The 'StatusCallback' URL ${statusCallback.slice(0, 200)} is not a valid URL.`,
      );
    }
    if (this.underWay.size >= MOST_CALLS_UNDER_WAY || !this.carrier.caps.voice.take(this.carrier.now()))
      throw plannedError({ status: 429 });
    return { to, url, twiml };
  }
}
