import { Inject, Injectable } from '@nestjs/common';
import type { VoiceSettings } from '#config';
import { type CallInput, type CallRules, hasOwnNumber, type NextStep, nextStep, whomToRing } from '#domain';
import { Log, Settings } from '#service';
import { Database, type Tx } from '#store';
import { AcknowledgeForTaker } from './acknowledge-for-taker.js';
import { answerCall, type CallScene, type KnownCall } from './answer-call.js';
import { lockCall, saveCall, type StoredCall } from './call-rows.js';
import { CallWatch } from './call-watch.js';

/**
 * Takes a call one step on: locks its row, asks the rules what a webhook means now, writes down what they say and puts the
 * answer into TwiML. Nothing of a call is kept in a process, so any of them can answer any webhook.
 */
@Injectable()
export class AdvanceCall {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(Settings) private readonly settings: Settings,
    @Inject(CallWatch) private readonly watch: CallWatch,
    @Inject(AcknowledgeForTaker) private readonly acknowledge: AcknowledgeForTaker,
    @Inject(Log) private readonly log: Log,
  ) {}

  get scene(): CallScene {
    const { environment, hotline, voice, advice } = this.settings.config;
    return { publicUrl: environment.publicUrl, hotlinePhone: hotline.phone, voice, advice };
  }

  /** The TwiML to answer with; null for a call that we know nothing of. `seconds`: how long it was, with its end. */
  async advance(sid: string, input: CallInput, seconds: number | null = null): Promise<string | null> {
    const advanced = await this.database.transaction(async (tx) => {
      const call = await lockCall(tx, sid);
      if (call === null) return null;
      const next = nextStep(call, input, await this.rules(tx, call));
      if (next.facts.length > 0 || next.call !== call) await saveCall(tx, call, next.call, next.facts, seconds);
      const twiml = answerCall(next.answer, await this.known(tx, call, next), this.scene);
      return { twiml, takenOf: next.facts.some(({ type }) => type === 'call.taken') ? call.id : null };
    });
    if (advanced === null) return null;
    if (advanced.takenOf !== null) await this.acknowledgeSoon(advanced.takenOf);
    return advanced.twiml;
  }

  /** The caller is put through whether or not this works at once; the sweep finds what it missed. */
  private async acknowledgeSoon(callId: string): Promise<void> {
    try {
      await this.acknowledge.acknowledge(callId);
    } catch (error) {
      const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
      this.log.warn({ message: 'a call was taken, its incident is acknowledged a little later', callId, code });
    }
  }

  private async rules(tx: Tx, call: StoredCall): Promise<CallRules> {
    const { voice } = this.settings.config;
    return {
      isOpen: await isOpen(tx),
      keys: voice.menu.keys,
      takeKey: voice.dial.takeKey,
      menuTimes: voice.menu.times,
      mostPeople: voice.dial.mostPeople,
      // A number that calls without end must not keep the watch from everybody else: it leaves messages.
      order: (await callsTooOften(tx, call.sender, voice.limits))
        ? []
        : whomToRing(await this.watch.at(tx, call.id, call.sender)),
    };
  }

  private async known(tx: Tx, { sid, reference, sender }: StoredCall, { call, answer }: NextStep): Promise<KnownCall> {
    const userId = answer.kind === 'ring' ? answer.userId : (call.legs.at(-1)?.userId ?? null);
    const [person] = await tx.query<{ phone: string | null; language: 'en' | 'fr' }>(
      'SELECT phone, language FROM user_account WHERE id = $1',
      [userId],
    );
    return { sid, reference, language: call.language, canCallBack: hasOwnNumber(sender), person: person ?? null };
  }
}

async function callsTooOften(
  tx: Tx,
  sender: string | null,
  { minutes, fromOneNumber, hidden }: VoiceSettings['limits'],
): Promise<boolean> {
  const since = new Date(tx.now.getTime() - minutes * 60_000);
  const [row] = await tx.query<{ calls: number }>(
    `SELECT count(*)::int AS calls FROM report r JOIN call c ON c.report_id = r.id
     WHERE r.sender IS NOT DISTINCT FROM $1 AND r.received_at > $2`,
    [sender, since],
  );
  // All who hide their numbers look like one.
  return (row?.calls ?? 0) > (hasOwnNumber(sender) ? fromOneNumber : hidden);
}

async function isOpen(tx: Tx): Promise<boolean> {
  const [row] = await tx.query<{ open: boolean | null }>('SELECT max(closes_at) > $1 AS open FROM election', [tx.now]);
  // No election in the store says nothing about the service: put the caller through.
  return row?.open !== false;
}
