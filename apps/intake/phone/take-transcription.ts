import { Inject, Injectable } from '@nestjs/common';
import { Database } from '#store';
import { ReceiveReport } from '../receive-report.js';
import type { SignedWebhook } from './carrier-signature.js';

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

  async take(callSid: string, sid: string, webhook: SignedWebhook): Promise<'taken' | 'empty' | 'unknown'> {
    const [call]: { report_id: string; sender: string | null; language: 'en' | 'fr' | null }[] =
      await this.database.source.query(
        'SELECT c.report_id, c.language, r.sender FROM call c JOIN report r ON r.id = c.report_id WHERE c.sid = $1',
        [callSid],
      );
    if (call === undefined) return 'unknown';
    const isDone = webhook.field('TranscriptionStatus', 20) === 'completed';
    if (!isDone || webhook.field('TranscriptionText').trim() === '') return 'empty';
    await this.receiveReport.receive({
      channel: 'voice',
      externalId: sid,
      raw: webhook.raw,
      mediaType: webhook.mediaType,
      sender: call.sender,
      language: call.language,
      followsReportId: call.report_id,
    });
    return 'taken';
  }
}
