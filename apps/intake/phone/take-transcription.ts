import { Inject, Injectable } from '@nestjs/common';
import { Database } from '#store';
import { ReceiveReport } from '../receive-report.js';

/** A message as the carrier wrote it down. */
export interface Transcription {
  readonly callSid: string;
  readonly sid: string;
  readonly status: string;
  readonly text: string;
  /** A form in the shape of the carrier's webhook. */
  readonly raw: Buffer;
}

/**
 * What a caller said, as the carrier wrote it down, becomes a report that follows the call: triage joins it to the same
 * incident, and "they are posting now" makes that more severe. The words are a machine's; the audio is kept beside them.
 */
@Injectable()
export class TakeTranscription {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(ReceiveReport) private readonly receiveReport: ReceiveReport,
  ) {}

  async take({ callSid, sid, status, text, raw }: Transcription): Promise<'taken' | 'empty' | 'unknown'> {
    const [call]: { report_id: string; sender: string | null; language: 'en' | 'fr' | null }[] =
      await this.database.source.query(
        'SELECT c.report_id, c.language, r.sender FROM call c JOIN report r ON r.id = c.report_id WHERE c.sid = $1',
        [callSid],
      );
    if (call === undefined) return 'unknown';
    if (status !== 'completed' || text.trim() === '') return 'empty';
    await this.receiveReport.receive({
      channel: 'voice',
      externalId: sid,
      raw,
      mediaType: 'application/x-www-form-urlencoded',
      sender: call.sender,
      language: call.language,
      followsReportId: call.report_id,
    });
    return 'taken';
  }
}
