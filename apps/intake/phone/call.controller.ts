import { Controller, Header, HttpCode, HttpException, Inject, Post, type RawBodyRequest, Req } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import type { CallInput, LegEnd } from '#domain';
import { Log } from '#service';
import { AdvanceCall } from './advance-call.js';
import { answerWhenDown, type DownMoment } from './answer-when-down.js';
import { CarrierSignature, type SignedWebhook } from './carrier-signature.js';
import { NoteRecording } from './note-recording.js';
import { ReceiveCall } from './receive-call.js';
import { TakeTranscription } from './take-transcription.js';

type CarrierRequest = RawBodyRequest<FastifyRequest>;

/** The carrier waits fifteen seconds; whoever waits on the line hears nothing meanwhile, in milliseconds. */
const patienceMs = 6_000;

const legEnds: Readonly<Record<string, LegEnd>> = {
  busy: 'busy',
  'no-answer': 'no-answer',
  canceled: 'no-answer',
  failed: 'failed',
};

/**
 * A call, webhook by webhook. Those that somebody on the line waits for are always answered with TwiML and HTTP 200: when the
 * store does not answer in time, with words that need none, so that nobody is dropped.
 */
@Controller('hooks/twilio/voice')
export class CallController {
  constructor(
    @Inject(CarrierSignature) private readonly signature: CarrierSignature,
    @Inject(ReceiveCall) private readonly receiveCall: ReceiveCall,
    @Inject(AdvanceCall) private readonly advanceCall: AdvanceCall,
    @Inject(NoteRecording) private readonly noteRecording: NoteRecording,
    @Inject(TakeTranscription) private readonly takeTranscription: TakeTranscription,
    @Inject(Log) private readonly log: Log,
  ) {}

  @Post()
  @HttpCode(200)
  @Header('content-type', 'text/xml; charset=utf-8')
  async voice(@Req() request: CarrierRequest): Promise<string> {
    const { webhook, sid } = this.check(request);
    return this.onTheLine('caller', sid, webhook, async () => {
      await this.receiveCall.receive({ sid, sender: webhook.field('From', 64), raw: webhook.raw });
      return this.advanceCall.advance(sid, { kind: 'arrived' });
    });
  }

  @Post('menu')
  @HttpCode(200)
  @Header('content-type', 'text/xml; charset=utf-8')
  async menu(@Req() request: CarrierRequest): Promise<string> {
    const { webhook, sid } = this.check(request);
    const input: CallInput = { kind: 'keys', asked: whole(webhook, 'asked'), digits: webhook.field('Digits', 8) };
    return this.onTheLine('caller', sid, webhook, () => this.ofCaller(sid, webhook, input));
  }

  @Post('dialled')
  @HttpCode(200)
  @Header('content-type', 'text/xml; charset=utf-8')
  async dialled(@Req() request: CarrierRequest): Promise<string> {
    const { webhook, sid } = this.check(request);
    const bridged = webhook.field('DialBridged', 8);
    const input: CallInput = {
      kind: 'dial-ended',
      leg: whole(webhook, 'leg'),
      end: legEnds[webhook.field('DialCallStatus', 20)] ?? null,
      bridged: bridged === '' ? null : bridged === 'true',
    };
    return this.onTheLine('caller', sid, webhook, () => this.ofCaller(sid, webhook, input));
  }

  @Post('whisper')
  @HttpCode(200)
  @Header('content-type', 'text/xml; charset=utf-8')
  async whisper(@Req() request: CarrierRequest): Promise<string> {
    const { webhook, callerSid } = this.checkLeg(request);
    return this.onTheLine('whisper', callerSid, webhook, async () =>
      isDown(webhook) ? null : this.advanceCall.advance(callerSid, { kind: 'picked-up', leg: whole(webhook, 'leg') }),
    );
  }

  @Post('take')
  @HttpCode(200)
  @Header('content-type', 'text/xml; charset=utf-8')
  async take(@Req() request: CarrierRequest): Promise<string> {
    const { webhook, callerSid } = this.checkLeg(request);
    const digits = webhook.field('Digits', 8);
    return this.onTheLine('take', callerSid, webhook, async () =>
      isDown(webhook)
        ? null
        : this.advanceCall.advance(callerSid, { kind: 'leg-keys', leg: whole(webhook, 'leg'), digits }),
    );
  }

  /** The caller has left a message. */
  @Post('message')
  @HttpCode(200)
  @Header('content-type', 'text/xml; charset=utf-8')
  async message(@Req() request: CarrierRequest): Promise<string> {
    const { webhook, sid } = this.check(request);
    return this.onTheLine('after-message', sid, webhook, async () => {
      // A call that came while the store was down begins here.
      const sender = webhook.field('From', 64);
      await this.receiveCall.receive({ sid, sender, raw: webhook.raw, step: 'recording' });
      await this.noteRecording.note(sid, webhook.field('RecordingSid', 100), webhook.field('RecordingDuration', 10));
      return this.advanceCall.advance(sid, { kind: 'recorded' });
    });
  }

  /** The recording of a message is ready at the carrier. */
  @Post('recording')
  @HttpCode(204)
  async recording(@Req() request: CarrierRequest): Promise<void> {
    const { webhook, sid } = this.check(request);
    if (webhook.field('RecordingStatus', 20) === 'absent') return;
    const recording = this.signature.requireSid('voice', webhook, 'RecordingSid');
    const noted = await this.noteRecording.note(sid, recording, webhook.field('RecordingDuration', 10));
    if (noted === 'unknown') this.signature.count('voice', 'unknown-sid');
  }

  @Post('transcription')
  @HttpCode(204)
  async transcription(@Req() request: CarrierRequest): Promise<void> {
    const { webhook, sid } = this.check(request);
    const taken = await this.takeTranscription.take({
      callSid: sid,
      sid: this.signature.requireSid('voice', webhook, 'TranscriptionSid'),
      status: webhook.field('TranscriptionStatus', 20),
      text: webhook.field('TranscriptionText'),
      raw: webhook.raw,
    });
    if (taken === 'unknown') this.signature.count('voice', 'unknown-sid');
  }

  /** The number's own status callback: the line is down. */
  @Post('ended')
  @HttpCode(204)
  async ended(@Req() request: CarrierRequest): Promise<void> {
    const { webhook, sid } = this.check(request);
    const known = await this.advanceCall.advance(sid, { kind: 'ended' }, seconds(webhook.field('CallDuration', 10)));
    if (known === null) this.signature.count('voice', 'unknown-sid');
  }

  private check(request: CarrierRequest): { readonly webhook: SignedWebhook; readonly sid: string } {
    const webhook = this.signature.check('voice', request);
    return { webhook, sid: this.signature.requireSid('voice', webhook, 'CallSid') };
  }

  /** A webhook of the person who is rung; the caller's call stands in the signed address. */
  private checkLeg(request: CarrierRequest): { readonly webhook: SignedWebhook; readonly callerSid: string } {
    const { webhook } = this.check(request);
    return { webhook, callerSid: (webhook.query.get('call') ?? '').slice(0, 64) };
  }

  /** A step of a call whose first webhook the store never saw begins the call. */
  private async ofCaller(sid: string, webhook: SignedWebhook, input: CallInput): Promise<string | null> {
    const twiml = await this.advanceCall.advance(sid, input);
    if (twiml !== null) return twiml;
    await this.receiveCall.receive({ sid, sender: webhook.field('From', 64), raw: webhook.raw });
    return this.advanceCall.advance(sid, { kind: 'arrived' });
  }

  private async onTheLine(
    moment: DownMoment,
    sid: string,
    webhook: SignedWebhook,
    work: () => Promise<string | null>,
  ): Promise<string> {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<never>((_resolve, reject) => {
      timer = setTimeout(() => reject(new Error('the store did not answer in time')), patienceMs);
    });
    try {
      const twiml = await Promise.race([work(), late]);
      if (twiml !== null) return twiml;
    } catch (error) {
      if (error instanceof HttpException) throw error;
      const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
      this.log.error({ message: 'a call is answered without the store', moment, code });
    } finally {
      clearTimeout(timer);
    }
    return answerWhenDown(moment, sid, webhook.field('Digits', 8), this.advanceCall.scene);
  }
}

function isDown(webhook: SignedWebhook): boolean {
  return webhook.query.get('leg') === 'down';
}

/** A place or a count from the address, which is ours; -1 fits no call. */
function whole(webhook: SignedWebhook, name: string): number {
  const text = webhook.query.get(name) ?? '';
  return /^\d{1,4}$/.test(text) ? Number(text) : -1;
}

function seconds(text: string): number | null {
  return /^\d{1,6}$/.test(text) ? Number(text) : null;
}
