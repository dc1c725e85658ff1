import { setTimeout as pause } from 'node:timers/promises';
import type { Carrier } from './carrier.js';
import { type CallRecord, callHasEnded } from './carrier-records.js';
import type { DialOutcome, Pickup } from './dial-party.js';
import { type TwimlElement, elementsOf, readTwiml, textOf } from './read-twiml.js';
import { type LeftMessage, takeMessage } from './take-message.js';

/** A person reads the page slower than they would hear: Gather and Record wait at least this long. */
const SHORTEST_WAIT_MS = 60_000;
const LONGEST_WAIT_MS = 300_000;
/** A Redirect that leads back to itself ends here. */
const MOST_DOCUMENTS = 40;
const MOST_SAID = 200;

/** How a call ends when nobody hangs up; `hung-up`: its TwiML said so. */
export type CallEnd = 'completed' | 'hung-up' | 'busy' | 'failed';

/** Rings the phone that a Dial names. */
export type Dial = (caller: FollowedCall, verb: TwimlElement, resolve: (url: string) => string) => Promise<DialOutcome>;

/** A call that is under way: plays the TwiML, waits for digits, messages and other phones, and keeps its record current. */
export class FollowedCall {
  private resting: (() => void)[] = [];
  private digits: ((digits: string | null) => void) | null = null;
  private message: ((message: LeftMessage) => void) | null = null;
  private pickup: (pickup: Pickup) => void = () => undefined;
  private readonly picked = new Promise<Pickup>((resolve) => {
    this.pickup = resolve;
  });
  private isPicked = false;
  private readonly hungUp = new AbortController();
  private documents = 0;
  private isMachine = false;
  private numDigits = Number.POSITIVE_INFINITY;
  private finishOnKey = '#';

  constructor(
    private readonly carrier: Carrier,
    private call: CallRecord,
    private readonly dial: Dial,
  ) {}

  get record(): CallRecord {
    return this.call;
  }

  /** Aborted when the person at the phone hangs up. */
  get gone(): AbortSignal {
    return this.hungUp.signal;
  }

  async update(change: Partial<CallRecord>): Promise<void> {
    this.call = { ...this.call, ...change, updatedAt: this.carrier.stamp() };
    await this.carrier.log.put(this.call);
  }

  /** Fetches a document and plays it. An answer that is no TwiML ends the call as it does at Twilio. */
  async playFrom(url: string, method: 'POST' | 'GET', more: Readonly<Record<string, string>> = {}): Promise<CallEnd> {
    this.documents += 1;
    if (this.documents > MOST_DOCUMENTS) return 'failed';
    const params = {
      AccountSid: this.carrier.options.accountSid,
      ApiVersion: '2010-04-01',
      CallSid: this.call.sid,
      CallStatus: this.call.status,
      Direction: this.call.direction,
      From: this.call.from,
      To: this.call.to,
      ...more,
    };
    const answer = await this.carrier.webhooks.send({ url, method, params }, (attempt) => {
      const webhook = { state: 'sending' as const, status: attempt.status, attempts: attempt.attempt, note: '' };
      void this.update({ webhook });
      if (attempt.status === 0 || attempt.status >= 500) this.rested();
    });
    const answered = answer.status >= 200 && answer.status < 300;
    const state = answered ? 'answered' : answer.status >= 300 && answer.status < 500 ? 'refused' : 'gave-up';
    await this.update({ webhook: { state, status: answer.status, attempts: answer.attempt, note: '' } });
    if (!answered) {
      await this.note('We are sorry, an application error has occurred. Goodbye.');
      return 'failed';
    }
    return this.play(answer.body, url);
  }

  /** Plays a document. Addresses in it are taken relative to `base`. */
  async play(twiml: string, base: string): Promise<CallEnd> {
    if (callHasEnded(this.call)) return 'completed';
    const reading = readTwiml(twiml);
    await this.update({ twiml: [...this.call.twiml, twiml].slice(-MOST_DOCUMENTS) });
    if (reading.outcome === 'malformed') {
      await this.note(`We are sorry, an application error has occurred. Goodbye. (${reading.reason})`);
      return 'failed';
    }
    if (reading.verbs[0]?.name === 'Reject') return 'busy';
    if (this.call.status !== 'in-progress') await this.update({ status: 'in-progress' });
    for (const verb of reading.verbs) {
      if (this.isOver) return 'completed';
      const end = await this.perform(verb, (url) => resolveUrl(url, base));
      if (end !== null) return end;
    }
    return 'completed';
  }

  /** False when the call does not wait for digits. */
  press(digits: string): boolean {
    if (this.digits === null) return false;
    const until = this.finishOnKey === '' ? -1 : digits.indexOf(this.finishOnKey);
    this.digits((until === -1 ? digits : digits.slice(0, until)).slice(0, this.numDigits));
    return true;
  }

  /** Lets the time for a key run out. False when the call does not wait for digits. */
  pressNothing(): boolean {
    if (this.digits === null) return false;
    this.digits(null);
    return true;
  }

  /** False when the call takes no message now. */
  leave(message: LeftMessage): boolean {
    if (this.message === null) return false;
    this.message(message);
    return true;
  }

  /** False when the phone does not ring for a Dial. */
  pickUp(pickup: Pickup): boolean {
    if (this.isPicked || this.call.direction !== 'outbound-dial' || this.call.status !== 'ringing') return false;
    this.isPicked = true;
    this.pickup(pickup);
    return true;
  }

  hangUp(): void {
    this.hungUp.abort();
  }

  async end(status: CallRecord['status']): Promise<void> {
    const at = this.carrier.stamp();
    if (!callHasEnded(this.call)) await this.update({ status, endedAt: at, awaitsDigits: false, awaitsMessage: false });
    this.rested();
  }

  /** Resolves when the call next waits for somebody, has ended, or its webhook was not answered. */
  nextRest(): Promise<void> {
    return new Promise((resolve) => this.resting.push(resolve));
  }

  rested(): void {
    const resting = this.resting;
    this.resting = [];
    for (const resolve of resting) resolve();
  }

  async waitForPickup(timeoutMs: number, gone: AbortSignal): Promise<Pickup> {
    return this.await<Pickup>(this.picked, 'no-answer', timeoutMs, gone).finally(() => {
      this.isPicked = true;
    });
  }

  /** A voicemail speaks, and presses no key. */
  async answerAsMachine(): Promise<void> {
    this.isMachine = true;
    await this.note('[answered by voicemail]');
  }

  async note(text: string): Promise<void> {
    if (text !== '' && this.call.said.length < MOST_SAID) await this.update({ said: [...this.call.said, text] });
  }

  private get isOver(): boolean {
    return this.hungUp.signal.aborted || this.carrier.closing.aborted;
  }

  /** Does what a verb says. Gives how the call ends where it ends, or leads to another document. */
  private async perform(verb: TwimlElement, resolve: (url: string) => string): Promise<CallEnd | null> {
    const action = verb.attributes['action'];
    switch (verb.name) {
      case 'Hangup':
      case 'Reject':
        return 'hung-up';
      case 'Redirect':
        return this.playFrom(resolve(textOf(verb)), methodOf(verb));
      case 'Gather': {
        await this.sayAll(elementsOf(verb));
        const digits = await this.waitForDigits(verb);
        if (this.isOver) return 'completed';
        if (digits === null && verb.attributes['actionOnEmptyResult'] !== 'true') return null;
        await this.note(digits === null ? '[no key]' : `[${digits}]`);
        return this.playFrom(resolve(action ?? ''), methodOf(verb), { Digits: digits ?? '' });
      }
      case 'Dial': {
        const { status, sid, bridged, seconds } = await this.dial(this, verb, resolve);
        if (this.carrier.closing.aborted || action === undefined) return null;
        return this.playFrom(resolve(action), methodOf(verb), {
          DialCallStatus: status,
          DialCallSid: sid,
          DialBridged: String(bridged),
          ...(status === 'completed' && { DialCallDuration: String(seconds) }),
        });
      }
      case 'Record': {
        const message = await this.waitForMessage();
        if (message === null) return null;
        await this.note(`[message of ${message.seconds} s: ${message.text}]`);
        const left = await takeMessage(this.carrier, this.call, verb, message, resolve);
        if (message.hangsUp) {
          await this.update({ status: 'completed' });
          this.hangUp();
        }
        return this.playFrom(resolve(action ?? ''), methodOf(verb), left);
      }
      default:
        await this.sayAll([verb]);
        return null;
    }
  }

  private async waitForDigits(gather: TwimlElement): Promise<string | null> {
    if (this.isMachine) return null;
    const timeoutMs = Number(gather.attributes['timeout'] ?? '5') * 1_000;
    const waitMs = Math.min(Math.max(timeoutMs || 0, SHORTEST_WAIT_MS), LONGEST_WAIT_MS);
    this.numDigits = Number(gather.attributes['numDigits']) || Number.POSITIVE_INFINITY;
    this.finishOnKey = gather.attributes['finishOnKey'] ?? '#';
    const pressed = new Promise<string | null>((resolve) => {
      this.digits = resolve;
    });
    await this.update({ awaitsDigits: true });
    this.restUntil(pressed);
    const digits = await this.await(pressed, null, waitMs, this.gone);
    this.digits = null;
    await this.update({ awaitsDigits: false });
    return digits;
  }

  private async waitForMessage(): Promise<LeftMessage | null> {
    const left = new Promise<LeftMessage>((resolve) => {
      this.message = resolve;
    });
    await this.note('[tone]');
    await this.update({ awaitsMessage: true });
    this.restUntil(left);
    const message = await this.await(left, null, LONGEST_WAIT_MS, this.gone);
    this.message = null;
    await this.update({ awaitsMessage: false });
    return message;
  }

  /** The call waits, unless somebody was so quick that it need not. */
  private restUntil(done: Promise<unknown>): void {
    const waits = Symbol('waits');
    void Promise.race([done, Promise.resolve(waits)]).then((first) => {
      if (first === waits) this.rested();
    });
  }

  /** What a person does in time, or `otherwise` when they do not or the line goes down. */
  private async await<T>(done: Promise<T>, otherwise: T, waitMs: number, gone: AbortSignal): Promise<T>;
  private async await<T>(done: Promise<T>, otherwise: null, waitMs: number, gone: AbortSignal): Promise<T | null>;
  private async await<T>(done: Promise<T>, otherwise: T | null, waitMs: number, gone: AbortSignal): Promise<T | null> {
    const over = new AbortController();
    const signal = AbortSignal.any([over.signal, gone, this.carrier.closing]);
    const silence = pause(waitMs, otherwise, { signal, ref: false }).catch(() => otherwise);
    try {
      return await Promise.race([done, silence]);
    } finally {
      over.abort();
    }
  }

  private async sayAll(verbs: readonly TwimlElement[]): Promise<void> {
    for (const verb of verbs) {
      const text = textOf(verb);
      if (verb.name === 'Say') await this.note(text);
      else if (verb.name === 'Play') await this.note(`[plays ${text}]`);
      else if (verb.name !== 'Pause') await this.note(`[${verb.name} ${text}]`.replace(' ]', ']'));
    }
  }
}

function methodOf(verb: TwimlElement): 'POST' | 'GET' {
  return verb.attributes['method']?.toUpperCase() === 'GET' ? 'GET' : 'POST';
}

/** An address that cannot be read stays as written, and then cannot be reached. */
function resolveUrl(written: string, base: string): string {
  return URL.canParse(written, base) ? new URL(written, base).href : written;
}
