import { Inject, Injectable } from '@nestjs/common';
import { Settings, Sweeps } from '#service';
import { Database } from '#store';
import { AdvanceCall } from './advance-call.js';
import { CarrierReading } from './carrier-reading.js';
import { CarrierArchive, type ListedCall } from './carrier-archive.js';
import { NoteRecording } from './note-recording.js';
import { ReceiveCall } from './receive-call.js';

const overAtCarrier: ReadonlySet<string> = new Set(['completed', 'busy', 'failed', 'no-answer', 'canceled']);

/** Finds at the carrier what a missed webhook left behind: calls, their ends, and messages; takes each in once. */
@Injectable()
export class ReadBackCalls {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(Settings) private readonly settings: Settings,
    @Inject(CarrierReading) private readonly reading: CarrierReading,
    @Inject(CarrierArchive) private readonly archive: CarrierArchive,
    @Inject(ReceiveCall) private readonly receiveCall: ReceiveCall,
    @Inject(AdvanceCall) private readonly advanceCall: AdvanceCall,
    @Inject(NoteRecording) private readonly noteRecording: NoteRecording,
  ) {}

  @Sweeps({ everyMs: 60_000 })
  async readBack(): Promise<void> {
    const now = this.database.clock.now();
    const { onItsWaySeconds } = this.settings.config.phone.readBack;
    await this.reading.read('calls', async (readUntil) => {
      await this.readLists(await this.startOf(now, readUntil));
      // What began this lately may still be on its way by webhook, and is looked at next time.
      return new Date(now.getTime() - onItsWaySeconds * 1_000);
    });
  }

  /** From where the last reading ended, or where the oldest call began whose end is still to come; some time before either. */
  private async startOf(now: Date, readUntil: Date | null): Promise<Date> {
    const { firstHours, overlapMinutes } = this.settings.config.phone.readBack;
    const first = new Date(now.getTime() - firstHours * 3_600_000);
    if (readUntil === null) return first;
    const [open]: { since: Date | null }[] = await this.database.source.query(
      `SELECT min(started_at) AS since FROM call WHERE step <> 'ended' AND started_at > $1`,
      [first],
    );
    const since = Math.min(readUntil.getTime(), open?.since?.getTime() ?? Number.POSITIVE_INFINITY);
    return new Date(since - overlapMinutes * 60_000);
  }

  private async readLists(since: Date): Promise<void> {
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
    const onItsWayMs = this.settings.config.phone.readBack.onItsWaySeconds * 1_000;
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
