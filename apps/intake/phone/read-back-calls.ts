import { Inject, Injectable } from '@nestjs/common';
import { raiseNotice, Sweeps } from '#service';
import { Database } from '#store';
import { AdvanceCall } from './advance-call.js';
import { CarrierArchive, type ListedCall } from './carrier-archive.js';
import { NoteRecording } from './note-recording.js';
import { ReceiveCall } from './receive-call.js';

/** How far back the carrier's lists are read, in milliseconds: an outage of a night is found in the morning. */
const windowMs = 26 * 3_600_000;
/** A call that began this lately may still be on its way by webhook, in milliseconds. */
const onItsWayMs = 90_000;

/** After so long of failing the managers are told, once a day, in milliseconds. */
const tellAfterMs = 15 * 60_000;

const overAtCarrier: ReadonlySet<string> = new Set(['completed', 'busy', 'failed', 'no-answer', 'canceled']);

/** Finds at the carrier what a missed webhook left behind: calls, their ends, and messages; takes each in once. */
@Injectable()
export class ReadBackCalls {
  private unreadableSince: Date | null = null;

  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(CarrierArchive) private readonly archive: CarrierArchive,
    @Inject(ReceiveCall) private readonly receiveCall: ReceiveCall,
    @Inject(AdvanceCall) private readonly advanceCall: AdvanceCall,
    @Inject(NoteRecording) private readonly noteRecording: NoteRecording,
  ) {}

  @Sweeps({ everyMs: 60_000 })
  async readBack(): Promise<void> {
    const now = this.database.clock.now();
    try {
      await this.readLists();
      this.unreadableSince = null;
    } catch (error) {
      this.unreadableSince ??= now;
      if (now.getTime() - this.unreadableSince.getTime() >= tellAfterMs) {
        const key = `calls ${now.toISOString().slice(0, 10)}`;
        await this.database.transaction((tx) =>
          raiseNotice(tx, { kind: 'carrier-unreadable', key, facts: { source: 'calls' } }),
        );
      }
      throw error;
    }
  }

  private async readLists(): Promise<void> {
    const since = new Date(this.database.clock.now().getTime() - windowMs);
    const listed = (await this.archive.calls(since)).filter(({ direction }) => direction === 'inbound');
    const known = await this.stepsOf(listed);
    for (const call of listed.toReversed()) await this.catchUp(call, known.get(call.sid) ?? null);
    const recordings = await this.archive.recordings(since);
    for (const { sid, call_sid: callSid, status, duration } of recordings) {
      if (status === 'completed') await this.noteRecording.note(callSid, sid, duration ?? '');
    }
  }

  private async catchUp(call: ListedCall, step: string | null): Promise<void> {
    const isOver = overAtCarrier.has(call.status);
    if (step === null && (isOver || this.isOverdue(call))) {
      await this.receiveCall.receive({ sid: call.sid, sender: call.from, raw: asWebhook(call), readBack: true });
    }
    if (isOver && step !== 'ended') {
      await this.advanceCall.advance(
        call.sid,
        { kind: 'ended' },
        call.duration === null ? null : Number(call.duration),
      );
    }
  }

  private isOverdue({ start_time: startedAt }: ListedCall): boolean {
    const started = Date.parse(startedAt ?? '');
    return !Number.isNaN(started) && started < this.database.clock.now().getTime() - onItsWayMs;
  }

  private async stepsOf(calls: readonly ListedCall[]): Promise<ReadonlyMap<string, string>> {
    const rows: { sid: string; step: string }[] = await this.database.source.query(
      'SELECT sid, step FROM call WHERE sid = ANY($1)',
      [calls.map(({ sid }) => sid)],
    );
    return new Map(rows.map(({ sid, step }) => [sid, step]));
  }
}

/** The carrier's list in the form that its webhook would have had, so that whoever reads the report needs to know one form. */
function asWebhook({ sid, from, to, direction, status }: ListedCall): Buffer {
  const form = { CallSid: sid, From: from, To: to, Direction: direction, CallStatus: status, ReadBack: 'true' };
  return Buffer.from(new URLSearchParams(form).toString());
}
