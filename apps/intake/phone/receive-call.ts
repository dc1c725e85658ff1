import { Inject, Injectable } from '@nestjs/common';
import { hasOwnNumber } from '#domain';
import { Settings } from '#service';
import { Database } from '#store';
import { ReceiveReport } from '../receive-report.js';
import { answerCall } from './answer-call.js';
import type { SignedWebhook } from './carrier-signature.js';

/** Takes in a call: that somebody called is the report, so that somebody calls back. */
@Injectable()
export class ReceiveCall {
  constructor(
    @Inject(Settings) private readonly settings: Settings,
    @Inject(Database) private readonly database: Database,
    @Inject(ReceiveReport) private readonly receiveReport: ReceiveReport,
  ) {}

  /** What the caller is to hear, as TwiML, once the call is stored. A second webhook of one call stores nothing more. */
  async receive(sid: string, sender: string, webhook: SignedWebhook): Promise<string> {
    await this.receiveReport.receive({
      channel: 'voice',
      externalId: sid,
      raw: webhook.raw,
      mediaType: webhook.mediaType,
      sender: sender === '' ? null : sender,
      language: null,
    });
    const { environment, advice } = this.settings.config;
    return answerCall({
      canCallBack: hasOwnNumber(sender),
      isOpen: await this.isOpen(),
      publicUrl: environment.publicUrl,
      advice,
    });
  }

  private async isOpen(): Promise<boolean> {
    const [row]: { open: boolean | null }[] = await this.database.source.query(
      'SELECT max(closes_at) > $1 AS open FROM election',
      [this.database.clock.now()],
    );
    // No election in the store says nothing about the service: promise the call back.
    return row?.open !== false;
  }
}
