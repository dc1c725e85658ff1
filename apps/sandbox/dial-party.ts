import { setTimeout as pause } from 'node:timers/promises';
import type { CallRecord } from './carrier-records.js';

/** What came of ringing somebody's phone for a caller, in Twilio's words. */
export interface DialOutcome {
  readonly status: 'completed' | 'busy' | 'no-answer' | 'failed' | 'canceled';
  readonly sid: string;
  /** Whether the two were put through to each other. */
  readonly bridged: boolean;
  /** Of the dialled call. */
  readonly seconds: number;
}

/** One end of the conversation. */
export interface Line {
  readonly record: CallRecord;
  update(change: Partial<CallRecord>): Promise<void>;
  note(text: string): Promise<void>;
  /** Nothing happens on it by itself any more. */
  rested(): void;
}

/** The end that is rung. */
export interface RungLine extends Line {
  waitForPickup(timeoutMs: number, gone: AbortSignal): Promise<Pickup>;
  answerAsMachine(): Promise<void>;
  /** `completed`: the document ended, which puts the two through to each other. */
  playFrom(url: string, method: 'POST', more: Readonly<Record<string, string>>): Promise<string>;
}

/** How a phone that rings stops ringing. */
export type Pickup = 'answered' | 'voicemail' | 'busy' | 'no-answer' | 'failed';

/**
 * Rings a phone, plays the whisper to whoever picks up, and puts the two through to each other unless that ends by hanging up.
 * Ends when either hangs up.
 */
export async function dialParty(
  caller: Line,
  party: RungLine,
  ring: { readonly timeoutMs: number; readonly pickup: Pickup | null; readonly whisper: string | null },
  signals: { readonly callerGone: AbortSignal; readonly partyGone: AbortSignal; readonly closing: AbortSignal },
): Promise<Omit<DialOutcome, 'sid' | 'seconds'>> {
  const { callerGone, partyGone, closing } = signals;
  const gone = AbortSignal.any([callerGone, partyGone, closing]);
  const pickup = ring.pickup ?? (await party.waitForPickup(ring.timeoutMs, gone));
  if (callerGone.aborted) return { status: 'canceled', bridged: false };
  if (pickup !== 'answered' && pickup !== 'voicemail') return { status: pickup, bridged: false };
  await party.update({ status: 'in-progress' });
  if (pickup === 'voicemail') await party.answerAsMachine();
  if (ring.whisper !== null) {
    const whispered = await party.playFrom(ring.whisper, 'POST', { ParentCallSid: caller.record.sid });
    if (whispered !== 'completed' || gone.aborted) return { status: 'completed', bridged: false };
  }
  await caller.note(`[connected to ${party.record.to}]`);
  await party.note(`[connected to ${caller.record.from}]`);
  caller.rested();
  party.rested();
  while (!gone.aborted) await pause(60_000, undefined, { signal: gone, ref: false }).catch(() => undefined);
  return { status: 'completed', bridged: true };
}
