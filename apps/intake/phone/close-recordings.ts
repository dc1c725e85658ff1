import { Inject, Injectable } from '@nestjs/common';
import { Settings, Sweeps } from '#service';
import { Database } from '#store';
import { CarrierArchive } from './carrier-archive.js';
import { recordingName } from './keep-recordings.js';
import { TakeTranscription } from './take-transcription.js';

/** The carrier writes down what was said after the message is ready: it is left there so long, in milliseconds. */
const leaveMs = 30 * 60_000;
const batch = 20;

interface Kept {
  readonly sid: string;
  readonly call_sid: string;
}

/** Takes leave of messages that are kept here: reads what the carrier wrote down of them, and then lets it forget them. */
@Injectable()
export class CloseRecordings {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(CarrierArchive) private readonly archive: CarrierArchive,
    @Inject(TakeTranscription) private readonly takeTranscription: TakeTranscription,
    @Inject(Settings) private readonly settings: Settings,
  ) {}

  @Sweeps({ everyMs: 60_000 })
  async closeKept(): Promise<void> {
    const before = new Date(this.database.clock.now().getTime() - leaveMs);
    // Only what has its file here is forgotten there.
    const kept: Kept[] = await this.database.source.query(
      `SELECT r.sid, c.sid AS call_sid FROM call_recording r JOIN call c ON c.id = r.call_id
       WHERE r.state = 'kept' AND r.closed_at IS NULL AND r.settled_at <= $1
         AND EXISTS (SELECT FROM attachment a WHERE a.report_id = c.report_id AND a.name = replace($2, 'SID', r.sid))
       ORDER BY r.settled_at LIMIT ${batch}`,
      [before, recordingName('SID')],
    );
    for (const recording of kept) await this.close(recording);
  }

  private async close({ sid, call_sid: callSid }: Kept): Promise<void> {
    for (const { sid: transcriptionSid, status, transcription_text: text } of await this.archive.transcriptions(sid)) {
      const form = {
        CallSid: callSid,
        RecordingSid: sid,
        TranscriptionSid: transcriptionSid,
        TranscriptionStatus: status,
        TranscriptionText: text ?? '',
        ReadBack: 'true',
      };
      const raw = Buffer.from(new URLSearchParams(form).toString());
      await this.takeTranscription.take({ callSid, sid: transcriptionSid, status, text: text ?? '', raw });
    }
    if (this.settings.config.voice.recording.deleteAtCarrier && !(await this.archive.forget(sid))) return;
    await this.database.source.query('UPDATE call_recording SET closed_at = $2 WHERE sid = $1', [
      sid,
      this.database.clock.now(),
    ]);
  }
}
