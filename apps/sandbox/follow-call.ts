import { setTimeout as pause } from 'node:timers/promises';
import type { Carrier } from './carrier.js';
import { type CallRecord, callHasEnded } from './carrier-records.js';
import { type TwimlElement, elementsOf, readTwiml, textOf } from './read-twiml.js';

/** A person reads the page slower than they would hear: Gather waits at least this long. */
const SHORTEST_GATHER_MS = 60_000;
const LONGEST_GATHER_MS = 300_000;
/** A Redirect that leads back to itself ends here. */
const MOST_DOCUMENTS = 20;
const MOST_SAID = 200;

/** How a call ends when nobody hangs up. */
export type CallEnd = 'completed' | 'busy' | 'failed';

/** A call that is under way: plays the TwiML, waits for digits, and keeps its record current. */
export class FollowedCall {
  private resting: (() => void)[] = [];
  private digits: ((digits: string) => void) | null = null;
  private readonly hungUp = new AbortController();
  private documents = 0;
  private numDigits = Number.POSITIVE_INFINITY;
  private finishOnKey = '#';

  constructor(
    private readonly carrier: Carrier,
    private call: CallRecord,
  ) {}

  get record(): CallRecord {
    return this.call;
  }

  /** True when the call waits for digits. */
  get awaitsDigits(): boolean {
    return this.digits !== null;
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
      if (attempt.status === 0 || attempt.status >= 500) this.rest();
    });
    const answered = answer.status >= 200 && answer.status < 300;
    const state = answered ? 'answered' : answer.status >= 300 && answer.status < 500 ? 'refused' : 'gave-up';
    await this.update({ webhook: { state, status: answer.status, attempts: answer.attempt, note: '' } });
    if (!answered) {
      await this.say('We are sorry, an application error has occurred. Goodbye.');
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
      await this.say(`We are sorry, an application error has occurred. Goodbye. (${reading.reason})`);
      return 'failed';
    }
    if (reading.verbs[0]?.name === 'Reject') return 'busy';
    if (this.call.status !== 'in-progress') await this.update({ status: 'in-progress' });
    for (const verb of reading.verbs) {
      if (this.hungUp.signal.aborted || this.carrier.closing.aborted) return 'completed';
      if (verb.name === 'Hangup' || verb.name === 'Reject') return 'completed';
      if (verb.name === 'Redirect') return this.playFrom(resolveUrl(textOf(verb), base), methodOf(verb));
      if (verb.name === 'Gather') {
        await this.sayAll(elementsOf(verb));
        const digits = await this.waitForDigits(verb);
        if (digits === null) continue;
        await this.say(`[${digits}]`);
        return this.playFrom(resolveUrl(verb.attributes['action'] ?? '', base), methodOf(verb), { Digits: digits });
      }
      await this.sayAll([verb]);
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

  hangUp(): void {
    this.hungUp.abort();
  }

  async end(status: CallRecord['status']): Promise<void> {
    const at = this.carrier.stamp();
    if (!callHasEnded(this.call)) await this.update({ status, endedAt: at, awaitsDigits: false });
    this.rest();
  }

  /** Resolves when the call next waits for digits, has ended, or its webhook was not answered. */
  nextRest(): Promise<void> {
    return new Promise((resolve) => this.resting.push(resolve));
  }

  private async waitForDigits(gather: TwimlElement): Promise<string | null> {
    const timeoutMs = Number(gather.attributes['timeout'] ?? '5') * 1_000;
    const waitMs = Math.min(Math.max(timeoutMs || 0, SHORTEST_GATHER_MS), LONGEST_GATHER_MS);
    this.numDigits = Number(gather.attributes['numDigits']) || Number.POSITIVE_INFINITY;
    this.finishOnKey = gather.attributes['finishOnKey'] ?? '#';
    const done = new AbortController();
    const signal = AbortSignal.any([done.signal, this.hungUp.signal, this.carrier.closing]);
    const pressed = new Promise<string>((resolve) => {
      this.digits = resolve;
    });
    await this.update({ awaitsDigits: true });
    this.rest();
    const silence = pause(waitMs, null, { signal, ref: false }).catch(() => null);
    const digits = await Promise.race([pressed, silence]);
    this.digits = null;
    done.abort();
    await this.update({ awaitsDigits: false });
    return digits;
  }

  private async sayAll(verbs: readonly TwimlElement[]): Promise<void> {
    for (const verb of verbs) {
      const text = textOf(verb);
      if (verb.name === 'Say') await this.say(text);
      else if (verb.name === 'Play') await this.say(`[plays ${text}]`);
      else if (verb.name !== 'Pause') await this.say(`[${verb.name} ${text}]`.replace(' ]', ']'));
    }
  }

  private async say(text: string): Promise<void> {
    if (text !== '' && this.call.said.length < MOST_SAID) await this.update({ said: [...this.call.said, text] });
  }

  private rest(): void {
    const resting = this.resting;
    this.resting = [];
    for (const resolve of resting) resolve();
  }
}

function methodOf(verb: TwimlElement): 'POST' | 'GET' {
  return verb.attributes['method']?.toUpperCase() === 'GET' ? 'GET' : 'POST';
}

/** An address that cannot be read stays as written, and then cannot be reached. */
function resolveUrl(written: string, base: string): string {
  return URL.canParse(written, base) ? new URL(written, base).href : written;
}
